package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.List;

/// Pairs by contrast: a prompt is answered by an expert and by a deliberately mediocre assistant, two system
/// messages to the same model or to two (Yang et al. 2023, RLCD, arXiv:2307.12950, has the idea with prompts of
/// opposite direction).
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - contrastive-persona: { model: writer }
/// ```
public final class ContrastivePersona {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Answers as an expert.").required();
    static final Parameter<String> WEAK =
            Parameter.model("weak", "Answers as a mediocre assistant; `model` itself if left out.");
    static final SamplingParameters GOOD = SamplingParameters.of("answer", 0.7, 1024, "good answers");
    static final SamplingParameters FLAWED = SamplingParameters.of("flawed", 1.0, 1024, "flawed answers");

    static final Prompt ANSWER_PROMPT = Answering.prompt("contrastive-persona");
    static final Prompt GOOD_PROMPT = BundledPrompt.of("contrastive-persona.good", 1);
    static final Prompt FLAWED_PROMPT = BundledPrompt.of("contrastive-persona.flawed", 1);

    /// What a pipeline names as `contrastive-persona`.
    public static final StepType TYPE = StepType.named(
                    "contrastive-persona",
                    StepKind.RECIPE,
                    "Has a prompt answered by an expert and by a deliberately mediocre assistant, and makes a preference"
                            + " pair of both.")
            .taking(
                    MODEL,
                    WEAK,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    GOOD.temperature(),
                    GOOD.topP(),
                    GOOD.maxTokens(),
                    FLAWED.temperature(),
                    FLAWED.topP(),
                    FLAWED.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(ANSWER_PROMPT, GOOD_PROMPT, FLAWED_PROMPT)
            .needing(Capability.CHAT)
            .citing("Yang et al. 2023, *RLCD: Reinforcement Learning from Contrastive Distillation*, arXiv:2307.12950")
            .writing(
                    "prompt",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    Nothing is scored: that the expert's answer is better is assumed. Judge a sample of the rows, or put
                    `best-of-n` with a judge in place of this recipe.

                    Rejects with `no-prompt`, `truncated`, `filtered`, `empty-reply` and `same-text`.
                    """)
            .example("- load: rows.jsonl\n- contrastive-persona: { model: writer }")
            .builtOfMany(ContrastivePersona::steps);

    private ContrastivePersona() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Parameter<String> weak = settings.find(WEAK).isPresent() ? WEAK : MODEL;
        return List.of(
                PromptStep.of(building),
                Answering.of(building, MODEL, ANSWER_PROMPT, GOOD.of(settings))
                        .step(building.name() + "/good", Pair.CHOSEN, building.prompt(GOOD_PROMPT)),
                Answering.of(building, weak, ANSWER_PROMPT, FLAWED.of(settings))
                        .step(building.name() + "/flawed", Pair.REJECTED, building.prompt(FLAWED_PROMPT)),
                new KnownPairStep(building.name() + "/pairs", Pair.CHOSEN, Pair.REJECTED, "contrastive-persona"));
    }
}
