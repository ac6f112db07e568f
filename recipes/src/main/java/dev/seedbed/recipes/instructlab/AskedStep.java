package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Asks a question several times over, with values of its own each time, and makes a child of each thing that a
/// reply holds; a reply that cannot be used is a child too, marked for [Sifting].
///
/// @param values for each time, the prompt's variables
/// @param reader of a reply that was not cut: the columns of each thing that it holds
/// @param columns that a child gets
record AskedStep(
        String name,
        Question question,
        Function<Data, List<Map<String, Object>>> values,
        Function<String, Reading<List<Data>>> reader,
        List<String> columns)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        for (Map<String, Object> each : values.apply(sample.data())) {
            asks.add(question.ask(sample, each).number(asks.size()));
        }
        List<Data> rows = new ArrayList<>();
        for (Reading<List<Data>> reading : question.putAll(work, asks, Reading.whole(reader))) {
            switch (reading) {
                case Reading.Found<List<Data>> found ->
                    found.value().forEach(item -> rows.add(sample.data().with(item)));
                case Reading.Unusable<List<Data>> unusable ->
                    rows.add(Sifting.marked(sample.data(), unusable.rejection()));
            }
        }
        return Outcome.became(sample.children(name, rows));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(columns);
    }
}
