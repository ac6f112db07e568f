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
import dev.seedbed.curate.judge.Scale;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Best of N (Dong et al. 2024, arXiv:2405.07863, and RLHFlow/Online-RLHF at 3a00ed83): several answers to a
/// prompt are scored, and the best and the worst become a pair.
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - best-of-n: { models: writer, judge: judge }
/// ```
///
/// The scores come from a judge that sees one answer at a time, or from a column.
public final class BestOfN {
    static final Parameter<List<String>> MODELS = Parameter.listOf(
            "models",
            new Kind.ModelAlias(),
            "Who answers; several take turns. Not needed where `candidates` has the answers.");
    static final Parameter<Long> ANSWERS = Parameter.wholeNumber("answers", 2, 64, "How many answers a prompt gets.")
            .defaultsTo(4);
    static final Parameter<Long> FEWEST = Parameter.wholeNumber(
                    "fewest-answers",
                    2,
                    64,
                    "How many of them must be usable, at most all; a row with fewer is rejected.")
            .defaultsTo(2);
    static final SamplingParameters ANSWER =
            SamplingParameters.of("answer", 1.0, 2048, "answers").withTopP(1.0);
    static final Parameter<String> CANDIDATES = Parameter.column(
            "candidates",
            "A column with answers that are there already: a list of texts, or of objects with `answer` and perhaps"
                    + " `score`. Then no model answers.");
    static final Parameter<String> SCORES = Parameter.column(
            "scores", "A column with the scores of `candidates`: a list of numbers in the same order.");
    static final Parameter<String> JUDGE = Parameter.model(
            "judge", "Gives each answer points from 1 to 10. Not needed where `candidates` have scores.");
    static final Parameter<Long> JUDGEMENTS = Parameter.wholeNumber(
                    "judgements", 1, 16, "How often each answer is judged; the mean counts.")
            .defaultsTo(1);
    static final SamplingParameters JUDGING = SamplingParameters.of("judge", 0.0, 512, "judgements");

    static final Prompt ANSWER_PROMPT = Answering.prompt("best-of-n");
    static final Prompt JUDGE_PROMPT = BundledPrompt.of("best-of-n.judge", 2, "prompt", "answer", "marker", "form");

    /// What a pipeline names as `best-of-n`.
    public static final StepType TYPE = StepType.named(
                    "best-of-n",
                    StepKind.RECIPE,
                    "Has a prompt answered several times, scores the answers, and makes a preference pair of the best"
                            + " and the worst.")
            .taking(
                    MODELS,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    ANSWERS,
                    FEWEST,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    CANDIDATES,
                    SCORES,
                    JUDGE,
                    JUDGEMENTS,
                    JUDGING.temperature(),
                    JUDGING.topP(),
                    JUDGING.maxTokens(),
                    PairingParameters.STRATEGY,
                    PairingParameters.LENGTH_PENALTY,
                    PairingParameters.MINIMUM_MARGIN,
                    Question.SYSTEM,
                    Question.RETRIES)
            .presets(
                    preset(
                            "released-code",
                            "As the run script of RLHFlow/Online-RLHF samples: 4 answers.",
                            4,
                            4,
                            1.0,
                            2048),
                    preset("online-rlhf-default", "As its sampling program does if told nothing.", 8, 8, 0.7, 2048),
                    preset("magpie-po", "As Magpie's preference sets are sampled: 5 answers.", 5, 2, 0.8, 2048),
                    preset("alpaca-farm", "As AlpacaFarm's best of n samples: short answers.", 4, 2, 1.0, 300))
            .prompts(ANSWER_PROMPT, JUDGE_PROMPT)
            .needing(Capability.CHAT)
            .citing("Dong et al. 2024, *RLHF Workflow: From Reward Modeling to Online RLHF*, arXiv:2405.07863")
            .writing(
                    "prompt",
                    "candidates",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    `candidates` keeps all answers, each with its model, its score and what the judge said. `margin` is the
                    difference that decided: with `max-min-p` that of the scores less the penalty. `strategy` is `best-of-n/`
                    and the setting.

                    Rejects with `no-prompt`, `too-few-answers`, `malformed-candidates`, `unscored` (fewer than two answers
                    have points that can be read), `too-few-candidates`, `tie`, `small-margin` and `same-text`.
                    """)
            .example("- load: rows.jsonl\n- best-of-n: { models: writer, judge: judge, answers: 4 }")
            .builtOfMany(BestOfN::steps);

    private BestOfN() {}

    private static Preset preset(
            String name, String summary, int answers, int fewest, double temperature, int maxTokens) {
        return new Preset(
                name,
                summary,
                Map.of(
                        ANSWERS.name(), answers,
                        FEWEST.name(), fewest,
                        ANSWER.temperature().name(), temperature,
                        ANSWER.maxTokens().name(), maxTokens));
    }

    private static List<Step> steps(Building building) {
        check(building);
        Settings settings = building.settings();
        List<Step> steps = new ArrayList<>(List.of(PromptStep.of(building)));
        steps.add(
                settings.find(CANDIDATES).isPresent()
                        ? new CandidatesStep(
                                building.name() + "/candidates", settings.get(CANDIDATES), settings.find(SCORES))
                        : new AnswersStep(
                                building.name() + "/answers",
                                Answering.each(building, MODELS, ANSWER_PROMPT, ANSWER.of(settings)),
                                Math.toIntExact(settings.get(ANSWERS)),
                                Math.toIntExact(Math.min(settings.get(FEWEST), settings.get(ANSWERS)))));
        if (settings.find(JUDGE).isPresent()) {
            steps.add(new JudgingStep(
                    building.name() + "/judge",
                    JudgeQuestion.of(building, JUDGE, JUDGE_PROMPT, JUDGING.of(settings)),
                    Math.toIntExact(settings.get(JUDGEMENTS)),
                    VerdictGrammar.scores(Scale.of(1, 10))));
        }
        steps.add(new PairingStep(
                building.name() + "/pairs",
                PairingParameters.of(settings),
                "best-of-n/" + settings.get(PairingParameters.STRATEGY)));
        return steps;
    }

    private static void check(Building building) {
        Settings settings = building.settings();
        boolean given = settings.find(CANDIDATES).isPresent();
        boolean answers =
                settings.find(MODELS).filter(models -> !models.isEmpty()).isPresent();
        if (given == answers) {
            building.problem(
                    MODELS,
                    given
                            ? "stands beside `candidates`, but either a model answers or the answers are there: leave"
                                    + " one out"
                            : "names no model: say who answers, or in which column the answers are with `candidates`");
        }
        if (!given && settings.find(SCORES).isPresent()) {
            building.problem(SCORES, "stands without `candidates`, whose scores it would hold");
        }
        if (!given && settings.find(JUDGE).isEmpty()) {
            building.problem(JUDGE, "is left out, so that new answers would have no scores: name a model that judges");
        }
        if (settings.find(SCORES).isPresent() && settings.find(JUDGE).isPresent()) {
            building.problem(JUDGE, "stands beside `scores`, but only one of them can score the answers");
        }
    }
}
