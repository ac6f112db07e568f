package dev.seedbed.engine;

import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.run.RunEvent.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lets calls go to one endpoint when its [Regulator] says so. Those of the earliest candidates go first, of
/// whatever step: so a run finishes what it has begun before it begins more, no step starves another, and little
/// is under way beyond the last row that is wanted.
///
/// Thread-safe. No thread but those of the calls: the first in line waits for the time, the others for it.
final class Turns {
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private final Regulator regulator;
    private final Observer observer;
    private Condition condition = Condition.RECOVERED;
    private long sequence;
    /// The most that ever waited.
    private int longest;

    private static final class Waiter implements Comparable<Waiter> {
        private final long candidate;
        private final long sequence;
        private final long tokens;
        private final Thread thread = Thread.currentThread();
        private boolean waited;
        private volatile Regulator.@Nullable Sent sent;

        private Waiter(long candidate, long sequence, long tokens) {
            this.candidate = candidate;
            this.sequence = sequence;
            this.tokens = tokens;
        }

        @Override
        public int compareTo(Waiter other) {
            int byCandidate = Long.compare(candidate, other.candidate);
            return byCandidate != 0 ? byCandidate : Long.compare(sequence, other.sequence);
        }
    }

    Turns(Regulator regulator, Observer observer) {
        this.regulator = regulator;
        this.observer = observer;
    }

    /// Is told when the endpoint takes calls otherwise than before.
    interface Observer {
        void changed(Condition condition, int mostOpen, double perSecond);
    }

    /// Returns when the call may go out.
    ///
    /// @param tokens that it may take
    /// @param isDown whether to wait no longer; looked at when [#wakeAll] is called
    /// @return empty if it is given up
    Optional<Regulator.Sent> await(long candidate, long tokens, BooleanSupplier isDown) throws InterruptedException {
        Waiter waiter;
        lock.lockInterruptibly();
        try {
            long now = System.nanoTime();
            if (waiters.isEmpty() && regulator.hasPlace(now) && regulator.untilNext(now) <= 0) {
                return Optional.of(regulator.send(now, false, tokens));
            }
            waiter = new Waiter(candidate, sequence++, tokens);
            waiters.add(waiter);
            longest = Math.max(longest, waiters.size());
        } finally {
            lock.unlock();
        }
        while (true) {
            long pause = pause(waiter);
            Regulator.Sent sent = waiter.sent;
            if (sent != null) {
                return Optional.of(sent);
            }
            if (isDown.getAsBoolean()) {
                giveUp(waiter);
                return Optional.empty();
            }
            if (pause == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, pause);
            }
            if (Thread.interrupted()) {
                giveUp(waiter);
                throw new InterruptedException();
            }
        }
    }

    /// How long a waiter is to sleep before it looks again; for ever if another will wake it.
    private long pause(Waiter waiter) {
        lock.lock();
        try {
            if (waiter.sent != null) {
                return 0;
            }
            long now = System.nanoTime();
            if (waiters.peek() != waiter || !regulator.hasPlace(now)) {
                return Long.MAX_VALUE;
            }
            long pause = regulator.untilNext(now);
            if (pause <= 0) {
                letGo(now);
                return 0;
            }
            waiter.waited = true;
            return pause;
        } finally {
            lock.unlock();
        }
    }

    private void letGo(long now) {
        while (!waiters.isEmpty() && regulator.hasPlace(now)) {
            if (regulator.untilNext(now) > 0) {
                LockSupport.unpark(waiters.element().thread);
                return;
            }
            Waiter next = waiters.remove();
            next.sent = regulator.send(now, next.waited, next.tokens);
            LockSupport.unpark(next.thread);
        }
    }

    /// Lets all that wait look whether to wait any longer.
    void wakeAll() {
        lock.lock();
        try {
            waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Waiter waiter) {
        change(_ -> {
            Regulator.Sent sent = waiter.sent;
            if (sent == null) {
                waiters.remove(waiter);
            } else {
                regulator.abandoned(sent);
            }
        });
    }

    /// @param took tokens
    void borne(Regulator.Sent sent, long took, Allowance allowance) {
        change(now -> {
            // Towards the end of a run a refusal would only hold up its last rows.
            boolean isWanted = waiters.size() * 2 >= longest;
            regulator.borne(sent, took, allowance, isWanted, now);
        });
    }

    void refused(Regulator.Sent sent, Optional<Duration> retryAfter, Allowance allowance) {
        change(now -> regulator.refused(sent, retryAfter, allowance, now));
    }

    void failed(Regulator.Sent sent) {
        change(now -> regulator.failed(sent, now));
    }

    /// @param pause for all, since whoever comes next would find nobody there either
    void unreachable(Regulator.Sent sent, Duration pause) {
        change(now -> {
            regulator.failed(sent, now);
            regulator.pause(pause.toNanos(), now);
        });
    }

    void abandoned(Regulator.Sent sent) {
        change(_ -> regulator.abandoned(sent));
    }

    private void change(LongConsumer event) {
        Condition now;
        int mostOpen;
        double perSecond;
        lock.lock();
        try {
            long time = System.nanoTime();
            event.accept(time);
            letGo(time);
            now = regulator.condition();
            if (now == condition) {
                return;
            }
            condition = now;
            mostOpen = regulator.mostOpenNow();
            perSecond = regulator.perSecond();
        } finally {
            lock.unlock();
        }
        observer.changed(now, mostOpen, perSecond);
    }
}
