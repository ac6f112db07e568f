package dev.seedbed.recipes.direct;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import java.util.List;

/// Numbers the samples in the order in which they come. Behind other steps a candidate may have become several
/// samples, whose turns its own number does not tell apart.
final class TurnStep implements Collector {
    static final String TURN = "recipe_turn";
    private final String name;
    private long next;

    TurnStep(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        return Outcome.passed(sample.with(TURN, next++));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(TURN));
    }
}
