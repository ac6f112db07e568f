package dev.seedbed.cli.terminal;

import dev.seedbed.engine.Progress;
import java.time.Duration;

/// Shows where a run stands, again and again, until it is closed.
///
/// ```java
/// ProgressView view = ProgressView.of(terminal, "primes");
/// view.show(session.progress());
/// view.close();
/// ```
///
/// On a terminal it is a block of lines that is written over; elsewhere a plain line now and then; for machines
/// an object of JSON per line. Not thread-safe.
public sealed interface ProgressView extends AutoCloseable permits LiveBlock, PlainLines, JsonLines {
    /// What fits the terminal.
    static ProgressView of(Terminal terminal, String name) {
        return terminal.live() ? new LiveBlock(terminal, name) : new PlainLines(terminal.err());
    }

    /// One object of JSON per line, among the results.
    static ProgressView json(Terminal terminal) {
        return new JsonLines(terminal.out());
    }

    /// How long to wait before it is shown again.
    Duration interval();

    /// Shows where the run stands now.
    void show(Progress progress);

    /// Leaves the place for what comes after the run.
    @Override
    void close();
}
