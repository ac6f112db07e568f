package dev.seedbed.engine;

import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.ForwardingEndpoint;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.testkit.ScriptedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;

/// Batches of a scripted model, and a log of batches, both as long as the test lives.
final class BatchFake implements BatchService, ForwardingEndpoint {
    private final ScriptedModel model;
    final List<List<Posted>> submitted = Collections.synchronizedList(new ArrayList<>());
    final Map<String, String> names = Collections.synchronizedMap(new LinkedHashMap<>());
    int mostRequests = 1_000;
    /// What is said to a batch as a whole; an empty one is taken.
    Function<List<Posted>, Optional<Status>> verdict = _ -> Optional.empty();
    /// What comes of a request; an empty one is answered.
    Function<Request, Optional<Outcome>> fate = _ -> Optional.empty();
    /// How many submissions are taken, though nobody hears of it.
    int unheard;
    /// How many searches do not find what is there.
    int unlisted;
    /// Whether batches end without a word.
    boolean isSilent;
    /// Whether batches that were taken are forgotten.
    boolean forgets;

    BatchFake(ScriptedModel model) {
        this.model = model;
    }

    @Override
    public Endpoint real() {
        return model;
    }

    @Override
    public Optional<BatchService> batchService() {
        return Optional.of(this);
    }

    @Override
    public int mostRequests() {
        return mostRequests;
    }

    @Override
    public long mostBytes() {
        return 1 << 20;
    }

    @Override
    public Letter write(Request request, int seed) {
        return new Letter("", request.asData().toString());
    }

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline) throws CallFailedException {
        submitted.add(List.copyOf(posted));
        String id = "batch-" + submitted.size();
        names.put(name, id);
        if (unheard > 0) {
            unheard--;
            throw new CallFailedException(Remedy.RETRY, "the connection broke");
        }
        return id;
    }

    @Override
    public Search find(String name, int requests, Instant since, Duration deadline) {
        if (unlisted > 0) {
            unlisted--;
            return new Absent();
        }
        String id = names.get(name);
        return id == null ? new Absent() : new Found(id);
    }

    private List<Posted> batch(String id) {
        return submitted.get(Integer.parseInt(id.substring(6)) - 1);
    }

    @Override
    public Status look(String id, Duration deadline) throws CallFailedException {
        if (forgets) {
            throw new CallFailedException(
                    Remedy.STOP_RUN, "no such batch", OptionalInt.of(404), Optional.empty(), "", null);
        }
        return verdict.apply(batch(id)).orElse(new Ended(false));
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        if (isSilent) {
            return;
        }
        List<String> ids = new ArrayList<>(batch(id).stream().map(Posted::id).toList());
        Collections.shuffle(ids, new Random(3));
        for (String posted : ids) {
            Request request = asked.get(posted);
            if (request != null) {
                Optional<Outcome> other = fate.apply(request);
                taker.take(posted, other.isPresent() ? other.get() : new Answered(model.ask(request, 0, deadline)));
            }
        }
    }

    @Override
    public void cancel(String id, Duration deadline) {}

    /// A journal with a log beside it.
    static final class Log implements BatchLog {
        final Map<String, Batch> batches = Collections.synchronizedMap(new LinkedHashMap<>());
        final List<String> said = Collections.synchronizedList(new ArrayList<>());

        @Override
        public List<Batch> open() {
            return List.copyOf(batches.values());
        }

        @Override
        public void intend(Batch batch) {
            said.add("intend");
            batches.put(batch.name(), batch);
        }

        @Override
        public void submitted(String name, String id) {
            said.add("submitted");
            batches.computeIfPresent(name, (_, batch) -> batch.withId(id));
        }

        @Override
        public void close(String name) {
            said.add("close");
            batches.remove(name);
        }
    }
}
