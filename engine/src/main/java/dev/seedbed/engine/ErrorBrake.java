package dev.seedbed.engine;

import java.util.BitSet;
import java.util.Optional;

/// Stops a run whose calls mostly fail for good, such as one that asks for what a model does not take: looks at
/// the last [#WINDOW] calls of a model, answers from the journal among them, so that the same command stops at
/// the same place without a call.
final class ErrorBrake {
    private static final int WINDOW = 50;
    private static final int FEWEST = 20;

    private final double allowed;
    private final BitSet failed = new BitSet(WINDOW);
    private long calls;

    /// @param allowed the share that may fail
    ErrorBrake(double allowed) {
        this.allowed = allowed;
    }

    /// Takes note of a call.
    ///
    /// @return how many of how many have failed, if that is too many: `20 of the last 21`
    synchronized Optional<String> note(boolean hasFailed) {
        failed.set((int) (calls++ % WINDOW), hasFailed);
        int failures = failed.cardinality();
        long seen = Math.min(calls, WINDOW);
        return hasFailed && failures >= FEWEST && failures > allowed * seen
                ? Optional.of(failures + " of the last " + seen)
                : Optional.empty();
    }
}
