package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks for a text, and writes it to a column. The prompt may use the sample's columns and some fixed values.
record TextStep(String name, Question question, String column, Data fixed, Function<String, Reading<String>> reading)
        implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(sample.data().asMap());
        values.putAll(fixed.asMap());
        return switch (question.put(work, question.ask(sample, values), Reading.whole(reading))) {
            case Reading.Found<String> found -> Outcome.passed(sample.with(column, found.value()));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
