package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.Detector;
import dev.seedbed.text.Finding;
import java.util.List;
import java.util.Optional;

/// Rejects samples in which a detector finds a defect, under the finding's own code.
///
/// ```java
/// Gate gate = new DefectGate("refusal", List.of("answer"), new Refusals());
/// ```
///
/// The evidence has the `column`, the matched text as `match`, and where it begins as `position`, counted in
/// characters from 0.
public final class DefectGate implements Gate {
    private static final int LONGEST_MATCH = 400;

    private final String name;
    private final List<String> columns;
    private final Detector detector;

    public DefectGate(String name, List<String> columns, Detector detector) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.detector = detector;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            String text = TextColumns.text(sample, column);
            Optional<Finding> finding = detector.find(text);
            if (finding.isPresent()) {
                return finding.map(found -> rejection(column, text, found));
            }
        }
        return Optional.empty();
    }

    private static Rejection rejection(String column, String text, Finding finding) {
        String match = finding.span(text);
        Data evidence = Data.of("column", column)
                .with("match", match.length() > LONGEST_MATCH ? match.substring(0, LONGEST_MATCH) + "..." : match)
                .with("position", finding.begin());
        return new Rejection(finding.code(), "in " + column + ", " + finding.explanation(), evidence);
    }
}
