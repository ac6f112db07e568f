package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Takes off the column that only the gate before it needed.
record RowStep(String name) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return Outcome.passed(sample.with(sample.data().without(Tasks.FAULT)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(Tasks.FAULT));
    }
}
