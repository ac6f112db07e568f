package dev.seedbed.recipes.dialogue;

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
import org.jspecify.annotations.Nullable;

/// Asks for a list, and makes a child of each item: one level of a tree of topics. The prompt may use the sample's
/// columns and `count`. An item in which the reply was cut becomes a child too, marked for the
/// [dev.seedbed.recipes.internal.Sifting] behind.
///
/// @param column that gets the item
/// @param count how many items are asked for, and kept at most
record ListStep(String name, Question question, String column, int count) implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(sample.data().asMap());
        values.put("count", count);
        return switch (question.put(work, question.ask(sample, values), reply -> Listed.read(reply, count))) {
            case Reading.Found<Listed> found ->
                Outcome.became(sample.children(name, found.value().rows(sample.data(), column)));
            case Reading.Unusable<Listed> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
