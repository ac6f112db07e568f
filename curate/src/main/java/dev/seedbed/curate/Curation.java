package dev.seedbed.curate;

import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.contamination.Decontamination;
import dev.seedbed.curate.duplicates.Duplicates;
import dev.seedbed.curate.instruction.FollowsInstruction;
import dev.seedbed.curate.judge.Judging;
import dev.seedbed.curate.language.LanguageSteps;
import dev.seedbed.curate.privacy.Privacy;
import dev.seedbed.curate.topic.TopicSteps;
import java.util.ArrayList;
import java.util.List;

/// The gates, collectors and judges of this module, by the names that a pipeline uses.
public final class Curation {
    private Curation() {}

    /// All of them, in the order of the reference.
    public static List<StepType> stepTypes() {
        List<StepType> types = new ArrayList<>(List.of(
                LengthGate.TYPE,
                QualityGate.TYPE,
                CleanLines.TYPE,
                DefectGates.REFUSAL,
                DefectGates.ARTEFACTS,
                DefectGates.MALFORMED,
                DefectGates.REPETITION,
                ConversationGate.TYPE,
                ExactDuplicates.TYPE,
                Novelty.TYPE));
        types.addAll(FollowsInstruction.stepTypes());
        types.addAll(Duplicates.stepTypes());
        types.addAll(Decontamination.stepTypes());
        types.addAll(Privacy.stepTypes());
        types.addAll(LanguageSteps.stepTypes());
        types.addAll(TopicSteps.stepTypes());
        types.addAll(Judging.stepTypes());
        return List.copyOf(types);
    }
}
