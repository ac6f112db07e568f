package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;

/// Makes a pair of two columns of which it is known, by how they were made, which one is better.
///
/// @param better the column with the chosen text
/// @param worse the column with the rejected text
record KnownPairStep(String name, String better, String worse, String strategy) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        Data data = sample.data();
        return switch (Pair.of(
                data.textIfPresent(better).orElse(""), data.textIfPresent(worse).orElse(""))) {
            case Reading.Found<Pair> found ->
                Outcome.passed(sample.with(data.with(found.value().columns(strategy))));
            case Reading.Unusable<Pair> unusable -> {
                Rejection no = unusable.rejection();
                yield Outcome.rejected(new Rejection(
                        no.reason(), no.explanation() + ": '" + better + "' and '" + worse + "'", no.evidence()));
            }
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(Pair.COLUMNS);
    }
}
