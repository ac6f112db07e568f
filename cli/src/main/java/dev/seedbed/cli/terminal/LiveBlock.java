package dev.seedbed.cli.terminal;

import dev.seedbed.engine.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A few lines that are written over, with the escape sequences that every terminal since the VT100 knows.
final class LiveBlock implements ProgressView {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_TO_END_OF_SCREEN = ESCAPE + "J";
    private static final int BAR = 24;

    private final PrintStream out;
    private final int columns;
    private final String name;
    private final Pace pace = new Pace();
    private int height;

    LiveBlock(Terminal terminal, String name) {
        this.out = terminal.err();
        this.columns = terminal.columns();
        this.name = name;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public void show(Progress progress) {
        pace.note(progress);
        List<String> lines = lines(progress);
        StringBuilder block = new StringBuilder(back());
        for (String line : lines) {
            String shown = VisibleStream.visible(line);
            block.append(shown, 0, Math.min(shown.length(), columns - 1)).append('\n');
        }
        obey(block.toString());
        height = lines.size();
    }

    @Override
    public void close() {
        obey(back());
        height = 0;
    }

    /// As bytes, since the stream shows the control characters of texts.
    private void obey(String sequence) {
        out.writeBytes(sequence.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// To the beginning of the block, with all that was there gone.
    private String back() {
        return (height == 0 ? "" : ESCAPE + height + "A") + "\r" + CLEAR_TO_END_OF_SCREEN;
    }

    private List<String> lines(Progress progress) {
        List<String> lines = new ArrayList<>();
        lines.add(Stream.of(
                        name + "  " + bar(progress) + rows(progress),
                        pace.rowsPerSecond().map(Figures::rate).orElse(""),
                        pace.left(progress)
                                .map(left -> "about " + Figures.time(left) + " left")
                                .orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("   ")));
        lines.add("  made " + Figures.count(progress.made())
                + "   on their way " + Figures.count(progress.inFlight())
                + "   failed " + Figures.count(progress.failed())
                + "   rejected " + Figures.count(rejected(progress))
                + (progress.rejected().isEmpty() ? "" : ": " + Figures.reasons(progress.rejected())));
        lines.add("  calls " + Figures.count(progress.callsMade()) + " made, "
                + Figures.count(progress.callsReused()) + " reused, "
                + Figures.count(progress.callsOpen()) + " open   tokens "
                + Figures.count(progress.tokens().input()) + " in, "
                + Figures.count(progress.tokens().output()) + " out   "
                + Figures.money(progress.spent()) + "   " + Figures.time(progress.elapsed()));
        if (!progress.waits().isEmpty()) {
            lines.add("  " + progress.waits().stream().map(Figures::wait).collect(Collectors.joining("; ")));
        }
        return lines;
    }

    private static long rejected(Progress progress) {
        return progress.rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String bar(Progress progress) {
        if (progress.wanted().isEmpty() || progress.wanted().getAsLong() == 0) {
            return "";
        }
        double share =
                Math.min(1, (double) progress.accepted() / progress.wanted().getAsLong());
        int full = (int) (share * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]  ";
    }

    static String rows(Progress progress) {
        String accepted = Figures.count(progress.accepted());
        return progress.wanted().isPresent()
                ? accepted + " of " + Figures.some(progress.wanted().getAsLong(), "row")
                : Figures.some(progress.accepted(), "row");
    }
}
