package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading.Reader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one question about a sample and writes what was read into a column.
///
/// @param values what the prompt's variables stand for, by the columns of the sample
public record TextStep(
        String name,
        Question question,
        Function<Data, Map<String, ? extends @Nullable Object>> values,
        Reader<String> reader,
        String column)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        return switch (question.put(work, question.ask(sample, values.apply(sample.data())), reader)) {
            case Reading.Found<String> found -> Outcome.passed(sample.with(column, found.value()));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
