package dev.seedbed.curate.language;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The steps that look at languages and scripts.
public final class LanguageSteps {
    private LanguageSteps() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(LanguageStep.TYPE, LanguageStep.SCRIPT_MIXING);
    }
}
