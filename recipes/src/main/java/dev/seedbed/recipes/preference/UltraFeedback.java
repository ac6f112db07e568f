package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// UltraFeedback (Cui et al. 2023, arXiv:2310.01377; OpenBMB/UltraFeedback at bf80fd46): different models, each
/// with a principle to keep to, answer a prompt; an annotator rates the answers by four aspects, criticises and
/// scores them; and of the scores a preference pair is made.
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - ultrafeedback: { models: [ a, b, c, d, e ], judge: strong }
/// ```
public final class UltraFeedback {
    static final Parameter<List<String>> MODELS = Parameter.listOf(
                    "models", new Kind.ModelAlias(), "The pool; different ones are drawn for each prompt.")
            .required();
    static final Parameter<String> JUDGE =
            Parameter.model("judge", "Rates, criticises and scores.").required();
    static final Parameter<Long> ANSWERS = Parameter.wholeNumber(
                    "answers", 2, 8, "How many models are drawn for a prompt.")
            .defaultsTo(4);
    static final Parameter<String> SOURCE = Parameter.column(
            "source",
            "The column that says where a prompt is from, which decides on the principles: `evol_instruct`, `false_qa`,"
                    + " `flan`, `sharegpt`, `truthful_qa`, `ultrachat`. Any other, and none, is treated as `sharegpt`.");
    static final Parameter<String> PRINCIPLES = Parameter.choice(
                    "principles",
                    List.of("released-code", "readme"),
                    "How often each family of principles is drawn: as the released code does, or as its README says.")
            .defaultsTo("released-code");
    static final Parameter<Template> WORLD_KNOWLEDGE = Parameter.template(
            "world-knowledge",
            "What is known of the right answer, such as `Correct: {{ answer }}`, for the aspects truthfulness and"
                    + " helpfulness.");
    static final SamplingParameters ANSWER =
            SamplingParameters.of("answer", 1.0, 1024, "answers").withTopP(1.0);
    static final SamplingParameters ANNOTATION =
            SamplingParameters.of("annotation", 0.0, 500, "annotations").withTopP(0.6);
    static final SamplingParameters CRITIQUE =
            SamplingParameters.of("critique", 0.0, 1024, "critiques").withTopP(0.6);
    static final Parameter<Long> ATTEMPTS = Parameter.wholeNumber(
                    "annotation-attempts", 1, 21, "How often at most the judge is asked before the row is rejected.")
            .defaultsTo(10);
    static final Parameter<String> SCORE = Parameter.choice(
                    "score",
                    List.of("overall", "aspects"),
                    "Which score makes the pairs: the overall one, as in Zephyr's binarised set, or the mean of the"
                            + " aspects, as in Argilla's.")
            .defaultsTo("overall");

    static final Prompt ANSWER_PROMPT = Answering.prompt("ultrafeedback");
    static final Prompt ANNOTATOR = BundledPrompt.of("ultrafeedback.annotator", 1);
    static final Prompt INSTRUCTION_FOLLOWING = BundledPrompt.of(
            "ultrafeedback.instruction-following", 2, "prompt", "texts", "world_knowledge", "marker", "form");
    static final Prompt HONESTY =
            BundledPrompt.of("ultrafeedback.honesty", 2, "prompt", "texts", "world_knowledge", "marker", "form");
    static final Prompt TRUTHFULNESS =
            BundledPrompt.of("ultrafeedback.truthfulness", 2, "prompt", "texts", "world_knowledge", "marker", "form");
    static final Prompt HELPFULNESS =
            BundledPrompt.of("ultrafeedback.helpfulness", 2, "prompt", "texts", "world_knowledge", "marker", "form");
    static final Prompt CRITIQUE_PROMPT =
            BundledPrompt.of("ultrafeedback.critique", 2, "prompt", "answer", "principle", "marker", "form");
    static final Prompt RESCORE =
            BundledPrompt.of("ultrafeedback.rescore", 2, "prompt", "answer", "critique", "marker", "form");

    private static final int RESCORE_TOKENS = 32;

    /// What a pipeline names as `ultrafeedback`.
    public static final StepType TYPE = StepType.named(
                    "ultrafeedback",
                    StepKind.RECIPE,
                    "Has different models answer a prompt, each by a principle, has the answers rated by four aspects,"
                            + " criticised and scored, and makes a preference pair.")
            .taking(
                    MODELS,
                    JUDGE,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    ANSWERS,
                    SOURCE,
                    PRINCIPLES,
                    WORLD_KNOWLEDGE,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    ANNOTATION.temperature(),
                    ANNOTATION.topP(),
                    ANNOTATION.maxTokens(),
                    CRITIQUE.temperature(),
                    CRITIQUE.topP(),
                    CRITIQUE.maxTokens(),
                    ATTEMPTS,
                    SCORE,
                    PairingParameters.MINIMUM_MARGIN,
                    Question.SYSTEM,
                    Question.RETRIES)
            .presets(
                    new Preset(
                            "released-code",
                            "Principles as `sampling.py` draws them.",
                            Map.of(PRINCIPLES.name(), "released-code")),
                    new Preset("readme", "Principles as the README's table says.", Map.of(PRINCIPLES.name(), "readme")))
            .prompts(
                    ANSWER_PROMPT,
                    ANNOTATOR,
                    INSTRUCTION_FOLLOWING,
                    HONESTY,
                    TRUTHFULNESS,
                    HELPFULNESS,
                    CRITIQUE_PROMPT,
                    RESCORE)
            .needing(Capability.CHAT)
            .citing(
                    "Cui et al. 2023, *UltraFeedback: Boosting Language Models with Scaled AI Feedback*, arXiv:2310.01377")
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
                    Each of `candidates` has `answer`, `model`, `principle`, `custom_system_prompt`, `annotations` (by
                    aspect, with the authors' field names), `critique`, `overall_score`, `fine-grained_score` and `score`.
                    The chosen answer is the best, the rejected one drawn among the worse.

                    Rejects with `no-prompt`, `truncated`, `filtered`, `empty-reply` (an answer or a reply of the judge),
                    `aspect-missing`, `unscored`, `tie`, `small-margin` and `same-text`.
                    """)
            .example("- load: rows.jsonl\n- ultrafeedback: { models: [ writer, judge ], judge: judge, answers: 2 }")
            .builtOfMany(UltraFeedback::steps);

    private UltraFeedback() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        List<Answering> pool = Answering.each(building, MODELS, ANSWER_PROMPT, ANSWER.of(settings));
        int answers = Math.toIntExact(settings.get(ANSWERS));
        long different = settings.get(MODELS).stream().distinct().count();
        if (different < answers || different < pool.size()) {
            building.problem(
                    MODELS,
                    "names " + different + (different == 1 ? " model" : " different models")
                            + (different < pool.size() ? " (one named twice counts once)" : "")
                            + ", but `answers`, which is " + answers + ", are drawn of different ones");
        }
        boolean byAspects = settings.get(SCORE).equals("aspects");
        return List.of(
                PromptStep.of(building),
                new CompletionsStep(
                        building.name() + "/answers",
                        pool,
                        answers,
                        settings.get(PRINCIPLES).equals("readme")
                                ? Principles.Sampling.README
                                : Principles.Sampling.RELEASED_CODE,
                        settings.find(SOURCE)),
                new AspectsStep(building.name() + "/aspects", aspects(building), settings.find(WORLD_KNOWLEDGE)),
                new CritiquesStep(
                        building.name() + "/critiques",
                        judging(building, CRITIQUE_PROMPT, CRITIQUE.of(settings))
                                .wantingReasons(),
                        judging(building, RESCORE, Sampling.of(settings.get(CRITIQUE.temperature()), RESCORE_TOKENS)),
                        byAspects),
                new PairingStep(
                        building.name() + "/pairs",
                        new Pairing(Strategy.MAX_RANDOM, 0, settings.get(PairingParameters.MINIMUM_MARGIN)),
                        "ultrafeedback/" + settings.get(SCORE)));
    }

    private static Map<Aspect, JudgeQuestion> aspects(Building building) {
        Sampling sampling = ANNOTATION.of(building.settings());
        Map<Aspect, JudgeQuestion> questions = new EnumMap<>(Aspect.class);
        questions.put(Aspect.INSTRUCTION_FOLLOWING, judging(building, INSTRUCTION_FOLLOWING, sampling));
        questions.put(Aspect.HONESTY, judging(building, HONESTY, sampling));
        questions.put(Aspect.TRUTHFULNESS, judging(building, TRUTHFULNESS, sampling));
        questions.put(Aspect.HELPFULNESS, judging(building, HELPFULNESS, sampling));
        return questions;
    }

    private static JudgeQuestion judging(Building building, Prompt prompt, Sampling sampling) {
        return JudgeQuestion.of(building, JUDGE, prompt, sampling)
                .with(
                        building.prompt(ANNOTATOR).render(Map.of()),
                        Math.toIntExact(building.settings().get(ATTEMPTS)));
    }
}
