package dev.seedbed.recipes;

import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.magpie.Magpie;
import dev.seedbed.recipes.selfinstruct.SelfInstruct;
import java.util.List;

/// The recipes that a pipeline can name.
public final class Recipes {
    private Recipes() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(Magpie.TYPE, SelfInstruct.TYPE);
    }
}
