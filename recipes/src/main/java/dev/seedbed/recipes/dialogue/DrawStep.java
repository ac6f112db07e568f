package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Gives each sample one of a list for every column that it does not have yet, drawn by chance.
record DrawStep(String name, Map<String, Supplier<List<String>>> choices) implements Transformer {
    /// Draws from a list that the pipeline names, which must have something to draw.
    static DrawStep of(Building building, String name, String column, Parameter<List<String>> parameter) {
        List<String> values = building.settings().get(parameter);
        if (values.isEmpty()) {
            building.problem(
                    parameter, "is empty, so there is nothing to draw from: name one or more, or leave it out");
        }
        return of(name, column, values);
    }

    static DrawStep of(String name, String column, List<String> values) {
        return new DrawStep(name, Map.of(column, () -> values));
    }

    /// This with one more column.
    DrawStep and(String column, Supplier<List<String>> values) {
        Map<String, Supplier<List<String>>> more = new LinkedHashMap<>(choices);
        more.put(column, values);
        return new DrawStep(name, more);
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        Data data = sample.data();
        int n = 0;
        for (Map.Entry<String, Supplier<List<String>>> choice : choices.entrySet()) {
            int draw = n++;
            if (data.value(choice.getKey()) == null) {
                List<String> values = choice.getValue().get();
                data = data.with(choice.getKey(), values.get(work.random(draw).nextInt(values.size())));
            }
        }
        return Outcome.passed(sample.with(data));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.copyOf(choices.keySet()));
    }
}
