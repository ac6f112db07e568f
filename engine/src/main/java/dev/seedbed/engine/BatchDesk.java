package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.BatchService.Letter;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.BatchRules;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.RunSummary.End;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where questions to one endpoint gather for batches, and where those wait who asked them.
///
/// Questions leave when a batch is full or when for a while no further one has come: by then everybody who could
/// ask waits here. A question that an earlier start has sent already is not sent again; who asks it waits for the
/// batch that it is in. What can be spent on a question is set aside before it is let in.
///
/// One virtual thread, the [BatchClerk]'s, does all that concerns whole batches, as long as there are any.
final class BatchDesk {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ModelBinding model;
    private final BatchService service;
    private final Map<String, Price> prices = new HashMap<>();
    private final BatchRules rules;
    private final Set<String> switchedOn = new HashSet<>();
    private final Purse purse;
    private final StopSignal stopSignal;
    private final Function<Hash, Optional<JournalledCall>> known;
    private final BatchClerk clerk;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Hash, Slip> slips = new HashMap<>();
    private final Deque<Slip> gathered = new ArrayDeque<>();
    private final Deque<List<Slip>> loads = new ArrayDeque<>();
    private final List<SentBatch> away = new ArrayList<>();
    private long gatheredBytes;
    private long lastCame;
    private boolean isHeld;
    private boolean isClosing;
    private @Nullable Thread thread;

    /// @param models that share the endpoint's identity, each switched to batches or not
    /// @param left the batches of earlier starts
    /// @param known looks an answer up in the journal
    BatchDesk(
            List<ModelBinding> models,
            BatchService service,
            List<BatchLog.Batch> left,
            Function<Hash, Optional<JournalledCall>> known,
            BatchDesks.Shared shared) {
        this.model = models.stream()
                .filter(each -> each.batch().isPresent())
                .findFirst()
                .orElse(models.getFirst());
        this.service = service;
        for (ModelBinding each : models) {
            prices.put(each.alias(), each.priceOrFree().inBatch());
            if (each.batch().isPresent()) {
                switchedOn.add(each.alias());
            }
        }
        this.rules = this.model.batch().orElse(BatchRules.USUAL);
        this.purse = shared.purse();
        this.stopSignal = shared.stopSignal();
        this.known = known;
        this.clerk = new BatchClerk(this, this.model, service, shared);
        left.forEach(this::adopt);
    }

    BatchRules rules() {
        return rules;
    }

    BatchClerk clerk() {
        return clerk;
    }

    /// What an earlier start sent counts as open calls do.
    private void adopt(BatchLog.Batch batch) {
        SentBatch sent = new SentBatch(batch, System.nanoTime(), rules.poll());
        for (int number = 0; number < batch.questions().size(); number++) {
            BatchLog.Question question = batch.questions().get(number);
            if (known.apply(question.key()).isEmpty()) {
                Data written = Json.parseObject(question.request());
                Slip slip = new Slip(question, Request.read(written), null, batch.price());
                purse.claim(slip.most);
                slips.put(question.key(), slip);
                sent.slips.put(sent.posted(number), slip);
            }
        }
        away.add(sent);
    }

    /// Whether this question goes in a batch: all do if the model is switched to that, and those that are on their
    /// way already in any case.
    boolean takes(String alias, Hash key) {
        lock.lock();
        try {
            return switchedOn.contains(alias) || slips.containsKey(key);
        } finally {
            lock.unlock();
        }
    }

    /// Returns when what came of the question is in the journal. Two may not ask the same at once.
    ///
    /// @param hasAnswered whether the journal has answers of this endpoint
    JournalledCall ask(BatchLog.Question question, Request request, BooleanSupplier hasAnswered, Crew.Worker worker)
            throws InterruptedException {
        clerk.hasAnswered(hasAnswered);
        Price price = Objects.requireNonNull(prices.get(question.alias()));
        Optional<Slip> underWay = join(question);
        if (underWay.isEmpty()) {
            // Whoever was told after the look into the journal is in it now.
            Optional<JournalledCall> call = known.apply(question.key());
            if (call.isPresent()) {
                return call.get();
            }
            Letter letter;
            try {
                letter = service.write(request, question.seed());
            } catch (CallFailedException failure) {
                return clerk.refusedUnasked(new Slip(question, request, null, price), failure);
            }
            Slip slip = new Slip(question, request, letter, price);
            purse.reserve(slip.most);
            underWay = Optional.of(enter(slip));
        }
        worker.rests(true);
        try {
            return underWay.get().answer.get();
        } catch (ExecutionException e) {
            throw new StoppedException();
        } finally {
            worker.rests(false);
            leave(underWay.get());
        }
    }

    /// Looks after the batches of earlier starts, before anybody asks: what is set aside for them may be what the
    /// first question waits for.
    void start() {
        lock.lock();
        try {
            if (!away.isEmpty()) {
                begin();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Slip> join(BatchLog.Question question) {
        lock.lock();
        try {
            Slip slip = slips.get(question.key());
            if (slip != null) {
                slip.alias = question.alias();
                slip.isAwaited = true;
                begin();
            }
            return Optional.ofNullable(slip);
        } finally {
            lock.unlock();
        }
    }

    private Slip enter(Slip slip) {
        lock.lock();
        try {
            slip.isAwaited = true;
            slips.put(slip.question.key(), slip);
            gather(slip);
            begin();
            return slip;
        } finally {
            lock.unlock();
        }
    }

    /// Under the lock.
    private void gather(Slip slip) {
        gathered.add(slip);
        gatheredBytes += bytes(slip);
        lastCame = System.nanoTime();
        if (gathered.size() == 1 || isFull()) {
            changed.signalAll();
        }
    }

    private static long bytes(Slip slip) {
        Letter letter = slip.letter;
        return letter == null ? 0 : letter.body().getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean isFull() {
        return gathered.size() >= mostRequests() || gatheredBytes >= service.mostBytes();
    }

    private int mostRequests() {
        return Math.min(rules.mostRequests(), service.mostRequests());
    }

    /// Whoever leaves before an answer came was stopped. What is away stays away.
    private void leave(Slip slip) {
        if (slip.answer.isDone()) {
            return;
        }
        lock.lock();
        try {
            slip.isAwaited = false;
            if (gathered.remove(slip)) {
                gatheredBytes -= bytes(slip);
                drop(slip);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Under the lock.
    private void drop(Slip slip) {
        slips.remove(slip.question.key());
        purse.putBack(slip.most);
    }

    /// Under the lock.
    private void begin() {
        if (thread == null && !stopSignal.isStopping()) {
            thread = Thread.ofVirtual().name("seedbed-batches-" + model.alias()).start(this::work);
        }
    }

    private void work() {
        try {
            for (Optional<Runner> next = next(); next.isPresent(); next = next()) {
                next.get().run();
            }
        } catch (InterruptedException | StoppedException e) {
            // The run stops. What is away is in the log.
        } catch (SeedbedException known) {
            stopSignal.stop(End.UNUSABLE, String.valueOf(known.getMessage()), known);
        } catch (RuntimeException | Error failure) {
            stopSignal.stop(End.DEFECT, "the batches of the model '" + model.alias() + "' broke: " + failure, failure);
        }
    }

    /// What the clerk is to do.
    private interface Runner {
        void run() throws InterruptedException;
    }

    /// Waits until there is something to do; empty when nothing gathers and nothing is away.
    private Optional<Runner> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                stopSignal.check();
                if (isClosing) {
                    return Optional.empty();
                }
                long now = System.nanoTime();
                Optional<SentBatch> due = due();
                // What was refused goes piece by piece until it is known that the endpoint answers at all.
                boolean holds = due.isPresent() && (isHeld || (!loads.isEmpty() && !clerk.isKnownToAnswer()));
                if (!holds && hasLoad(now)) {
                    List<Slip> load = load();
                    return Optional.of(() -> clerk.send(load));
                }
                if (due.isEmpty() && gathered.isEmpty()) {
                    thread = null;
                    return Optional.empty();
                }
                long pause = due.map(sent -> sent.nextLook - now).orElse(Long.MAX_VALUE);
                if (pause <= 0) {
                    SentBatch sent = due.orElseThrow();
                    return Optional.of(() -> clerk.look(sent));
                }
                if (!gathered.isEmpty() && !holds) {
                    pause = Math.min(pause, lastCame + rules.gather().toNanos() - now);
                }
                changed.awaitNanos(pause);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<SentBatch> due() {
        SentBatch first = null;
        for (SentBatch sent : away) {
            first = first == null || sent.nextLook - first.nextLook < 0 ? sent : first;
        }
        return Optional.ofNullable(first);
    }

    private boolean hasLoad(long now) {
        return !loads.isEmpty()
                || isFull()
                || (!gathered.isEmpty() && now - lastCame >= rules.gather().toNanos());
    }

    /// What all questions of a batch have in common.
    private record Kind(String target, Price price) {}

    /// As many of one kind as a batch takes.
    private List<Slip> load() {
        if (!loads.isEmpty()) {
            return loads.remove();
        }
        List<Slip> load = new ArrayList<>();
        List<Slip> others = new ArrayList<>();
        long size = 0;
        Kind first = null;
        while (!gathered.isEmpty() && load.size() < mostRequests()) {
            Slip slip = gathered.remove();
            long bytes = bytes(slip);
            Kind kind = new Kind(slip.letter == null ? "" : slip.letter.target(), slip.most.price());
            first = first == null ? kind : first;
            if (!kind.equals(first)) {
                others.add(slip);
                continue;
            }
            if (!load.isEmpty() && size + bytes > service.mostBytes()) {
                gathered.addFirst(slip);
                break;
            }
            size += bytes;
            load.add(slip);
        }
        gathered.addAll(others);
        gatheredBytes -= size;
        return load;
    }

    void isAway(SentBatch sent) {
        change(() -> away.add(sent));
    }

    /// A batch is over: nothing of it is away any more.
    ///
    /// @param again is to be asked again, if anybody waits for it
    /// @return how many are asked again
    int isBack(SentBatch sent, List<Slip> again) {
        lock.lock();
        try {
            away.remove(sent);
            isHeld = isHeld && !away.isEmpty();
            int awaited = 0;
            for (Slip slip : again) {
                awaited += askAgain(slip) ? 1 : 0;
            }
            changed.signalAll();
            return awaited;
        } finally {
            lock.unlock();
        }
    }

    private boolean askAgain(Slip slip) {
        if (!slip.isAwaited) {
            drop(slip);
            return false;
        }
        try {
            slip.letter = service.write(slip.request, slip.question.seed());
            gather(slip);
            return true;
        } catch (CallFailedException e) {
            throw new IllegalStateException("what was sent once cannot be written any more", e);
        }
    }

    /// Sends this next, before what gathers.
    ///
    /// @param waits whether only when nothing else is away
    void sendNext(List<Slip> load, boolean waits) {
        change(() -> {
            loads.addFirst(load);
            isHeld |= waits;
        });
    }

    /// Sends this after what else was refused.
    void sendLast(List<Slip> load) {
        change(() -> loads.addLast(load));
    }

    /// What of this desk's is at the endpoint.
    Optional<Progress.Wait> waits(Instant now) {
        lock.lock();
        try {
            Optional<Instant> first = away.stream().map(SentBatch::sent).min(Comparator.naturalOrder());
            long questions = away.stream().mapToLong(sent -> sent.slips.size()).sum();
            return first.map(since -> new Progress.Batches(
                    model.alias(),
                    away.size(),
                    questions,
                    now.isBefore(since) ? Duration.ZERO : Duration.between(since, now)));
        } finally {
            lock.unlock();
        }
    }

    boolean isAlone(SentBatch sent) {
        lock.lock();
        try {
            return away.stream().allMatch(sent::equals);
        } finally {
            lock.unlock();
        }
    }

    /// The journal has what came of it.
    void settled(Slip slip, JournalledCall call) {
        change(() -> slips.remove(slip.question.key()));
        slip.answer.complete(call);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<SentBatch> away() {
        lock.lock();
        try {
            return List.copyOf(away);
        } finally {
            lock.unlock();
        }
    }

    /// Ends the clerk's work. What is away stays away, and in the log. What the clerk is at it may end, if that is
    /// soon: a batch that is taken in need not be looked at again by the next start.
    void close() {
        Thread working;
        lock.lock();
        try {
            working = thread;
            isClosing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean isInterrupted = false;
        try {
            if (working != null) {
                working.join(GRACE);
            }
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        while (working != null && working.isAlive()) {
            working.interrupt();
            try {
                working.join(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A batch that was submitted, or about to be.
    static final class SentBatch {
        private static final int MOST_POLLS = 60;

        /// Those that nothing has come of yet, by the id they were posted under.
        final Map<String, Slip> slips = new HashMap<>();

        final BatchLog.Batch asIntended;
        volatile Optional<String> id;
        private final Duration first;
        private Duration pause;
        long nextLook;
        /// When it was submitted last, as far as this process knows.
        Instant lastSubmit;

        SentBatch(BatchLog.Batch batch, long now, Duration poll) {
            this.asIntended = batch;
            this.id = batch.id();
            this.first = poll;
            this.pause = poll;
            this.nextLook = now;
            this.lastSubmit = batch.intended();
        }

        String name() {
            return asIntended.name();
        }

        Instant sent() {
            return asIntended.intended();
        }

        /// What the question of a number is posted as.
        String posted(int number) {
            return name() + "-" + number;
        }

        void lookLater() {
            nextLook = System.nanoTime() + pause.toNanos();
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            Duration longest = first.multipliedBy(MOST_POLLS);
            pause = longer.compareTo(longest) > 0 ? longest : longer;
        }
    }
}
