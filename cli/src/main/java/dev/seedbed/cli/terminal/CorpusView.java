package dev.seedbed.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// Shows how far a passage through files has come: a line that is written over on a terminal, a plain line now
/// and then elsewhere. Told more often than it shows. One thread.
///
/// ```java
/// CorpusView view = CorpusView.of(terminal, "dedup");
/// view.show(rows, removed, bytesRead, bytesTotal, elapsed);
/// view.close();
/// ```
public final class CorpusView implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double MEGABYTE = 1e6;
    private static final Duration LIVE = Duration.ofMillis(250);
    private static final Duration PLAIN = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean live;
    private final int columns;
    private final String name;
    private Duration next;
    private long bytesBefore = -1;

    private CorpusView(Terminal terminal, String name) {
        this.out = terminal.err();
        this.live = terminal.live();
        this.columns = terminal.columns();
        this.name = name;
        this.next = live ? LIVE : PLAIN;
    }

    /// What fits the terminal.
    public static CorpusView of(Terminal terminal, String name) {
        return new CorpusView(terminal, name);
    }

    /// Shows it if the last time is long enough ago.
    public void show(long rows, long removed, long bytesRead, long bytesTotal, Duration elapsed) {
        if (bytesBefore < 0) {
            // What an earlier process read says nothing of how fast this one is.
            bytesBefore = bytesRead;
        }
        if (elapsed.compareTo(next) < 0) {
            return;
        }
        next = elapsed.plus(live ? LIVE : PLAIN);
        String words = words(rows, removed, bytesRead, bytesTotal, elapsed);
        if (live) {
            String line = CLEAR_LINE + words.substring(0, Math.min(words.length(), columns - 1));
            out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            out.println(words);
        }
    }

    private String words(long rows, long removed, long bytesRead, long bytesTotal, Duration elapsed) {
        double seconds = Math.max(0.001, elapsed.toNanos() / 1e9);
        long fresh = bytesRead - bytesBefore;
        return name + "  " + Figures.some(rows, "row") + ", " + Figures.count(removed) + " removed   "
                + String.format(
                        Locale.ROOT,
                        "%.0f %% of %,.0f MB   %.1f MB/s",
                        bytesTotal == 0 ? 100.0 : 100.0 * bytesRead / bytesTotal,
                        bytesTotal / MEGABYTE,
                        fresh / MEGABYTE / seconds)
                + (fresh == 0
                        ? ""
                        : "   about " + Figures.time(left(seconds, bytesTotal - bytesRead, fresh)) + " left");
    }

    private static Duration left(double seconds, long bytesLeft, long fresh) {
        return Duration.ofMillis(Math.round(seconds * 1000 * bytesLeft / fresh));
    }

    /// Leaves the place for what comes after.
    @Override
    public void close() {
        if (live) {
            out.writeBytes(CLEAR_LINE.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
