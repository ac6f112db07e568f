package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.Optional;

/// Accepts a sample as it is, or rejects it with a reason and the evidence.
public non-sealed interface Gate extends SampleStep {
    /// Why the sample is rejected; empty if it passes.
    Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException;

    @Override
    default Outcome apply(Sample sample, Work work) throws InterruptedException {
        return judge(sample, work).<Outcome>map(Outcome.Rejected::new).orElseGet(() -> Outcome.passed(sample));
    }
}
