package dev.seedbed.recipes.preference;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Notes in every row which round of a training loop it is for, as the sets of several rounds are mixed.
record IterationStep(String name, long iteration) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return Outcome.passed(sample.with("iteration", iteration));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of("iteration"));
    }
}
