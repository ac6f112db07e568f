package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Work;
import java.util.function.Predicate;

/// A step for some samples; the others pass it as they are.
public record Only(Predicate<Data> samples, SampleStep step) implements Generator {
    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        return samples.test(sample.data()) ? step.apply(sample, work) : Outcome.passed(sample);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return step.columnsAfter(before);
    }
}
