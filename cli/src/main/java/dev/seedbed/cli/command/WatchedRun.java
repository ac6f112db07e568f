package dev.seedbed.cli.command;

import dev.seedbed.RunResult;
import dev.seedbed.Session;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.cli.terminal.ProgressView;
import dev.seedbed.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Runs a session while somebody watches, and stops it when the process is told to end.
final class WatchedRun {
    /// Within this, a run that is told to stop has its files in order.
    private static final Duration MOST_WAIT = Duration.ofMillis(1_800);

    private final Session session;
    private final ProgressView view;
    private final Terminal terminal;
    private final CountDownLatch over = new CountDownLatch(1);

    WatchedRun(Session session, ProgressView view, Terminal terminal) {
        this.session = session;
        this.view = view;
        this.terminal = terminal;
    }

    /// Runs, closes the session, and hands on what came of it. A process that is told to end waits for all of
    /// this.
    ///
    /// @return what `afterwards` makes of the result
    <T> T execute(Function<RunResult, T> afterwards) throws InterruptedException {
        Thread stopper = Thread.ofPlatform().name("seedbed-stop").unstarted(this::stopAndWait);
        Runtime.getRuntime().addShutdownHook(stopper);
        try {
            RunResult result;
            try (session) {
                result = executeWatched();
            }
            return afterwards.apply(result);
        } finally {
            over.countDown();
            forget(stopper);
        }
    }

    private RunResult executeWatched() throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(1);
        Thread watcher = Thread.ofPlatform().daemon().name("seedbed-progress").start(() -> watch(enough));
        try {
            return session.execute();
        } finally {
            enough.countDown();
            watcher.join();
        }
    }

    private void watch(CountDownLatch enough) {
        try {
            while (!enough.await(view.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                view.show(session.progress());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            view.close();
        }
    }

    /// What Ctrl-C and the like do. Java would end with a number of its own for each signal; to whoever called,
    /// they all mean the same.
    private void stopAndWait() {
        session.stop();
        try {
            boolean inOrder = over.await(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!inOrder) {
                terminal.say("ended before the files were in order; the answered calls are kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.out().flush();
        terminal.err().flush();
        Runtime.getRuntime().halt(RunSummary.End.INTERRUPTED.exitCode());
    }

    private static void forget(Thread stopper) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook waits for what follows.
        }
    }
}
