package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.List;

/// Constitutional AI, the feedback of its second phase (Bai et al. 2022, arXiv:2212.08073, section 4): two answers
/// are compared by principles, and the one with more votes is chosen.
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - constitutional-preference: { models: writer, judge: judge }
/// ```
///
/// The paper takes the probabilities of the letters A and B as a soft label; log-probabilities are not offered
/// here, so the label is a share of votes over principles and both orders.
public final class ConstitutionalPreference {
    static final Parameter<List<String>> MODELS = Parameter.listOf(
                    "models", new Kind.ModelAlias(), "Who answers: one model twice, or two models once each.")
            .required();
    static final Parameter<String> JUDGE =
            Parameter.model("judge", "Compares the answers.").required();
    static final Parameter<Long> COMPARISONS = Parameter.wholeNumber(
                    "comparisons", 1, 64, "How many principles are drawn; each is asked for in both orders.")
            .defaultsTo(4);
    static final Parameter<List<String>> PRINCIPLES = Parameter.listOf(
                    "principles",
                    new Kind.Text(),
                    "Questions of your own that compare two answers, in place of the recipe's 16.")
            .defaultsTo(List.of());
    static final SamplingParameters ANSWER = SamplingParameters.of("answer", 1.0, 1024, "answers");
    static final SamplingParameters VOTE = SamplingParameters.of("judge", 0.0, 32, "votes");

    static final Prompt ANSWER_PROMPT = Answering.prompt("constitutional-preference");
    static final Prompt VOTE_PROMPT = BundledPrompt.of(
            "constitutional-preference.vote", 2, "prompt", "first", "second", "principle", "marker", "form");

    /// What a pipeline names as `constitutional-preference`.
    public static final StepType TYPE = StepType.named(
                    "constitutional-preference",
                    StepKind.RECIPE,
                    "Has two answers compared by principles, in both orders, and makes a preference pair of them by the"
                            + " votes.")
            .taking(
                    MODELS,
                    JUDGE,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    COMPARISONS,
                    PRINCIPLES,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    VOTE.temperature(),
                    VOTE.topP(),
                    VOTE.maxTokens(),
                    PairingParameters.MINIMUM_MARGIN,
                    Question.SYSTEM,
                    Question.RETRIES)
            .prompts(ANSWER_PROMPT, VOTE_PROMPT)
            .needing(Capability.CHAT)
            .citing("Bai et al. 2022, *Constitutional AI: Harmlessness from AI Feedback*, arXiv:2212.08073")
            .writing(
                    "prompt",
                    "candidates",
                    "votes",
                    "position_consistency",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    `chosen_score` is the share of the votes, which can serve as a soft label. `votes` has, by principle,
                    which candidate (0 or 1) was preferred as they are and swapped; `position_consistency` is the share of
                    principles where both orders agree.

                    Rejects with `no-prompt`, `too-few-answers`, `unscored`, `tie`, `small-margin` and `same-text`.
                    """)
            .example(
                    "- load: rows.jsonl\n- constitutional-preference: { models: writer, judge: judge, comparisons: 4 }")
            .builtOfMany(ConstitutionalPreference::steps);

    private ConstitutionalPreference() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        List<String> own = settings.get(PRINCIPLES);
        int comparisons = Math.toIntExact(settings.get(COMPARISONS));
        List<String> principles = own.isEmpty() ? Constitution.preferences() : own;
        if (comparisons > principles.size()) {
            building.problem(
                    COMPARISONS,
                    "is " + comparisons + ", but there are only " + principles.size() + " principles to draw");
        }
        int answering = settings.get(MODELS).size();
        if (answering > 2) {
            building.problem(
                    MODELS,
                    "names " + answering + " models, but two answers are compared: name one model, which answers twice,"
                            + " or two");
        }
        return List.of(
                PromptStep.of(building),
                new AnswersStep(
                        building.name() + "/answers",
                        Answering.each(building, MODELS, ANSWER_PROMPT, ANSWER.of(settings)),
                        2,
                        2),
                new VotesStep(
                        building.name() + "/votes",
                        JudgeQuestion.of(building, JUDGE, VOTE_PROMPT, VOTE.of(settings)),
                        principles,
                        comparisons),
                new PairingStep(
                        building.name() + "/pairs",
                        new Pairing(Strategy.MAX_MIN, 0, settings.get(PairingParameters.MINIMUM_MARGIN)),
                        "constitutional-preference"));
    }
}
