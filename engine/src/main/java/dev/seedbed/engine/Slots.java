package dev.seedbed.engine;

import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// So many calls at once; when more want to go, those of the earliest candidates go first. So a run finishes
/// what it has begun before it begins more, and little is under way beyond the last row that is wanted.
final class Slots {
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private int free;
    private long sequence;

    private static final class Waiter implements Comparable<Waiter> {
        private final long candidate;
        private final long sequence;
        private final Thread thread = Thread.currentThread();
        private volatile boolean granted;

        private Waiter(long candidate, long sequence) {
            this.candidate = candidate;
            this.sequence = sequence;
        }

        @Override
        public int compareTo(Waiter other) {
            int byCandidate = Long.compare(candidate, other.candidate);
            return byCandidate != 0 ? byCandidate : Long.compare(sequence, other.sequence);
        }
    }

    Slots(int count) {
        free = count;
    }

    void acquire(long candidate) throws InterruptedException {
        Waiter waiter;
        lock.lockInterruptibly();
        try {
            if (free > 0) {
                free--;
                return;
            }
            waiter = new Waiter(candidate, sequence++);
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        while (!waiter.granted) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                giveUp(waiter);
                throw new InterruptedException();
            }
        }
    }

    void release() {
        lock.lock();
        try {
            Waiter next = waiters.poll();
            if (next == null) {
                free++;
            } else {
                next.granted = true;
                LockSupport.unpark(next.thread);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Waiter waiter) {
        lock.lock();
        try {
            if (!waiter.granted) {
                waiters.remove(waiter);
                return;
            }
        } finally {
            lock.unlock();
        }
        release();
    }
}
