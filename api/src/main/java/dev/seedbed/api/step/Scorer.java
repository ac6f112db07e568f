package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.Map;

/// Adds scores to a sample and decides nothing.
public non-sealed interface Scorer extends SampleStep {
    /// Scores by name. A score that cannot be had is left out, never 0.
    Map<String, Double> score(Sample sample, Work work) throws InterruptedException;

    /// Scores stand in the row.
    @Override
    default boolean changesRows() {
        return true;
    }

    @Override
    default Outcome apply(Sample sample, Work work) throws InterruptedException {
        Sample scored = sample;
        for (Map.Entry<String, Double> entry : score(sample, work).entrySet()) {
            scored = scored.withScore(entry.getKey(), entry.getValue());
        }
        return Outcome.passed(scored);
    }
}
