package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.RunListener;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How to run a pipeline, beside what it says itself.
///
/// ```java
/// RunOptions options = RunOptions.defaults().into(Path.of("out")).logTo(Path.of("run.log"));
/// ```
///
/// @param directory the run's directory; `runs/<pipeline name>` in the working directory, if nothing is said
/// @param previewRows runs only as far as these rows, into the folder `preview` of the run's directory
/// @param retryFailed whether calls that failed for good are made again
/// @param inFlight how many candidates may be on their way at once
/// @param log a file that what happens is added to, a line of JSON for each event
/// @param listeners are told what happens
public record RunOptions(
        Optional<Path> directory,
        OptionalLong previewRows,
        boolean retryFailed,
        int inFlight,
        Optional<Path> log,
        List<RunListener> listeners) {
    private static final int USUAL_IN_FLIGHT = 8_192;

    public RunOptions {
        listeners = List.copyOf(listeners);
    }

    public static RunOptions defaults() {
        return new RunOptions(
                Optional.empty(), OptionalLong.empty(), false, USUAL_IN_FLIGHT, Optional.empty(), List.of());
    }

    public RunOptions into(Path newDirectory) {
        return new RunOptions(Optional.of(newDirectory), previewRows, retryFailed, inFlight, log, listeners);
    }

    /// @throws SeedbedException if there is no row to look at
    public RunOptions preview(long rows) {
        if (rows < 1) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "a preview of " + rows + " rows shows nothing; ask for 1 or more");
        }
        return new RunOptions(directory, OptionalLong.of(rows), retryFailed, inFlight, log, listeners);
    }

    public RunOptions retryingFailed() {
        return new RunOptions(directory, previewRows, true, inFlight, log, listeners);
    }

    /// This with what happens added to a file. If the file cannot be written the run goes on, and its result
    /// says so ([RunResult#notes]).
    public RunOptions logTo(Path file) {
        return new RunOptions(directory, previewRows, retryFailed, inFlight, Optional.of(file), listeners);
    }

    /// This with what happens written to a stream as it is to a log. The stream is not closed.
    public RunOptions logTo(OutputStream stream) {
        return listening(RunLog.to(stream));
    }

    /// This with one more who is told what happens.
    public RunOptions listening(RunListener listener) {
        List<RunListener> all = new ArrayList<>(listeners);
        all.add(listener);
        return new RunOptions(directory, previewRows, retryFailed, inFlight, log, all);
    }
}
