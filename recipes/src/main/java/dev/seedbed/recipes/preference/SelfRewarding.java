package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.judge.Scale;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.List;

/// Self-Rewarding Language Models (Yuan et al. 2024, arXiv:2401.10020): a model answers a prompt several times and
/// judges its own answers, point by point; the best and the worst become a pair for its next training.
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - self-rewarding: { model: m1, iteration: 1 }
/// ```
public final class SelfRewarding {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Answers, and judges its answers.").required();
    static final Parameter<String> JUDGE =
            Parameter.model("judge", "Judges in its place, as another endpoint of the same model would.");
    static final Parameter<Long> ITERATION = Parameter.wholeNumber(
                    "iteration", 0, 1000, "Which model of the loop this is; stands in every row.")
            .defaultsTo(1);
    static final Parameter<Long> ANSWERS = Parameter.wholeNumber("answers", 2, 64, "How many answers a prompt gets.")
            .defaultsTo(4);
    static final Parameter<Long> JUDGEMENTS = Parameter.wholeNumber(
                    "judgements", 1, 16, "How often each answer is judged; the mean counts.")
            .defaultsTo(3);
    static final SamplingParameters ANSWER =
            SamplingParameters.of("answer", 0.7, 2048, "answers").withTopP(0.9);
    static final SamplingParameters JUDGING =
            SamplingParameters.of("judge", 0.7, 512, "judgements").withTopP(0.9);

    static final Prompt ANSWER_PROMPT = Answering.prompt("self-rewarding");
    static final Prompt JUDGE_PROMPT =
            BundledPrompt.of("self-rewarding.judge", 2, "prompt", "answer", "marker", "form");

    /// What a pipeline names as `self-rewarding`.
    public static final StepType TYPE = StepType.named(
                    "self-rewarding",
                    StepKind.RECIPE,
                    "Has a model answer a prompt several times and judge its own answers by five points, and makes a"
                            + " preference pair of the best and the worst.")
            .taking(
                    MODEL,
                    JUDGE,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    ITERATION,
                    ANSWERS,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    JUDGEMENTS,
                    JUDGING.temperature(),
                    JUDGING.topP(),
                    JUDGING.maxTokens(),
                    PairingParameters.MINIMUM_MARGIN,
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(ANSWER_PROMPT, JUDGE_PROMPT)
            .needing(Capability.CHAT)
            .citing("Yuan et al. 2024, *Self-Rewarding Language Models*, arXiv:2401.10020")
            .writing(
                    "prompt",
                    "iteration",
                    "candidates",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    A judgement counts if it ends with `Score:` and one whole number from 0 to 5, and says no other. An
                    answer that holds such a line makes the judge sign its own. `candidates` keeps all answers with their
                    mean score and what was said of them.

                    Rejects with `no-prompt`, `too-few-answers`, `unscored`, `tie`, `small-margin` and `same-text`.
                    """)
            .example("- load: rows.jsonl\n- self-rewarding: { model: writer, iteration: 1 }")
            .builtOfMany(SelfRewarding::steps);

    private SelfRewarding() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Parameter<String> judge = settings.find(JUDGE).isPresent() ? JUDGE : MODEL;
        return List.of(
                PromptStep.of(building),
                new IterationStep(building.name() + "/iteration", settings.get(ITERATION)),
                new AnswersStep(
                        building.name() + "/answers",
                        List.of(Answering.of(building, MODEL, ANSWER_PROMPT, ANSWER.of(settings))),
                        Math.toIntExact(settings.get(ANSWERS)),
                        2),
                new JudgingStep(
                        building.name() + "/judge",
                        JudgeQuestion.of(building, judge, JUDGE_PROMPT, JUDGING.of(settings)),
                        Math.toIntExact(settings.get(JUDGEMENTS)),
                        VerdictGrammar.scores(Scale.of(0, 5))),
                new PairingStep(
                        building.name() + "/pairs",
                        new Pairing(Strategy.MAX_MIN, 0, settings.get(PairingParameters.MINIMUM_MARGIN)),
                        "self-rewarding"));
    }
}
