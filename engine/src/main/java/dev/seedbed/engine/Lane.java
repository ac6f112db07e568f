package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.RunSummary.End;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The way to one endpoint: how many calls may be open, when to try again, and when to stop trying.
///
/// A call that gets no reply is tried [#MOST_TRIES] times. Then the row is to blame only if the endpoint still
/// answers others: the verdict waits until it has answered somebody since, or until nobody else is asking. If
/// call after call ends like that with no answer in between, it is the endpoint, and the run stops without
/// blaming a row.
final class Lane {
    private static final int MOST_TRIES = 3;

    /// This many calls in a row without any answer are an outage.
    private static final int OUTAGE = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE_FOR = Duration.ofSeconds(6);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    private final ModelBinding model;
    private final Duration deadline;
    private final Purse purse;
    private final StopSignal stopSignal;
    private final Slots slots;
    private final LongAdder open = new LongAdder();
    private final LongAdder tries = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long answers;
    private int asking;
    private int suspects;
    /// Calls in a row that gave up, since the last answer.
    private int unanswered;
    private long pausedUntil = Long.MIN_VALUE;
    private long unreachableSince = Long.MIN_VALUE;
    private long refusedSince = Long.MIN_VALUE;
    /// Pauses in a row that the endpoint has asked for.
    private int refusals;

    /// A reply, and what it took.
    record Answer(Reply reply, int tries, Duration took) {}

    /// Puts an answer where it is safe. The call counts as open until it has.
    @FunctionalInterface
    interface Keeper {
        void keep(Answer answer) throws InterruptedException;
    }

    /// No reply, for good.
    static final class NoAnswerException extends Exception {
        private final transient CallFailedException failure;
        private final int tries;

        NoAnswerException(CallFailedException failure, int tries) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
            this.tries = tries;
        }

        CallFailedException failure() {
            return failure;
        }

        int tries() {
            return tries;
        }
    }

    Lane(ModelBinding model, Duration deadline, Purse purse, StopSignal stopSignal) {
        this.model = model;
        this.deadline = deadline;
        this.purse = purse;
        this.stopSignal = stopSignal;
        this.slots = new Slots(model.endpoint().concurrency());
    }

    long openCalls() {
        return open.sum();
    }

    long tries() {
        return tries.sum();
    }

    /// Asks until there is a reply, or none is to be had.
    ///
    /// @param candidate the number of the candidate it is asked for; earlier ones go first
    /// @param keeper is given the answer before the next call may take this one's place, so that no more
    ///     answers can be lost at any moment than calls may be open
    void ask(Request request, int seed, long candidate, Crew.Worker worker, Keeper keeper)
            throws NoAnswerException, InterruptedException {
        enter();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    tryOnce(request, seed, attempt, candidate, worker, keeper);
                    return;
                } catch (CallFailedException failure) {
                    attempt = afterFailure(failure, attempt, seed);
                }
            }
        } finally {
            leave();
        }
    }

    private void tryOnce(Request request, int seed, int attempt, long candidate, Crew.Worker worker, Keeper keeper)
            throws CallFailedException, InterruptedException {
        awaitTurn(candidate);
        try {
            purse.checkTime();
            worker.beginCall();
            open.increment();
            tries.increment();
            long started = System.nanoTime();
            try {
                Reply reply = model.endpoint().ask(request, seed, deadline);
                answered();
                keeper.keep(new Answer(reply, attempt, Duration.ofNanos(System.nanoTime() - started)));
            } catch (CallFailedException failure) {
                // Before the slot is free, so that nobody goes out in between.
                switch (failure.remedy()) {
                    case SLOW_DOWN -> slowDown(failure);
                    case UNREACHABLE -> unreachable(failure, started);
                    case GIVE_UP, STOP_RUN, RETRY -> {}
                }
                throw failure;
            } finally {
                open.decrement();
                worker.endCall();
            }
        } finally {
            slots.release();
        }
    }

    /// Decides what a failure means, and waits before the next try.
    ///
    /// @return the number of the try that has failed; waiting at the endpoint's wish costs a row none
    private int afterFailure(CallFailedException failure, int attempt, int seed)
            throws NoAnswerException, InterruptedException {
        return switch (failure.remedy()) {
            case GIVE_UP -> {
                answered();
                throw new NoAnswerException(failure, attempt);
            }
            case STOP_RUN -> {
                stopSignal.stop(
                        End.UNUSABLE, "the model '" + model.alias() + "' cannot be used: " + said(failure), null);
                throw new StoppedException();
            }
            case SLOW_DOWN, UNREACHABLE -> attempt - 1;
            case RETRY -> {
                if (attempt >= MOST_TRIES) {
                    awaitVerdict(failure);
                    throw new NoAnswerException(failure, attempt);
                }
                pause(attempt, seed);
                yield attempt;
            }
        };
    }

    private void enter() {
        lock.lock();
        try {
            asking++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            asking--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void answered() {
        lock.lock();
        try {
            answers++;
            unanswered = 0;
            unreachableSince = Long.MIN_VALUE;
            refusedSince = Long.MIN_VALUE;
            if (suspects > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the endpoint is known to answer others.
    private void awaitVerdict(CallFailedException failure) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long before = answers;
            suspects++;
            unanswered++;
            try {
                while (answers == before) {
                    stopSignal.check();
                    boolean nobodyElseAsks = suspects == asking;
                    if (unanswered >= OUTAGE || (nobodyElseAsks && answers == 0)) {
                        stopSignal.stop(
                                End.UNUSABLE,
                                "the model '" + model.alias() + "' does not answer (" + unanswered
                                        + " calls in a row failed " + MOST_TRIES + " times each); the last failure: "
                                        + said(failure),
                                null);
                        throw new StoppedException();
                    }
                    if (nobodyElseAsks) {
                        return;
                    }
                    changed.await();
                }
            } finally {
                suspects--;
            }
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /// Counted from the start of the first try: that nobody is there may take long to find out.
    private void unreachable(CallFailedException failure, long started) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (unreachableSince == Long.MIN_VALUE) {
                unreachableSince = started;
            }
            if (now - unreachableSince > UNREACHABLE_FOR.toNanos()) {
                stopSignal.stop(
                        End.UNUSABLE, "the model '" + model.alias() + "' cannot be reached: " + said(failure), null);
                throw new StoppedException();
            }
            // For all: whoever comes next would find nobody there either.
            pausedUntil = Math.max(pausedUntil, now + FIRST_PAUSE.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void slowDown(CallFailedException failure) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (failure.retryAfter()
                    .filter(wait -> wait.compareTo(REFUSED_FOR) > 0)
                    .isPresent()) {
                stopSignal.stop(
                        End.UNUSABLE,
                        "the model '" + model.alias() + "' takes no calls for "
                                + Words.of(failure.retryAfter().orElseThrow()) + ": " + said(failure),
                        null);
                throw new StoppedException();
            }
            if (refusedSince == Long.MIN_VALUE) {
                refusedSince = now;
                refusals = 0;
            } else if (now - refusedSince > REFUSED_FOR.toNanos()) {
                stopSignal.stop(
                        End.UNUSABLE,
                        "the model '" + model.alias() + "' has refused every call for " + Words.of(REFUSED_FOR) + ": "
                                + said(failure),
                        null);
                throw new StoppedException();
            }
            if (pausedUntil == Long.MIN_VALUE || now >= pausedUntil) {
                refusals++;
            }
            Duration time = failure.retryAfter().orElseGet(this::nextPause);
            pausedUntil = Math.max(pausedUntil, now + time.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /// Where the endpoint does not say how long: doubled from pause to pause.
    private Duration nextPause() {
        Duration doubled = Duration.ofSeconds(1L << Math.min(10, Math.max(0, refusals - 1)));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /// Takes a slot when there is one and no pause: one may have begun while this waited for the slot.
    private void awaitTurn(long candidate) throws InterruptedException {
        while (true) {
            stopSignal.check();
            long left = pauseLeft();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                continue;
            }
            slots.acquire(candidate);
            if (pauseLeft() <= 0) {
                return;
            }
            slots.release();
        }
    }

    private long pauseLeft() {
        lock.lock();
        try {
            return pausedUntil == Long.MIN_VALUE ? 0 : pausedUntil - System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// Doubles from try to try, and is spread out by the call's own seed, so that calls that failed together do
    /// not come again together.
    private void pause(int attempt, int seed) throws InterruptedException {
        stopSignal.check();
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(10, attempt - 1));
        Thread.sleep(longest / 2 + seed % (longest / 2 + 1));
    }

    private static String said(CallFailedException failure) {
        return failure.body().isBlank()
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.body().strip();
    }
}
