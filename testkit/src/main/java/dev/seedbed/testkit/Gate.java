package dev.seedbed.testkit;

/// Counts what is inside, and can be held shut so that those inside wait.
final class Gate {
    private boolean isHeld;
    private int open;
    private int mostOpen;

    /// One caller's way through; closing it leaves.
    final class Passage implements AutoCloseable {
        private boolean isLeft;

        /// Waits while the gate is held.
        void await() throws InterruptedException {
            synchronized (Gate.this) {
                while (isHeld) {
                    Gate.this.wait();
                }
            }
        }

        /// Waits while the gate is held, but not for longer.
        ///
        /// @return whether the gate is open
        boolean await(long nanoseconds) throws InterruptedException {
            long end = System.nanoTime() + nanoseconds;
            synchronized (Gate.this) {
                while (isHeld) {
                    long left = end - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    Gate.this.wait(left / 1_000_000, (int) (left % 1_000_000));
                }
                return true;
            }
        }

        @Override
        public void close() {
            synchronized (Gate.this) {
                if (!isLeft) {
                    isLeft = true;
                    open--;
                    Gate.this.notifyAll();
                }
            }
        }
    }

    synchronized Passage enter() {
        open++;
        mostOpen = Math.max(mostOpen, open);
        notifyAll();
        return new Passage();
    }

    synchronized void hold() {
        isHeld = true;
    }

    synchronized void release() {
        isHeld = false;
        notifyAll();
    }

    synchronized void awaitOpen(int count) throws InterruptedException {
        while (open < count) {
            wait();
        }
    }

    synchronized void awaitIdle() throws InterruptedException {
        while (open > 0) {
            wait();
        }
    }

    synchronized int open() {
        return open;
    }

    synchronized int mostOpen() {
        return mostOpen;
    }
}
