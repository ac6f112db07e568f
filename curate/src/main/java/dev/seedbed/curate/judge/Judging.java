package dev.seedbed.curate.judge;

import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.StepType;
import java.util.List;

/// The steps that ask models to judge.
public final class Judging {
    private Judging() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(JudgeStep.TYPE, CompareStep.TYPE, RankStep.TYPE);
    }

    static Prompt prompt(String id, int version, String... variables) {
        return Prompt.bundled(Judging.class, "/dev/seedbed/curate/prompts", id, version, variables);
    }
}
