package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Searches for the method with the first sample; all others pass at once, without what an earlier search left in
/// these columns: [BestMethod] knows the first sample by them.
record SearchStep(String name, MethodSearch search) implements Generator {
    static final String METHOD = "evolving_method";
    static final String RATE = "method_failure_rate";
    static final String TRIALS = "method_trials";
    static final List<String> COLUMNS = List.of(METHOD, RATE, TRIALS);

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Sample plain = sample.with(
                sample.data().without(First.MARK).without(METHOD).without(RATE).without(TRIALS));
        if (!Boolean.TRUE.equals(sample.data().value(First.MARK))) {
            return Outcome.passed(plain);
        }
        MethodSearch.Result found = search.run(sample, work);
        return Outcome.passed(plain.with(METHOD, found.method())
                .with(RATE, found.failureRate())
                .with(TRIALS, found.trials()));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(First.MARK)).plus(COLUMNS);
    }
}
