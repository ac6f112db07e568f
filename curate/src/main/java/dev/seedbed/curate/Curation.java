package dev.seedbed.curate;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The gates and collectors of this module, by the names that a pipeline uses.
public final class Curation {
    private Curation() {}

    /// All of them, in the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(
                LengthGate.TYPE,
                DefectGates.REFUSAL,
                DefectGates.ARTEFACTS,
                DefectGates.MALFORMED,
                DefectGates.REPETITION,
                ConversationGate.TYPE,
                ExactDuplicates.TYPE,
                Novelty.TYPE);
    }
}
