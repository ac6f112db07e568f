package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;

/// Rejects a row without a text in a column that the steps behind need, before anybody is asked about it.
public record NeededStep(String name, String column, String reason) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return sample.data().textIfPresent(column).orElse("").isBlank()
                ? Outcome.rejected(
                        new Rejection(reason, "there is no text in column '" + column + "'", Data.of("column", column)))
                : Outcome.passed(sample);
    }
}
