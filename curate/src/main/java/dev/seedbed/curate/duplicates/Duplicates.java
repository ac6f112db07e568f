package dev.seedbed.curate.duplicates;

import dev.seedbed.api.step.StepType;
import java.util.List;

/// The steps that look for rows that are like others.
public final class Duplicates {
    private Duplicates() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(NearDuplicatesStep.TYPE, RepeatedSpansStep.TYPE, SemanticDuplicatesStep.TYPE);
    }
}
