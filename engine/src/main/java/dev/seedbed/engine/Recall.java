package dev.seedbed.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The beginning of a run that goes on with a journal and ends at a number of rows: as long as the journal can
/// answer anybody, nobody calls.
///
/// How many candidates are begun beyond the last row depends on timing, so a finished run that is started again
/// may begin more than it did before. Their calls would be paid for nothing: the rows that are wanted are all in
/// the journal. So who finds no answer there waits, until everybody waits: then the journal is used up, and
/// calls are made for the rest of the run.
///
/// Everybody is counted from [#begins] to [#ends], and not while in a [Pause]. A pause names what its thread waits
/// for, since a thread that has been signalled may not have woken yet: it still counts as being at work.
/// Thread-safe.
final class Recall {
    private static final Pause NOT_COUNTED = () -> {};

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final List<Counted> pauses = new ArrayList<>();
    private volatile boolean isOver;
    private int active;
    private long changes;

    private Recall(boolean isOver) {
        this.isOver = isOver;
    }

    /// One that is over before it begins: calls are made at once.
    static Recall none() {
        return new Recall(true);
    }

    static Recall ofJournal() {
        return new Recall(false);
    }

    /// A thread's wait for what other threads do.
    interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    private final class Counted implements Pause {
        private final BooleanSupplier isReady;

        private Counted(BooleanSupplier isReady) {
            this.isReady = isReady;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (pauses.remove(this)) {
                    active++;
                    changes++;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// A thread begins. Called by the one that starts it.
    void begins() {
        if (isOver) {
            return;
        }
        lock.lock();
        try {
            active++;
            changes++;
        } finally {
            lock.unlock();
        }
    }

    void ends() {
        if (isOver) {
            return;
        }
        lock.lock();
        try {
            active--;
        } finally {
            lock.unlock();
        }
        endIfAllWait();
    }

    /// @param isReady whether what the thread waits for has come; asked from other threads, which hold no lock of
    ///     this
    Pause pause(BooleanSupplier isReady) {
        if (isOver) {
            return NOT_COUNTED;
        }
        Counted pause = new Counted(isReady);
        lock.lock();
        try {
            pauses.add(pause);
            active--;
        } finally {
            lock.unlock();
        }
        endIfAllWait();
        return pause;
    }

    /// Waits until the journal is used up.
    void awaitEnd() throws InterruptedException {
        if (isOver) {
            return;
        }
        try (Pause _ = pause(() -> isOver)) {
            lock.lockInterruptibly();
            try {
                while (!isOver) {
                    over.await();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void endIfAllWait() {
        List<Counted> waiting;
        long seen;
        lock.lock();
        try {
            if (isOver || active > 0) {
                return;
            }
            waiting = List.copyOf(pauses);
            seen = changes;
        } finally {
            lock.unlock();
        }
        for (Counted pause : waiting) {
            if (pause.isReady.getAsBoolean()) {
                return;
            }
        }
        lock.lock();
        try {
            if (active == 0 && changes == seen) {
                isOver = true;
                over.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
