package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rejects samples by the numbers that a model gives their texts, each by a name: labels with scores, topics
/// with cosines.
///
/// A denied name goes before an allowed one. A blank text has no numbers, and the model is not asked about it.
///
/// @param annotate whether all samples pass, with their numbers in a column
record BoundsGate(String name, List<String> columns, Bounds bounds, Wording wording, boolean annotate, Look look)
        implements Gate {
    /// What a model makes of a text that is not blank.
    interface Look {
        Seen at(String text, Work work) throws InterruptedException;
    }

    /// @param numbers by name
    /// @param more evidence
    record Seen(Map<String, Double> numbers, Data more) {
        private static final Seen NOTHING = new Seen(Map.of(), Data.empty());
    }

    /// How such a gate speaks of a name, of its number and of both.
    ///
    /// @param column that takes the numbers of samples that are annotated
    /// @param one what a name is called; the same for the others, as they stand in the evidence
    /// @param deniedReason the code of a rejection for a name of `deny`
    /// @param otherReason the code of a rejection as there is no name of `allow`
    /// @param denied behind the looked-at column's name
    /// @param other behind the looked-at column's name
    /// @param withoutText behind the looked-at column's name
    record Wording(
            String column,
            String one,
            String number,
            String numbers,
            String deniedReason,
            String otherReason,
            Sentence denied,
            Sentence other,
            String withoutText) {}

    /// The explanation of a verdict.
    interface Sentence {
        String of(String name, double number, double bound);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(wording.column())) : before;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        if (annotate) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (String column : columns) {
                all.put(column, seen(sample, column, work).numbers());
            }
            return Outcome.passed(
                    sample.with(wording.column(), columns.size() == 1 ? all.get(columns.getFirst()) : all));
        }
        Optional<Rejection> rejection = judge(sample, work);
        return rejection.isPresent() ? Outcome.rejected(rejection.get()) : Outcome.passed(sample);
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException {
        for (String column : columns) {
            Seen seen = seen(sample, column, work);
            Optional<Rejection> rejection = denied(column, seen).or(() -> other(column, seen));
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private Seen seen(Sample sample, String column, Work work) throws InterruptedException {
        String text = TextColumns.text(sample, column);
        return text.isBlank() ? Seen.NOTHING : look.at(text, work);
    }

    private Optional<Rejection> denied(String column, Seen seen) {
        double bound = bounds.denyFrom();
        return bounds.denied(seen.numbers())
                .map(highest -> new Rejection(
                        wording.deniedReason(),
                        column + wording.denied().of(highest.name(), highest.number(), bound),
                        evidence(column, highest, seen).with("deny_from", bound)));
    }

    private Optional<Rejection> other(String column, Seen seen) {
        if (bounds.allow().isEmpty()) {
            return Optional.empty();
        }
        Optional<Bounds.Named> nearest = bounds.nearest(seen.numbers());
        if (nearest.isEmpty()) {
            return Optional.of(
                    new Rejection(wording.otherReason(), column + wording.withoutText(), Data.of("column", column)));
        }
        double bound = bounds.allowFrom();
        return nearest.filter(each -> each.number() < bound)
                .map(each -> new Rejection(
                        wording.otherReason(),
                        column + wording.other().of(each.name(), each.number(), bound),
                        evidence(column, each, seen).with("allow_from", bound)));
    }

    private Data evidence(String column, Bounds.Named named, Seen seen) {
        Data evidence = Data.of("column", column)
                .with(wording.one(), named.name())
                .with(wording.number(), named.number())
                .with(wording.numbers(), seen.numbers());
        for (String more : seen.more().asMap().keySet()) {
            evidence = evidence.with(more, seen.more().value(more));
        }
        return evidence;
    }
}
