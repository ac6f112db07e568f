package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes children of each sample: one for each item of a list, or copies, or both.
///
/// @param column that holds the list; empty means that the sample itself is copied
/// @param into the column that a child's item goes to; the list's column is left out
/// @param times how many copies of each
record Expand(String name, Optional<String> column, String into, int times) implements Transformer {
    static Expand copies(String name, int times) {
        return new Expand(name, Optional.empty(), "", times);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return column.filter(list -> !list.equals(into))
                .map(list -> before.minus(List.of(list)).plus(List.of(into)))
                .orElse(before);
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        List<Data> children = new ArrayList<>();
        if (column.isEmpty()) {
            addTimes(children, sample.data());
        } else if (sample.data().value(column.get()) instanceof List<?> items) {
            Data rest =
                    into.equals(column.get()) ? sample.data() : sample.data().without(column.get());
            for (Object item : items) {
                addTimes(children, rest.with(into, item));
            }
        } else {
            return Outcome.rejected(notAList(sample.data(), column.get()));
        }
        return Outcome.became(sample.children(name, children));
    }

    private void addTimes(List<Data> children, Data data) {
        for (int i = 0; i < times; i++) {
            children.add(data);
        }
    }

    private static Rejection notAList(Data data, String column) {
        @Nullable Object value = data.value(column);
        return new Rejection(
                "not-a-list",
                "The column '" + column + "' is " + Json.kind(value) + ", but must be a list.",
                Data.of("column", column).with("value", Excerpt.of(value)));
    }
}
