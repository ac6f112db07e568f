package dev.seedbed.curate.language;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.Finding;
import dev.seedbed.text.language.ScriptMixing;
import java.util.List;
import java.util.Optional;

/// Rejects samples with letters of a script that does not belong where they stand.
record ScriptMixingGate(String name, List<String> columns) implements Gate {
    private static final int LONGEST_MATCH = 400;
    private static final ScriptMixing MIXING = new ScriptMixing();

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            String text = TextColumns.text(sample, column);
            Optional<Finding> finding = MIXING.find(text);
            if (finding.isPresent()) {
                return finding.map(found -> rejection(column, text, found));
            }
        }
        return Optional.empty();
    }

    private static Rejection rejection(String column, String text, Finding found) {
        String match = found.span(text);
        Data evidence = Data.of("column", column)
                .with("match", match.length() > LONGEST_MATCH ? match.substring(0, LONGEST_MATCH) + "..." : match)
                .with("position", found.begin());
        return new Rejection(found.code(), "in " + column + ", " + found.explanation(), evidence);
    }
}
