package dev.seedbed.pipeline.step;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.Optional;

/// Stands right behind a [LoadSource] and rejects what it could not read, so that the ledger has it.
record MalformedRows(String name) implements Gate {
    /// The score that marks such a sample. Nothing else gives a sample of a source a score, so no file can hold
    /// it.
    static final String MARK = "malformed";

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        if (!sample.scores().containsKey(MARK)) {
            return Optional.empty();
        }
        String explanation = sample.data().text("place") + ": " + sample.data().text("problem");
        return Optional.of(new Rejection("malformed-row", explanation, sample.data()));
    }
}
