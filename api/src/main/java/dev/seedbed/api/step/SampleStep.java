package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.Optional;

/// A step that works on each sample by itself. One instance serves all samples of a run, on many threads at
/// once: it must be immutable or thread-safe, and its outcome must depend on nothing but the sample, the draw
/// and the replies (and, for one with a [LookBehind], on the verdicts up to there).
public sealed interface SampleStep extends Step permits Generator, Transformer, Scorer, Gate {
    /// What becomes of the sample. May block.
    ///
    /// An exception is a defect and stops the run, but for [dev.seedbed.api.setting.TemplateException], which
    /// fails the sample, and those that [Work#ask] throws, which must not be caught.
    Outcome apply(Sample sample, Work work) throws InterruptedException;

    /// The verdicts of a later collector that this step must have seen before it works on a candidate.
    default Optional<LookBehind> lookBehind() {
        return Optional.empty();
    }
}
