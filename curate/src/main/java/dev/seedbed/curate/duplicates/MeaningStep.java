package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;

/// Embeds a text for the collector behind it, which cannot ask models itself and takes the vector off again.
record MeaningStep(String name, Model model, String column) implements Generator {
    static final String VECTOR = "semantic_duplicates_vector";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String text = sample.data().textIfPresent(column).orElse("");
        return Outcome.passed(sample.with(VECTOR, text.isBlank() ? null : numbers(work, text)));
    }

    /// As short as they can be written and still be read as the same floats: a rejected sample has them in the ledger.
    private List<Double> numbers(Work work, String text) throws InterruptedException {
        List<Double> numbers = new ArrayList<>();
        for (float number : work.embed(model, List.of(text)).getFirst()) {
            numbers.add(Double.parseDouble(Float.toString(number)));
        }
        return numbers;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(VECTOR));
    }
}
