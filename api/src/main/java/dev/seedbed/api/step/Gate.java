package dev.seedbed.api.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import java.util.List;
import java.util.Optional;

/// Accepts a sample as it is, or rejects it with a reason and the evidence.
public non-sealed interface Gate extends SampleStep {
    /// Why the sample is rejected; empty if it passes.
    Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException;

    /// What it measures in a sample, rule by rule in its order; empty if its rules have no values to show. No model is
    /// asked.
    default List<Measured> measure(Sample sample) {
        return List.of();
    }

    /// What of a sample's data may be kept of a row that does not pass: in the ledger, and so in the report. A gate
    /// that
    /// looks for what nobody may see takes it out.
    default Data shown(Data data) {
        return data;
    }

    @Override
    default Outcome apply(Sample sample, Work work) throws InterruptedException {
        return judge(sample, work).<Outcome>map(Outcome.Rejected::new).orElseGet(() -> Outcome.passed(sample));
    }
}
