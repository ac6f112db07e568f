package dev.seedbed.pipeline;

import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Batches of an endpoint that is watched for refusing a form of JSON: what comes of their requests is looked at as
/// what comes of single calls.
record WatchedBatches(BatchService real, WatchedEndpoint watched) implements BatchService {
    @Override
    public int mostRequests() {
        return real.mostRequests();
    }

    @Override
    public long mostBytes() {
        return real.mostBytes();
    }

    @Override
    public Letter write(Request request, int seed) throws CallFailedException {
        return real.write(request, seed);
    }

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        return real.submit(name, posted, deadline);
    }

    @Override
    public Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException {
        return real.find(name, requests, since, deadline);
    }

    @Override
    public Status look(String id, Duration deadline) throws CallFailedException, InterruptedException {
        return real.look(id, deadline);
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        real.fetch(id, asked, (posted, outcome) -> taker.take(posted, seen(asked.get(posted), outcome)), deadline);
    }

    private Outcome seen(@Nullable Request request, Outcome outcome) {
        Optional<Request.Format> format = request == null ? Optional.empty() : request.format();
        if (format.isEmpty()) {
            return outcome;
        }
        return switch (outcome) {
            case Answered answered -> {
                watched.answered(format.get());
                yield answered;
            }
            case Failed(CallFailedException failure) -> new Failed(watched.asSeen(format.get(), failure));
            case Unasked unasked -> unasked;
        };
    }

    @Override
    public void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException {
        real.cancel(id, deadline);
    }
}
