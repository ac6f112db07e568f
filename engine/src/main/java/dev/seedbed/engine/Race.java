package dev.seedbed.engine;

import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Lost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One question at two endpoints: the second is asked when the first takes long, and the first complete reply
/// counts. The other is given up. Whether it was charged nobody can know, so the reply that is kept is written
/// down with the most that the other can have cost.
///
/// Each endpoint is asked by a worker of its own, which a stop reaches as it does any other.
final class Race {
    private final Crew crew;
    private final Duration after;
    private final AtomicBoolean isWon = new AtomicBoolean();

    /// How a call takes part.
    interface Heat {
        /// A call that races nobody.
        Heat ALONE = new Heat() {
            @Override
            public void sent() {}

            @Override
            public boolean wins() {
                return true;
            }

            @Override
            public boolean isOver() {
                return false;
            }

            @Override
            public Lost beside() {
                return Lost.NONE;
            }
        };

        /// The request goes out.
        void sent();

        /// The reply is complete; to be asked once, before it is kept.
        ///
        /// @return whether it is the first
        boolean wins();

        /// Whether the other has won: what becomes of this call is of no more use.
        boolean isOver();

        /// What the other call may have cost, if it is given up now.
        Lost beside();
    }

    /// Makes a call.
    interface Asking {
        JournalledCall ask(Heat heat, Crew.Worker worker) throws InterruptedException;
    }

    /// @param after how long the first may take before the second is asked
    Race(Crew crew, Duration after) {
        this.crew = crew;
        this.after = after;
    }

    /// One of the two.
    private final class Runner implements Heat {
        private final Asking asking;
        private final Lost most;
        private final CompletableFuture<JournalledCall> end = new CompletableFuture<>();
        private final CompletableFuture<Void> sent = new CompletableFuture<>();
        private final AtomicInteger tries = new AtomicInteger();
        private Crew.@Nullable Worker worker;
        private @Nullable Runner other;

        Runner(Asking asking, Lost most) {
            this.asking = asking;
            this.most = most;
        }

        void start() {
            worker = crew.start(own -> {
                try {
                    end.complete(asking.ask(this, own));
                } catch (Throwable failure) {
                    end.completeExceptionally(failure);
                }
            });
        }

        void giveUp() {
            if (worker != null) {
                worker.interrupt();
            }
        }

        boolean isAnswered() {
            return end.state() == Future.State.SUCCESS && end.resultNow().result() instanceof Answered;
        }

        @Override
        public void sent() {
            tries.incrementAndGet();
            sent.complete(null);
        }

        @Override
        public boolean wins() {
            return isWon.compareAndSet(false, true);
        }

        @Override
        public boolean isOver() {
            return isWon.get();
        }

        @Override
        public Lost beside() {
            return other == null ? Lost.NONE : other.lost();
        }

        /// What it may have cost with no reply to show for it: as long as it is open, every try.
        private Lost lost() {
            if (end.isDone()) {
                return end.state() == Future.State.FAILED && end.exceptionNow() instanceof EndpointDownException down
                        ? down.lost()
                        : Lost.NONE;
            }
            Lost sum = Lost.NONE;
            for (int i = tries.get(); i > 0; i--) {
                sum = sum.plus(most);
            }
            return sum;
        }
    }

    /// Returns the answer of whichever is first or, if neither answers, what became of the first.
    ///
    /// @param mostOfFirst what it may cost at most
    JournalledCall run(Asking first, Lost mostOfFirst, Asking second, Lost mostOfSecond) throws InterruptedException {
        Runner one = new Runner(first, mostOfFirst);
        Runner other = new Runner(second, mostOfSecond);
        one.other = other;
        other.other = one;
        one.start();
        join(CompletableFuture.anyOf(one.sent, one.end));
        join(CompletableFuture.anyOf(
                one.end, new CompletableFuture<Void>().completeOnTimeout(null, after.toNanos(), TimeUnit.NANOSECONDS)));
        if (one.end.isDone()) {
            return end(one);
        }
        other.start();
        join(CompletableFuture.anyOf(one.end, other.end));
        Runner early = one.end.isDone() ? one : other;
        Runner late = early == one ? other : one;
        if (early.isAnswered()) {
            late.giveUp();
            return end(early);
        }
        join(late.end);
        return late.isAnswered() ? end(late) : end(one);
    }

    /// Not interrupted: the stop reaches whoever asks, so this does not wait longer than they do.
    private static void join(CompletableFuture<?> future) {
        future.exceptionally(_ -> null).join();
    }

    private static JournalledCall end(Runner runner) throws InterruptedException {
        if (runner.end.state() == Future.State.SUCCESS) {
            return runner.end.resultNow();
        }
        switch (runner.end.exceptionNow()) {
            case InterruptedException _ -> throw new InterruptedException();
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case Throwable unexpected -> throw new AssertionError(unexpected);
        }
    }
}
