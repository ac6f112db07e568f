package dev.seedbed.cli.command;

import dev.seedbed.api.Data;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.cli.terminal.Figures;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Shows samples and their fates for people to read.
final class SampleText {
    private final PrintStream out;

    SampleText(PrintStream out) {
        this.out = out;
    }

    /// All that the ledger says of a sample.
    void entry(LedgerEntry entry) {
        out.println("== " + entry.sample() + "  " + fate(entry));
        if (!entry.explanation().isEmpty()) {
            out.println("   " + entry.explanation());
        }
        columns("   evidence ", entry.evidence());
        columns("   ", entry.data());
        if (!entry.scores().isEmpty()) {
            out.println("   scores " + entry.scores());
        }
        if (!entry.parents().isEmpty()) {
            out.println("   made of " + ids(entry.parents()));
        }
        if (!entry.children().isEmpty()) {
            out.println("   became " + ids(entry.children()));
        }
        if (!entry.calls().isEmpty()) {
            out.println("   " + Figures.some(entry.calls().size(), "call") + ", " + Figures.money(entry.cost()));
        }
    }

    private static String fate(LedgerEntry entry) {
        String fate = entry.fate().name().toLowerCase(Locale.ROOT);
        if (entry.fate() == Fate.ACCEPTED) {
            return fate;
        }
        return fate
                + (entry.step().isEmpty() ? "" : " at " + entry.step())
                + (entry.reason().isEmpty() ? "" : ": " + entry.reason());
    }

    private void columns(String start, Data data) {
        for (String column : data.columns()) {
            String text = data.textIfPresent(column).orElse("null");
            out.println(start + column + ": " + text.replace("\n", "\n" + " ".repeat(start.length() + 2)));
        }
    }

    private static String ids(List<SampleId> ids) {
        return ids.stream().map(SampleId::toString).collect(Collectors.joining(", "));
    }
}
