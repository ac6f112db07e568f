package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The vectors of rows' texts: asked for by whoever looks at a row, on any thread, and waited for by the one
/// that decides about rows in their order. In between the texts travel to a model in batches, the earliest rows
/// first.
///
/// Full batches go as soon as the model has room, and only so far ahead of the row that is decided about that
/// the vectors that wait stay few; what that row waits for goes at once. A vector depends on its text alone, so
/// the batches show nowhere. A failure that may pass is tried again, with longer and longer pauses. A batch
/// that the model refuses is halved until the one text is alone that it does not take.
final class Meanings implements AutoCloseable {
    /// So many vectors wait for their rows' turn, and are lost if the process dies.
    private static final int MOST_AHEAD = 1_024;

    private static final int MOST_CALLS = 16;
    private static final int MOST_TRIES = 6;
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Sampling NO_WORDS = Sampling.of(0, 1);

    private final EmbeddingEndpoint endpoint;
    private final int mostCalls;
    private final ExecutorService callers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Asked> waiting = new PriorityQueue<>();
    private int calls;
    private int ahead;
    private @Nullable RuntimeException failure;

    /// A text and, later, its vector. What changes is guarded by the lock.
    static final class Asked implements Comparable<Asked> {
        private final long place;
        private final String text;
        private boolean sent;
        private @Nullable Answer answer;

        private Asked(long place, String text) {
            this.place = place;
            this.text = text;
        }

        @Override
        public int compareTo(Asked other) {
            return Long.compare(place, other.place);
        }
    }

    /// What became of a text.
    sealed interface Answer {}

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Vector(float[] numbers) implements Answer {}

    /// The model does not take it.
    record Refused(String why) implements Answer {}

    /// @param endpoint that somebody else closes
    Meanings(EmbeddingEndpoint endpoint) {
        this.endpoint = endpoint;
        this.mostCalls = Math.clamp(endpoint.concurrency(), 1, MOST_CALLS);
        this.callers = Executors.newFixedThreadPool(
                mostCalls,
                Thread.ofPlatform().daemon().name("seedbed-meaning-", 1).factory());
    }

    /// Asks for the vector of the text of a row.
    Asked ask(long place, String text) {
        Asked asked = new Asked(place, text);
        lock.lock();
        try {
            waiting.add(asked);
            sendFull();
            return asked;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for what was asked. Every row is waited for in its order, once.
    ///
    /// @throws SeedbedException if the model cannot be used
    Answer answer(Asked asked) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (asked.answer == null && failure == null) {
                if (!asked.sent && calls < mostCalls) {
                    send();
                } else {
                    changed.await();
                }
            }
            if (asked.answer == null && failure != null) {
                throw failure;
            }
            ahead--;
            sendFull();
            return Optional.ofNullable(asked.answer).orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    private void sendFull() {
        while (failure == null
                && calls < mostCalls
                && ahead < MOST_AHEAD
                && waiting.size() >= Math.min(endpoint.mostTexts(), MOST_AHEAD)) {
            send();
        }
    }

    private void send() {
        List<Asked> batch = new ArrayList<>();
        long tokens = 0;
        while (!waiting.isEmpty() && batch.size() < Math.min(endpoint.mostTexts(), MOST_AHEAD)) {
            tokens += endpoint.mostInputTokens(Request.raw(waiting.element().text, NO_WORDS));
            if (!batch.isEmpty() && tokens > endpoint.mostTokens()) {
                break;
            }
            Asked next = waiting.remove();
            next.sent = true;
            batch.add(next);
        }
        calls++;
        ahead += batch.size();
        callers.execute(() -> call(batch));
    }

    private void call(List<Asked> batch) {
        RuntimeException failed = null;
        try {
            embed(batch);
        } catch (RuntimeException e) {
            failed = e;
        } catch (InterruptedException e) {
            failed = new IllegalStateException("closed while texts were embedded", e);
        } catch (OutOfMemoryError e) {
            failed = new SeedbedException(
                    ErrorKind.UNUSABLE, "There is not enough memory to embed texts. Give Java more (-Xmx).", e);
        }
        lock.lock();
        try {
            calls--;
            failure = failure == null ? failed : failure;
            sendFull();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void embed(List<Asked> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                arrived(batch, vectors(batch));
                return;
            } catch (CallFailedException e) {
                switch (e.remedy()) {
                    case STOP_RUN -> throw unusable(e);
                    case GIVE_UP -> {
                        refused(batch, e);
                        return;
                    }
                    case RETRY, SLOW_DOWN, UNREACHABLE -> {
                        if (attempt == MOST_TRIES) {
                            throw unusable(e);
                        }
                        Thread.sleep(pause(attempt, e));
                    }
                }
            }
        }
    }

    private List<float[]> vectors(List<Asked> batch) throws CallFailedException, InterruptedException {
        List<float[]> vectors = endpoint.embed(
                        batch.stream().map(each -> each.text).toList(), DEADLINE)
                .vectors();
        if (vectors.size() != batch.size()) {
            throw new CallFailedException(
                    CallFailedException.Remedy.RETRY,
                    batch.size() + " texts were sent, but " + vectors.size() + " vectors came back");
        }
        return vectors;
    }

    private static Duration pause(int attempt, CallFailedException failed) {
        Duration wanted = failed.retryAfter().orElse(FIRST_PAUSE.multipliedBy(1L << attempt));
        return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }

    private void arrived(List<Asked> batch, List<float[]> vectors) {
        lock.lock();
        try {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer = new Vector(vectors.get(i));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void refused(List<Asked> batch, CallFailedException why) throws InterruptedException {
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            embed(batch.subList(0, half));
            embed(batch.subList(half, batch.size()));
            return;
        }
        lock.lock();
        try {
            batch.getFirst().answer = new Refused(String.valueOf(why.getMessage()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private SeedbedException unusable(CallFailedException e) {
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "The model " + endpoint.identity() + " cannot embed texts: " + e.getMessage()
                        + ". The same command goes on from the last checkpoint when it can.",
                e);
    }

    /// Whoever is asked now is not waited for.
    @Override
    public void close() {
        callers.shutdownNow();
    }
}
