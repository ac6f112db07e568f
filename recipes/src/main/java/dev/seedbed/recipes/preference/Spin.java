package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.NeededStep;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.List;

/// SPIN, self-play fine-tuning (Chen et al. 2024, arXiv:2401.01335; uclaml/SPIN at a12ba808): the answer of a
/// training set is chosen over that of the model as it is now; trained on such pairs it becomes the next opponent.
///
/// ```yaml
/// steps:
///   - load: sft.jsonl            # instruction and answer
///   - spin: { model: m0, iteration: 0 }
/// ```
public final class Spin {
    static final Parameter<String> MODEL =
            Parameter.model("model", "The model as it is now, which answers.").required();
    static final Parameter<String> REAL = Parameter.column("answer", "The column with the training set's answer.")
            .defaultsTo("answer");
    static final Parameter<Long> ITERATION = Parameter.wholeNumber(
                    "iteration", 0, 1000, "Which model of the loop this is; stands in every row.")
            .defaultsTo(0);
    static final SamplingParameters ANSWER =
            SamplingParameters.of("answer", 1.0, 256, "answers").withTopP(1.0);

    static final Prompt ANSWER_PROMPT = Answering.prompt("spin");
    private static final String GENERATED = "generated";

    /// What a pipeline names as `spin`.
    public static final StepType TYPE = StepType.named(
                    "spin",
                    StepKind.RECIPE,
                    "Has a model answer the prompts of a training set, and makes preference pairs of the set's answers"
                            + " and its own.")
            .taking(
                    MODEL,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    REAL,
                    ITERATION,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(ANSWER_PROMPT)
            .needing(Capability.CHAT)
            .citing(
                    "Chen et al. 2024, "
                            + "*Self-Play Fine-Tuning Converts Weak Language Models to Strong Language Models*, arXiv:2401.01335")
            .writing(
                    "prompt",
                    "iteration",
                    "generated",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    The chosen side is the set's answer as it is. Train iteration t on the pairs of t and t - 1, no others.

                    Rejects with `no-prompt`, `truncated`, `filtered`, `empty-reply`, `empty-side` (the set has no answer; nothing is asked) and
                    `same-text` (the model says what the set says).
                    """)
            .example("- load: rows.jsonl\n- spin: { model: writer, iteration: 0 }")
            .builtOfMany(Spin::steps);

    private Spin() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        return List.of(
                PromptStep.of(building),
                new IterationStep(building.name() + "/iteration", settings.get(ITERATION)),
                new NeededStep(building.name() + "/set", settings.get(REAL), "empty-side"),
                Answering.of(building, MODEL, ANSWER_PROMPT, ANSWER.of(settings))
                        .step(building.name() + "/answer", GENERATED),
                new KnownPairStep(building.name() + "/pairs", settings.get(REAL), GENERATED, "spin"));
    }
}
