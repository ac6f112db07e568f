package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Takes off columns that only the steps before needed.
public record WithoutStep(String name, List<String> columns) implements Transformer {
    public WithoutStep {
        columns = List.copyOf(columns);
    }

    /// A row without these columns.
    public static Data without(Data row, List<String> columns) {
        Data rest = row;
        for (String column : columns) {
            rest = rest.without(column);
        }
        return rest;
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        return Outcome.passed(sample.with(without(sample.data(), columns)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(columns);
    }
}
