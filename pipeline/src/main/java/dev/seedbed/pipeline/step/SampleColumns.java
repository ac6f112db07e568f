package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Map;

/// Adds columns with drawn values. Each column draws from a stream of its own, which follows from its name: so
/// a column that is added or changed changes no other.
record SampleColumns(String name, Map<String, Drawn> columns) implements Transformer {
    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.copyOf(columns.keySet()));
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        Data row = sample.data();
        for (Map.Entry<String, Drawn> column : columns.entrySet()) {
            row = row.with(column.getKey(), column.getValue().value(row, work.random(stream(column.getKey()))));
        }
        return Outcome.passed(sample.with(row));
    }

    private static int stream(String column) {
        return (int) (Hash.of("column", column).high() >>> 33);
    }
}
