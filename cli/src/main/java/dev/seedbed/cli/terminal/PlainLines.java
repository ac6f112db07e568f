package dev.seedbed.cli.terminal;

import dev.seedbed.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A line now and then, for logs.
final class PlainLines implements ProgressView {
    private final PrintStream out;
    private final Pace pace = new Pace();

    PlainLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void show(Progress progress) {
        pace.note(progress);
        List<String> parts = new ArrayList<>();
        parts.add(LiveBlock.rows(progress));
        if (!progress.rejected().isEmpty()) {
            parts.add("rejected: " + Figures.reasons(progress.rejected()));
        }
        if (progress.failed() > 0) {
            parts.add(Figures.count(progress.failed()) + " failed");
        }
        parts.add(Figures.some(progress.callsMade(), "call") + " made, " + Figures.count(progress.callsReused())
                + " reused");
        parts.add(Figures.count(progress.tokens().input()) + " + "
                + Figures.count(progress.tokens().output()) + " tokens");
        parts.add(Figures.money(progress.spent()));
        pace.rowsPerSecond().map(Figures::rate).ifPresent(parts::add);
        pace.left(progress).map(left -> "about " + Figures.time(left) + " left").ifPresent(parts::add);
        progress.waits().forEach(wait -> parts.add(Figures.wait(wait)));
        out.println(Figures.time(progress.elapsed()) + ": " + String.join("; ", parts));
    }

    @Override
    public void close() {}
}
