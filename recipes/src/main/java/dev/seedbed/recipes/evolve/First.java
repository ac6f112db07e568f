package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import java.util.List;

/// Marks the first sample: it is the one with which the method is searched for.
final class First implements Collector {
    static final String MARK = "recipe_first";
    private final String name;
    private boolean begun;

    First(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        boolean first = !begun;
        begun = true;
        return Outcome.passed(sample.with(MARK, first));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(MARK));
    }
}
