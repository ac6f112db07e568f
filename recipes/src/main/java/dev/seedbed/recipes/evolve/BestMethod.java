package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the method from the first sample, and gives it to all behind. As samples come here in candidate order,
/// those behind wait for the first one without anything being collected.
final class BestMethod implements Collector {
    private final String name;
    private Optional<Data> method = Optional.empty();

    BestMethod(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        Data data = sample.data();
        if (data.value(SearchStep.TRIALS) != null) {
            method = Optional.of(Data.of(SearchStep.METHOD, data.value(SearchStep.METHOD))
                    .with(SearchStep.RATE, data.value(SearchStep.RATE))
                    .with(SearchStep.TRIALS, nothing()));
            return Outcome.passed(sample);
        }
        return method.map(found -> Outcome.passed(sample.with(data.with(found))))
                .orElseGet(() -> Outcome.rejected(new Rejection(
                        "no-method",
                        "the search for a method ended with the failure of the row that it was made with, the first one:"
                                + " see why that failed, and run again with --retry-failed",
                        Data.empty())));
    }

    private static @Nullable Object nothing() {
        return null;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before;
    }
}
