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

/// Constraint relaxation (Lambert et al. 2024, Tülu 3, arXiv:2411.15124, persona IF): one constraint is taken out of
/// a prompt; the answer to what is left is the rejected one for the whole prompt.
///
/// ```yaml
/// steps:
///   - load: prompts_with_constraints.jsonl
///   - constraint-relaxation: { model: writer }
/// ```
public final class ConstraintRelaxation {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Rewrites the prompt and answers both.").required();
    static final SamplingParameters REWRITE = SamplingParameters.of("rewrite", 0.7, 512, "rewritten prompts");
    static final SamplingParameters ANSWER = SamplingParameters.of("answer", 0.7, 1024, "answers");

    static final Prompt ANSWER_PROMPT = Answering.prompt("constraint-relaxation");
    static final Prompt RELAX_PROMPT = BundledPrompt.of("constraint-relaxation.relax", 1, "prompt");

    /// What a pipeline names as `constraint-relaxation`.
    public static final StepType TYPE = StepType.named(
                    "constraint-relaxation",
                    StepKind.RECIPE,
                    "Takes one constraint out of a prompt, and makes a preference pair of the answers to the whole prompt"
                            + " and to the relaxed one.")
            .taking(
                    MODEL,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    REWRITE.temperature(),
                    REWRITE.topP(),
                    REWRITE.maxTokens(),
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(ANSWER_PROMPT, RELAX_PROMPT)
            .needing(Capability.CHAT)
            .citing(
                    "Lambert et al. 2024, *Tülu 3: Pushing Frontiers in Open Language Model Post-Training*, arXiv:2411.15124")
            .writing(
                    "prompt",
                    "relaxed_prompt",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    The pair's `prompt` is the whole one on both sides. Nothing is scored: check with a program, where the
                    constraint allows, that the chosen answer keeps to it and the rejected one does not.

                    Rejects with `no-prompt`, `no-constraint`, `unchanged-prompt`, `truncated`, `filtered`, `empty-reply` and
                    `same-text`.
                    """)
            .example("- load: rows.jsonl\n- constraint-relaxation: { model: writer }")
            .builtOfMany(ConstraintRelaxation::steps);

    private ConstraintRelaxation() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Answering answering = Answering.of(building, MODEL, ANSWER_PROMPT, ANSWER.of(settings));
        return List.of(
                PromptStep.of(building),
                new RelaxStep(
                        building.name() + "/relax",
                        Question.of(building, MODEL, RELAX_PROMPT, REWRITE.of(settings))
                                .withoutSystem()),
                answering.step(building.name() + "/chosen", Pair.CHOSEN),
                answering.stepOf(building.name() + "/rejected", RelaxStep.RELAXED, Pair.REJECTED),
                new KnownPairStep(building.name() + "/pairs", Pair.CHOSEN, Pair.REJECTED, "constraint-relaxation"));
    }
}
