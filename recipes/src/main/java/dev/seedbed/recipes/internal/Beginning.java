package dev.seedbed.recipes.internal;

import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import java.util.ArrayList;
import java.util.List;

/// Lets a recipe that starts from nothing stand first in a pipeline or behind other steps.
public final class Beginning {
    private Beginning() {}

    /// The steps, with an endless source of empty samples before them if they begin the pipeline. Otherwise each
    /// sample that comes in is one draw, and its columns stay.
    public static List<Step> of(Building building, List<Step> steps) {
        List<Step> all = new ArrayList<>();
        if (building.begins()) {
            all.add(new EndlessSource(building.name() + "/draws"));
        }
        all.addAll(steps);
        return all;
    }
}
