package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// How to run a pipeline, beside what it says itself.
///
/// ```java
/// RunOptions options = RunOptions.defaults().into(Path.of("out"));
/// ```
///
/// @param directory the run's directory; `runs/<pipeline name>` in the working directory, if nothing is said
/// @param previewRows runs only as far as these rows, into the folder `preview` of the run's directory
/// @param retryFailed whether calls that failed for good are made again
/// @param inFlight how many candidates may be on their way at once
public record RunOptions(Optional<Path> directory, OptionalLong previewRows, boolean retryFailed, int inFlight) {
    private static final int USUAL_IN_FLIGHT = 8_192;

    public static RunOptions defaults() {
        return new RunOptions(Optional.empty(), OptionalLong.empty(), false, USUAL_IN_FLIGHT);
    }

    public RunOptions into(Path newDirectory) {
        return new RunOptions(Optional.of(newDirectory), previewRows, retryFailed, inFlight);
    }

    /// @throws SeedbedException if there is no row to look at
    public RunOptions preview(long rows) {
        if (rows < 1) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "a preview of " + rows + " rows shows nothing; ask for 1 or more");
        }
        return new RunOptions(directory, OptionalLong.of(rows), retryFailed, inFlight);
    }

    public RunOptions retryingFailed() {
        return new RunOptions(directory, previewRows, true, inFlight);
    }
}
