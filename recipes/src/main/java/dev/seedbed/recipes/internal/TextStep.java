package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks one question about a sample and writes what was read into a column.
///
/// @param question that is put again where the reply cannot be read
/// @param asking what is asked about a sample
public record TextStep(
        String name, Question question, Function<Sample, Ask> asking, Reader<String> reader, String column)
        implements Generator {

    /// @param values what the prompt's variables stand for, by the columns of the sample
    public static TextStep of(
            String name,
            Question question,
            Function<Data, Map<String, ? extends @Nullable Object>> values,
            Reader<String> reader,
            String column) {
        return new TextStep(
                name, question, sample -> question.ask(sample, values.apply(sample.data())), reader, column);
    }

    /// With a prompt that may use all columns of the sample, and these fixed values.
    public static TextStep ofColumns(
            String name, Question question, Data fixed, Function<String, Reading<String>> reading, String column) {
        return of(
                name,
                question,
                data -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>(data.asMap());
                    values.putAll(fixed.asMap());
                    return values;
                },
                Reading.whole(reading),
                column);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        return switch (question.put(work, asking.apply(sample), reader)) {
            case Reading.Found<String> found -> Outcome.passed(sample.with(column, found.value()));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
