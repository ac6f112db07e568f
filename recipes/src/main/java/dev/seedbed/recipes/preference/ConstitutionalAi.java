package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.preference.Constitution.Revision;
import java.util.List;
import java.util.Map;

/// Constitutional AI, the supervised phase (Bai et al. 2022, arXiv:2212.08073, section 3): a model answers,
/// criticises its answer by a principle and revises it, several times; the last revision is better than the first
/// answer.
///
/// ```yaml
/// steps:
///   - load: red_team_prompts.jsonl
///   - constitutional-ai: { model: writer }
/// ```
public final class ConstitutionalAi {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Answers, criticises and revises.").required();
    static final Parameter<Long> ROUNDS = Parameter.wholeNumber("rounds", 1, 16, "How often an answer is revised.")
            .defaultsTo(4);
    static final Parameter<Boolean> CRITIQUE = Parameter.flag(
                    "critique", "Whether a critique comes before each revision; the paper tries both.")
            .defaultsTo(true);
    static final Parameter<List<String>> PRINCIPLES = Parameter.listOf(
                    "principles",
                    new Kind.Text(),
                    "Principles of your own, a sentence each, in place of the recipe's 16.")
            .defaultsTo(List.of());
    static final SamplingParameters ANSWER = SamplingParameters.of("answer", 1.0, 1500, "answers");
    static final SamplingParameters REVISION = SamplingParameters.of("revision", 1.0, 1500, "critiques and revisions");

    static final Prompt ANSWER_PROMPT = Answering.prompt("constitutional-ai");
    static final Prompt CRITIQUE_PROMPT =
            BundledPrompt.of("constitutional-ai.critique", 2, "prompt", "answer", "request", "critique", "marker");
    static final Prompt REVISION_PROMPT =
            BundledPrompt.of("constitutional-ai.revision", 2, "prompt", "answer", "request", "critique", "marker");

    /// What a pipeline names as `constitutional-ai`.
    public static final StepType TYPE = StepType.named(
                    "constitutional-ai",
                    StepKind.RECIPE,
                    "Has a model answer, criticise its answer by a principle and revise it, several times; the last"
                            + " revision and the first answer make a preference pair.")
            .taking(
                    MODEL,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    ROUNDS,
                    CRITIQUE,
                    PRINCIPLES,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    REVISION.temperature(),
                    REVISION.topP(),
                    REVISION.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .presets(
                    new Preset("paper", "Four rounds of critique and revision.", Map.of(ROUNDS.name(), 4)),
                    new Preset(
                            "llm-swarm",
                            "One round, as huggingface/llm-swarm (c3249dbf) does.",
                            Map.of(ROUNDS.name(), 1)))
            .prompts(ANSWER_PROMPT, CRITIQUE_PROMPT, REVISION_PROMPT)
            .needing(Capability.CHAT)
            .citing("Bai et al. 2022, *Constitutional AI: Harmlessness from AI Feedback*, arXiv:2212.08073")
            .writing(
                    "prompt",
                    "initial",
                    "rounds",
                    "revised",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    `rounds` has the `principle`, `critique` and `revision` of each round; for supervised training on all
                    revisions, `expand` it. Nothing is scored, so scores and `margin` are null.

                    Rejects with `no-prompt`, `truncated`, `filtered`, `empty-reply` and `same-text` (the revisions changed
                    nothing).
                    """)
            .example("- load: rows.jsonl\n- constitutional-ai: { model: writer, rounds: 2 }")
            .builtOfMany(ConstitutionalAi::steps);

    private ConstitutionalAi() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        List<String> own = settings.get(PRINCIPLES);
        String name = building.name();
        return List.of(
                PromptStep.of(building),
                Answering.of(building, MODEL, ANSWER_PROMPT, ANSWER.of(settings))
                        .step(name + "/answer", RevisionsStep.INITIAL),
                new RevisionsStep(
                        name + "/revisions",
                        JudgeQuestion.of(building, MODEL, CRITIQUE_PROMPT, REVISION.of(settings)),
                        JudgeQuestion.of(building, MODEL, REVISION_PROMPT, REVISION.of(settings)),
                        own.isEmpty()
                                ? Constitution.revisions()
                                : own.stream().map(Revision::by).toList(),
                        Math.toIntExact(settings.get(ROUNDS)),
                        settings.get(CRITIQUE)),
                new KnownPairStep(name + "/pairs", RevisionsStep.REVISED, RevisionsStep.INITIAL, "constitutional-ai"));
    }
}
