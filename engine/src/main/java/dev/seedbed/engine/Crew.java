package dev.seedbed.engine;

import dev.seedbed.api.run.RunEvent;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The virtual threads of a run, so that they can be told to stop: those that wait at once, those whose call an
/// endpoint is working on when its answer is in, or at once as well.
final class Crew {
    private final ThreadFactory threads = Thread.ofVirtual().name("seedbed-", 0).factory();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final StopSignal stopSignal;
    private final Recall recall;

    Crew(StopSignal stopSignal, Recall recall) {
        this.stopSignal = stopSignal;
        this.recall = recall;
    }

    /// Whether only the journal answers, as long as it does.
    Recall recall() {
        return recall;
    }

    /// One thread.
    final class Worker {
        private final IntConsumer resting;
        private volatile @Nullable Thread thread;
        private volatile boolean calling;
        private volatile RunEvent.@Nullable Call call;

        private Worker(IntConsumer resting) {
            this.resting = resting;
        }

        /// What it asks from now on.
        void asks(RunEvent.Call newCall) {
            call = newCall;
        }

        Optional<RunEvent.Call> call() {
            return Optional.ofNullable(call);
        }

        /// Whether it has nothing to do for a while: then another candidate may begin meanwhile.
        void rests(boolean rests) {
            resting.accept(rests ? 1 : -1);
        }

        /// Begins something that is to be finished even if the run stops.
        ///
        /// @throws StoppedException if it stops already
        void beginCall() {
            calling = true;
            // Read after the write above: either this sees the signal, or the one that stops sees `calling`.
            if (stopSignal.isStopping()) {
                calling = false;
                throw new StoppedException();
            }
        }

        void endCall() {
            calling = false;
        }

        void interrupt() {
            Thread target = thread;
            if (target != null) {
                target.interrupt();
            }
        }
    }

    /// A piece of work, told which worker does it.
    interface Task {
        void run(Worker worker);
    }

    Worker start(Task task) {
        return start(_ -> {}, task);
    }

    /// @param resting is given 1 when the worker has nothing to do for a while, and -1 when it goes on
    Worker start(IntConsumer resting, Task task) {
        Worker worker = new Worker(resting);
        Thread thread = threads.newThread(() -> {
            try {
                task.run(worker);
            } finally {
                workers.remove(worker);
                recall.ends();
            }
        });
        worker.thread = thread;
        workers.add(worker);
        recall.begins();
        thread.start();
        return worker;
    }

    /// Wakes those that wait for something other than an endpoint's answer.
    void interruptWaiting() {
        for (Worker worker : workers) {
            if (!worker.calling) {
                worker.interrupt();
            }
        }
    }

    void interruptAll() {
        workers.forEach(Worker::interrupt);
    }
}
