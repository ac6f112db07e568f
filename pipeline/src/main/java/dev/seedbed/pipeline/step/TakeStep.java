package dev.seedbed.pipeline.step;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;

/// `take`: the first samples. Called by one thread at a time, as the engine does.
final class TakeStep implements Collector {
    static final Parameter<Long> COUNT = Parameter.wholeNumber("count", 1, Long.MAX_VALUE, "How many samples go on.")
            .required();

    static final StepType TYPE = StepType.named(
                    "take",
                    StepKind.COLLECTOR,
                    "Lets the first samples pass, in candidate order; the others are surplus, and the run ends as soon as it"
                            + " can.")
            .details("""
                    Which ones are first depends on the order of the candidates alone, not on which reply came first. To take some
                    at random, put `shuffle` before it.
                    """)
            .taking(COUNT)
            .shorthand(COUNT)
            .example("- take: 1000")
            .builtBy(building ->
                    new TakeStep(building.name(), building.settings().get(COUNT)));

    private final String name;
    private final long count;
    private long taken;

    TakeStep(String name, long count) {
        this.name = name;
        this.count = count;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        if (full()) {
            return new Outcome.Surplus();
        }
        taken++;
        return Outcome.passed(sample);
    }

    @Override
    public boolean full() {
        return taken >= count;
    }

    @Override
    public boolean bounded() {
        return true;
    }
}
