package dev.seedbed.cli.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a command writes: results to `out`, all that is said beside them to `err`.
///
/// @param live whether `err` is a terminal whose lines can be written over
/// @param columns how wide it is
public record Terminal(PrintStream out, PrintStream err, boolean live, int columns) {
    private static final int USUAL_COLUMNS = 80;

    /// Whatever is printed to these streams as text is shown and never obeyed, wherever the text comes from.
    public Terminal {
        out = new VisibleStream(out);
        err = new VisibleStream(err);
    }

    /// The terminal of this process. The launcher, which can tell for sure, says whether it is one and how
    /// wide.
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean isTerminal = Optional.ofNullable(System.getProperty("seedbed.terminal"))
                .map(Boolean::parseBoolean)
                .orElseGet(() -> Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false));
        boolean isDumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        int columns = Optional.ofNullable(Integer.getInteger("seedbed.columns")).orElse(0);
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isTerminal && !isDumb,
                columns > 0 ? columns : USUAL_COLUMNS);
    }

    /// Buffered, unlike the usual streams, and flushed at the end of a line.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Says something that is no result.
    public void say(String line) {
        err.println(line);
    }
}
