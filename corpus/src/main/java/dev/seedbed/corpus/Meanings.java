package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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
/// that the model refuses is halved until the one text is alone that it does not take. When it has refused many
/// in a row it is asked for the word `text`, and a model that refuses that, too, cannot be used.
final class Meanings implements AutoCloseable {
    /// So many vectors wait for their rows' turn, and are lost if the process dies.
    private static final int MOST_AHEAD = 1_024;

    private static final int MOST_CALLS = 16;
    private static final int MOST_TRIES = 6;
    /// After so many it is asked for a text that any model takes.
    private static final int MOST_REFUSED_IN_A_ROW = 50;

    private static final String USUAL_TEXT = "text";
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
    private int refusedInARow;
    private long textsTaken;
    private Usage usage = Usage.NONE;
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

    /// The model does not take it. What it said is nobody's to read: it may quote the text.
    ///
    /// @param failed kept for its status
    record Refused(CallFailedException failed) implements Answer {
        /// In words, behind what was refused; empty if there was none.
        String status() {
            OptionalInt status = failed.status();
            return status.isPresent() ? " (HTTP status " + status.getAsInt() + ")" : "";
        }
    }

    /// What a thread of this does.
    private interface Work {
        void run() throws InterruptedException;
    }

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
        RuntimeException failed = failureOf(() -> embed(batch));
        lock.lock();
        try {
            calls--;
            failure = failure == null ? failed : failure;
            RuntimeException unsent = failureOf(this::sendFull);
            failure = failure == null ? unsent : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing may end a thread of this without a word, as somebody waits for what it was to bring.
    private @Nullable RuntimeException failureOf(Work work) {
        try {
            work.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (InterruptedException e) {
            return new IllegalStateException("closed while texts were embedded", e);
        } catch (OutOfMemoryError e) {
            return new SeedbedException(
                    ErrorKind.UNUSABLE, "There is not enough memory to embed texts. Give Java more (-Xmx).", e);
        } catch (Throwable e) {
            return new SeedbedException(
                    ErrorKind.DEFECT, "The model " + endpoint.identity() + " broke while it embedded texts: " + e, e);
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
        EmbeddingReply reply =
                endpoint.embed(batch.stream().map(each -> each.text).toList(), DEADLINE);
        List<float[]> vectors = reply.vectors();
        count(vectors.size(), reply.usage());
        if (vectors.size() != batch.size()) {
            throw new CallFailedException(
                    CallFailedException.Remedy.RETRY,
                    batch.size() + " texts were sent, but " + vectors.size() + " vectors came back");
        }
        return vectors;
    }

    private void count(int texts, Usage more) {
        lock.lock();
        try {
            textsTaken += texts;
            usage = usage.plus(more);
        } finally {
            lock.unlock();
        }
    }

    /// How many texts of how many tokens this process had embedded, in words; empty if nothing counted those.
    Optional<String> taken() {
        lock.lock();
        try {
            return usage.input() == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            usage.estimated()
                                    ? "the model embedded %,d texts, of about %,d tokens"
                                    : "the model embedded %,d texts, of %,d tokens",
                            textsTaken,
                            usage.input()));
        } finally {
            lock.unlock();
        }
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
            refusedInARow = 0;
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
        boolean isSuspect;
        lock.lock();
        try {
            batch.getFirst().answer = new Refused(why);
            refusedInARow++;
            isSuspect = refusedInARow % MOST_REFUSED_IN_A_ROW == 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (isSuspect) {
            mustTakeUsualText();
        }
    }

    /// Texts may be at fault, such as the long ones of a file in order of length, or the model.
    private void mustTakeUsualText() throws InterruptedException {
        Asked usual = new Asked(0, USUAL_TEXT);
        embed(List.of(usual));
        lock.lock();
        try {
            if (usual.answer instanceof Refused refused) {
                throw unusable(refused.failed());
            }
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
        lock.lock();
        try {
            // Nothing is sent any more.
            failure = failure == null ? new IllegalStateException("closed before all texts were embedded") : failure;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        callers.shutdownNow();
    }
}
