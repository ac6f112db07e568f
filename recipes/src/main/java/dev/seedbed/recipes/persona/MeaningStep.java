package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;

/// Embeds a text for the collector behind it, which cannot ask models itself.
record MeaningStep(String name, Model model, String column) implements Generator {
    static final String VECTOR = "recipe_vector";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String text = sample.data().textIfPresent(column).orElse("");
        if (text.isBlank()) {
            return Outcome.rejected(new Rejection(
                    "no-text", "column '" + column + "' holds no text to embed", Data.of("column", column)));
        }
        List<Double> numbers = new ArrayList<>();
        for (float number : work.embed(model, List.of(text)).getFirst()) {
            numbers.add((double) number);
        }
        return Outcome.passed(sample.with(VECTOR, numbers));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(VECTOR));
    }
}
