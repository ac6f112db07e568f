package dev.seedbed.engine;

import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall.Lost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Texts that are to be embedded, on their way to the lane in batches.
///
/// Nobody waits for a batch to fill: whoever comes while the endpoint has room goes out at once, with all that
/// wait, those of the earliest candidates first. While the endpoint is busy texts gather, so batches grow only
/// when that costs nothing. One of those who wait leads each batch through the lane; there is no thread beside
/// theirs.
///
/// Each text is asked for, paid for and journalled by whoever brought it, as if it had travelled alone: only the
/// journey is shared. A batch that gets no answer is halved and sent again, so that a text which no endpoint
/// takes fails by itself.
final class TextBatches {
    private final EmbeddingEndpoint endpoint;
    private final Price price;
    private final Lane lane;
    private final Purse purse;
    private final StopSignal stopSignal;

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Traveller> waiting = new PriorityQueue<>();
    private int leaders;
    private long sequence;

    /// One text, and what came of it. Everything that changes is guarded by the lock.
    private static final class Traveller implements Comparable<Traveller> {
        private final String text;
        private final long candidate;
        private final long sequence;
        private final Condition changed;
        private boolean departed;
        private boolean left;
        private boolean kept;
        private @Nullable Arrival arrival;

        Traveller(String text, long candidate, long sequence, Condition changed) {
            this.text = text;
            this.candidate = candidate;
            this.sequence = sequence;
            this.changed = changed;
        }

        void arrive(Arrival how) {
            arrival = how;
            changed.signal();
        }

        @Override
        public int compareTo(Traveller other) {
            int byCandidate = Long.compare(candidate, other.candidate);
            return byCandidate != 0 ? byCandidate : Long.compare(sequence, other.sequence);
        }
    }

    /// How a journey ended.
    private sealed interface Arrival {}

    /// @param safe to be counted down when the answer is in the journal, or will never be
    private record Answered(Lane.Answer answer, CountDownLatch safe) implements Arrival {}

    private record Refused(Lane.NoAnswerException reason) implements Arrival {}

    /// Whoever led it was stopped.
    private record Abandoned() implements Arrival {}

    TextBatches(EmbeddingEndpoint endpoint, Price price, Lane lane, Purse purse, StopSignal stopSignal) {
        this.endpoint = endpoint;
        this.price = price;
        this.purse = purse;
        this.lane = lane;
        this.stopSignal = stopSignal;
    }

    /// The model as its lane sees it: one that embeds takes whole batches.
    static ModelBinding through(ModelBinding model) {
        return model.endpoint() instanceof EmbeddingEndpoint embedding
                ? new ModelBinding(
                        model.alias(),
                        model.provider(),
                        model.name(),
                        new TextsEndpoint(embedding),
                        model.price(),
                        model.limits(),
                        Optional.empty())
                : model;
    }

    static Optional<TextBatches> over(ModelBinding model, Lane lane, Purse purse, StopSignal stopSignal) {
        return model.endpoint() instanceof EmbeddingEndpoint embedding
                ? Optional.of(new TextBatches(embedding, model.priceOrFree(), lane, purse, stopSignal))
                : Optional.empty();
    }

    /// As [Lane#ask], for one text.
    void ask(Lane.Asked asked, Lane.Keeper keeper) throws Lane.NoAnswerException, InterruptedException {
        // For each text by itself, so that a batch holds no more of them than the budget does.
        Purse.Most most = new Purse.Most(
                endpoint.mostInputTokens(asked.request()),
                asked.request().sampling().maxTokens(),
                price);
        purse.reserve(most);
        AtomicReference<@Nullable Usage> used = new AtomicReference<>();
        try {
            travel(asked, answer -> {
                keeper.keep(answer);
                used.set(answer.reply().usage());
            });
        } finally {
            Usage known = used.get();
            if (known == null) {
                purse.putBack(most);
            } else {
                purse.settle(most, known);
            }
        }
    }

    private void travel(Lane.Asked asked, Lane.Keeper keeper) throws Lane.NoAnswerException, InterruptedException {
        Crew.Worker worker = asked.worker();
        // Counts as in a call while it waits, since its text may be on its way. On a stop it leaves by itself.
        worker.beginCall();
        Traveller mine = enter(text(asked.request()), asked.candidate());
        try {
            while (!arrive(mine, keeper)) {
                Optional<List<Traveller>> batch = awaitTurn(mine);
                if (batch.isPresent()) {
                    worker.endCall();
                    lead(batch.get(), mine, asked, keeper);
                    if (!hasArrived(mine)) {
                        worker.beginCall();
                    }
                }
            }
        } finally {
            worker.endCall();
            leave(mine);
        }
    }

    private static String text(Request request) {
        return switch (request.input()) {
            case Request.Raw raw -> raw.text();
            case Request.Chat _ ->
                throw new IllegalStateException("a model that turns texts into vectors is asked to converse");
        };
    }

    private Traveller enter(String text, long candidate) {
        lock.lock();
        try {
            Traveller mine = new Traveller(text, candidate, sequence++, lock.newCondition());
            waiting.add(mine);
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /// Whoever leaves before its text has arrived, since everything is interrupted, is not waited for.
    private void leave(Traveller mine) {
        lock.lock();
        try {
            mine.left = true;
            if (!mine.departed) {
                waiting.remove(mine);
                wakeNext();
            } else if (mine.arrival instanceof Answered(Lane.Answer _, CountDownLatch safe) && !mine.kept) {
                safe.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until this text has arrived, which gives nothing, or a batch can go, which gives it to be led.
    private Optional<List<Traveller>> awaitTurn(Traveller mine) throws InterruptedException {
        lock.lock();
        try {
            while (mine.arrival == null) {
                if (!mine.departed) {
                    stopSignal.check();
                    if (leaders < endpoint.concurrency()) {
                        leaders++;
                        return Optional.of(depart());
                    }
                }
                mine.changed.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private List<Traveller> depart() {
        List<Traveller> batch = new ArrayList<>();
        long tokens = 0;
        while (!waiting.isEmpty() && batch.size() < endpoint.mostTexts()) {
            tokens += mostTokens(waiting.element().text);
            if (!batch.isEmpty() && tokens > endpoint.mostTokens()) {
                break;
            }
            Traveller next = waiting.remove();
            next.departed = true;
            batch.add(next);
        }
        wakeNext();
        return batch;
    }

    /// Whoever is first in the queue leads the next batch, if there is room for one. Only that one is woken: of
    /// thousands the others would find nothing to do. On a stop each that leaves wakes the next.
    private void wakeNext() {
        Traveller first = waiting.peek();
        if (first != null && leaders < endpoint.concurrency()) {
            first.changed.signal();
        }
    }

    private long mostTokens(String text) {
        return endpoint.mostInputTokens(TextsEndpoint.request(text));
    }

    private boolean hasArrived(Traveller mine) {
        lock.lock();
        try {
            return mine.arrival != null;
        } finally {
            lock.unlock();
        }
    }

    private void lead(List<Traveller> batch, Traveller mine, Lane.Asked asked, Lane.Keeper keeper)
            throws InterruptedException {
        try {
            send(batch, mine, asked, keeper);
        } finally {
            lock.lock();
            try {
                leaders--;
                for (Traveller each : batch) {
                    if (each.arrival == null) {
                        each.arrive(new Abandoned());
                    }
                }
                wakeNext();
            } finally {
                lock.unlock();
            }
        }
    }

    private void send(List<Traveller> batch, Traveller mine, Lane.Asked asked, Lane.Keeper keeper)
            throws InterruptedException {
        Request request =
                TextsEndpoint.request(batch.stream().map(each -> each.text).toList());
        try {
            long first = batch.getFirst().candidate;
            lane.ask(
                    new Lane.Asked(
                            request,
                            0,
                            first,
                            asked.worker(),
                            asked.hasAnswered(),
                            true,
                            asked.substitute(),
                            asked.sent()),
                    answer -> {
                        CountDownLatch safe = arrived(batch, answer);
                        keep(mine, keeper);
                        // The slot is free only when all are safe, so that no more can be lost than calls may be open.
                        safe.await();
                    });
        } catch (Lane.NoAnswerException e) {
            if (batch.size() == 1) {
                refused(batch.getFirst(), e);
                return;
            }
            int half = batch.size() / 2;
            send(batch.subList(0, half), mine, asked, keeper);
            send(batch.subList(half, batch.size()), mine, asked, keeper);
        }
    }

    private CountDownLatch arrived(List<Traveller> batch, Lane.Answer answer) {
        List<String> vectors = TextsEndpoint.vectors(answer.reply());
        List<Usage> shares = shares(batch, answer.reply().usage());
        CountDownLatch safe = new CountDownLatch(batch.size());
        lock.lock();
        try {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.get(i).left) {
                    safe.countDown();
                    continue;
                }
                Reply reply = new Reply(
                        vectors.get(i),
                        Reply.Finish.STOP,
                        shares.get(i),
                        answer.reply().model(),
                        Optional.empty());
                // What was lost was lost once.
                Lost lost = i == 0 ? answer.lost() : Lost.NONE;
                batch.get(i).arrive(new Answered(new Lane.Answer(reply, answer.tries(), answer.took(), lost), safe));
            }
        } finally {
            lock.unlock();
        }
        return safe;
    }

    /// An endpoint counts a batch's tokens together. Each text gets its part by its length; together they are
    /// what the endpoint said, exactly.
    private List<Usage> shares(List<Traveller> batch, Usage whole) {
        long most = batch.stream().mapToLong(each -> mostTokens(each.text)).sum();
        List<Usage> shares = new ArrayList<>(batch.size());
        long before = 0;
        long given = 0;
        for (Traveller each : batch) {
            before += mostTokens(each.text);
            long upTo = Math.round((double) whole.input() * before / most);
            shares.add(new Usage(upTo - given, 0, 0, 0, whole.countedBy()));
            given = upTo;
        }
        return shares;
    }

    private void refused(Traveller traveller, Lane.NoAnswerException reason) {
        lock.lock();
        try {
            traveller.arrive(new Refused(reason));
        } finally {
            lock.unlock();
        }
    }

    /// Ends the journey, if it has an end.
    ///
    /// @return false if it has not arrived, or must set out again
    private boolean arrive(Traveller mine, Lane.Keeper keeper) throws Lane.NoAnswerException, InterruptedException {
        Arrival arrival;
        lock.lock();
        try {
            arrival = mine.arrival;
            if (arrival instanceof Abandoned) {
                mine.arrival = null;
                mine.departed = false;
                waiting.add(mine);
            }
        } finally {
            lock.unlock();
        }
        return switch (arrival) {
            case null -> false;
            case Abandoned _ -> false;
            case Refused refused -> throw refused.reason;
            case Answered _ -> {
                keep(mine, keeper);
                yield true;
            }
        };
    }

    /// Puts the answer where it is safe, once. Everyone does it for their own text, so that many are written
    /// together.
    private void keep(Traveller mine, Lane.Keeper keeper) throws InterruptedException {
        Answered answered;
        lock.lock();
        try {
            if (mine.kept || !(mine.arrival instanceof Answered now)) {
                return;
            }
            mine.kept = true;
            answered = now;
        } finally {
            lock.unlock();
        }
        try {
            keeper.keep(answered.answer);
        } finally {
            answered.safe.countDown();
        }
    }
}
