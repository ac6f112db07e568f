package dev.seedbed.recipes.evolve;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Building;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;

/// The question by which evolved instructions are answered. What steers the rewriting, the system message, is not
/// in front of it.
final class Responder {
    static final Parameter<String> RESPONDER =
            Parameter.model("responder", "Answers the instructions; `model` if left out.");
    static final SamplingParameters SAMPLING =
            SamplingParameters.of("answer", 1.0, 2048, "answers").withTopP(0.9);

    private Responder() {}

    static Question of(Building building, Parameter<String> model, Prompt prompt) {
        Parameter<String> who = building.findModel(RESPONDER).isPresent() ? RESPONDER : model;
        return Question.of(building, who, prompt, SAMPLING.of(building.settings()))
                .withoutSystem();
    }
}
