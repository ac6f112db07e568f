package dev.seedbed.pipeline.step;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The general steps: reading, generating, computing, embedding, gating, multiplying, ordering, sampling and saving.
///
/// ```java
/// List<StepType> types = GeneralSteps.stepTypes();
/// ```
public final class GeneralSteps {
    private GeneralSteps() {}

    /// The types, in the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(
                LoadStep.TYPE,
                RowsStep.TYPE,
                GenerateStep.TYPE,
                SampleColumnsStep.TYPE,
                ComputeStep.TYPE,
                EmbedStep.TYPE,
                ColumnSteps.REMOVE,
                ColumnSteps.SELECT,
                ColumnSteps.RENAME,
                ExpandStep.TYPE,
                ConditionGate.KEEP,
                ConditionGate.DROP,
                TakeStep.TYPE,
                QuotaStep.TYPE,
                ShuffleStep.TYPE,
                SaveStep.TYPE);
    }
}
