package dev.seedbed.curate.topic;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The steps that look at what rows are about, and at coarse words in them.
public final class TopicSteps {
    private TopicSteps() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(ToxicityGate.TYPE, ClassifierGate.TYPE, TopicGate.TYPE, TopicSimilarity.TYPE);
    }
}
