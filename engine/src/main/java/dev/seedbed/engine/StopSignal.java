package dev.seedbed.engine;

import dev.seedbed.api.run.RunSummary.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says that the run is to stop, and why. The first reason stands.
final class StopSignal {
    /// @param cause of a defect, or null
    record Stop(End end, String explanation, @Nullable Throwable cause) {}

    private final List<Runnable> listeners = new ArrayList<>();
    private volatile @Nullable Stop stop;

    void onStop(Runnable listener) {
        synchronized (listeners) {
            listeners.add(listener);
        }
    }

    boolean isStopping() {
        return stop != null;
    }

    Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    void stop(End end, String explanation, @Nullable Throwable cause) {
        List<Runnable> toTell;
        synchronized (listeners) {
            if (stop != null) {
                return;
            }
            stop = new Stop(end, explanation, cause);
            toTell = List.copyOf(listeners);
        }
        toTell.forEach(Runnable::run);
    }

    /// Something broke that should not: a defect, unless it is only that memory was short.
    ///
    /// @param what broke, in words
    void broke(String what, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            stop(
                    End.UNUSABLE,
                    what + ": the " + megabytes + " MB of memory that Java may use are full; give it more (`-Xmx`, for"
                            + " the command in SEEDBED_JAVA_OPTIONS), and the same pipeline goes on from here",
                    failure);
        } else {
            stop(End.DEFECT, what + ": " + failure, failure);
        }
    }

    /// @throws StoppedException if the run is to stop
    void check() {
        if (stop != null) {
            throw new StoppedException();
        }
    }
}
