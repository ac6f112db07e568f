package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Hearing.Opinion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `judge`: scores one text of each row.
///
/// @param score the name of the score
record JudgeStep(
        String name,
        Panel panel,
        Judged judged,
        Rubric rubric,
        Scale scale,
        int samples,
        Combining combining,
        String score)
        implements Generator {
    private static final Parameter<String> ANSWER = Parameter.column(
            "answer", "The column that is judged. Left out, it is `answer`, unless `messages` is given.");
    private static final Parameter<String> MESSAGES = Parameter.column(
            "messages",
            "A column with a conversation, in place of `instruction` and `answer`: the last turn is judged, in view of"
                    + " those before.");
    private static final Parameter<String> SCORE = Parameter.newScore(
                    "score", "The name of the score; the columns' names begin with it.")
            .defaultsTo("score");
    private static final Parameter<Long> LOWEST = Parameter.wholeNumber(
                    "lowest", -1_000_000, 1_000_000, "The lowest score.")
            .defaultsTo(1);
    private static final Parameter<Long> HIGHEST = Parameter.wholeNumber(
                    "highest", -1_000_000, 1_000_000, "The highest score.")
            .defaultsTo(5);
    private static final Parameter<Boolean> FRACTIONS = Parameter.flag(
                    "fractions", "Whether judges may give scores between two whole numbers.")
            .defaultsTo(false);
    private static final Parameter<Long> SAMPLES = Parameter.wholeNumber(
                    "samples", 1, 100, "How often each judge is asked. More than once needs a `temperature` above 0.")
            .defaultsTo(1);
    private static final Parameter<String> COMBINE = Parameter.choice(
                    "combine",
                    List.of("mean", "median", "majority"),
                    "How the scores of several samples, and then of several judges, become one. `majority` is the score"
                            + " that more than half gave; without one the row is unscored (`no-majority`).")
            .defaultsTo("mean");
    private static final Prompt PROMPT = Judging.prompt(
            "judge.score", 1, "rubric", "instruction", "reference", "answer", Hearing.MARKER, Hearing.FORM);

    static final StepType TYPE = StepType.named(
                    "judge", StepKind.SCORER, "Asks models to score a text by a rubric, with reasons.")
            .details("""
                    Adds the score, and the columns `score_reason` (the judges' reasons), `score_unscored` (null, or why there is
                    no score) and `score_verdicts` (of every judge and sample: `judge`, `score`, `unscored`, `explanation`,
                    `reason`, `reply`, `attempts`). A reply must give its reasons and end with the score; a number elsewhere is
                    none, nor is one off the scale (`out-of-range`, `other-scale`, `not-whole`). Models prefer texts of their own:
                    `validate` notes where a model judges what it wrote in a step before.""" + VerdictGate.DETAILS)
            .taking(
                    Panel.MODEL,
                    Panel.MODELS,
                    Rubric.RUBRIC,
                    Rubric.CRITERIA,
                    Rubric.SCORES,
                    LOWEST,
                    HIGHEST,
                    FRACTIONS,
                    ANSWER,
                    Material.INSTRUCTION,
                    Material.REFERENCE,
                    MESSAGES,
                    SCORE,
                    VerdictGate.KEEP,
                    VerdictGate.UNSCORED,
                    SAMPLES,
                    COMBINE,
                    Panel.TEMPERATURE,
                    Panel.MAX_TOKENS,
                    Panel.RETRIES)
            .prompts(PROMPT)
            .citing("the single-answer grading of MT-Bench (Zheng et al. 2023, arXiv:2306.05685) and the rubrics of"
                    + " Prometheus (Kim et al. 2023, arXiv:2310.08491)")
            .example("- judge: { model: judge, rubric: helpfulness, keep: \"score >= 4\" }")
            .builtOfMany(JudgeStep::build);

    /// The columns that hold what is judged.
    ///
    /// @param answer the judged text, or a conversation
    private record Judged(String answer, boolean isConversation, Material material) {
        static Judged of(Building building) {
            Settings settings = building.settings();
            Optional<String> messages = settings.find(MESSAGES);
            if (messages.isEmpty()) {
                if (settings.find(ANSWER).isEmpty() && !building.columns().mayHave(ANSWER.name())) {
                    building.problem(
                            ANSWER,
                            "is left out, which means 'answer', but there is no such column here;"
                                    + " name the column that is to be judged");
                }
                return new Judged(settings.find(ANSWER).orElse(ANSWER.name()), false, Material.of(building));
            }
            for (Parameter<String> other : List.of(ANSWER, Material.INSTRUCTION)) {
                if (settings.find(other).isPresent()) {
                    building.problem(other, "does not go with `messages`, which has both; remove one of them");
                }
            }
            return new Judged(messages.get(), true, new Material(Optional.empty(), settings.find(Material.REFERENCE)));
        }

        Optional<Conversation> of(Sample sample) {
            return isConversation
                    ? Conversation.of(sample.data().value(answer))
                    : Optional.of(new Conversation("", Material.text(sample, answer)));
        }
    }

    private static List<Step> build(Building building) {
        Settings settings = building.settings();
        Scale scale = scale(building);
        int samples = Math.toIntExact(settings.get(SAMPLES));
        if (samples > 1 && settings.get(Panel.TEMPERATURE) == 0) {
            building.problem(
                    SAMPLES,
                    "is " + samples + ", but at `temperature: 0` a judge says the same each time; set it to 0.7, say");
        }
        JudgeStep step = new JudgeStep(
                building.name(),
                Panel.of(building, PROMPT),
                Judged.of(building),
                Rubric.of(building, scale),
                scale,
                samples,
                Combining.named(settings.get(COMBINE)),
                settings.get(SCORE));
        return VerdictGate.behind(step, building, step.score);
    }

    private static Scale scale(Building building) {
        long lowest = building.settings().get(LOWEST);
        long highest = building.settings().get(HIGHEST);
        if (lowest >= highest) {
            building.problem(LOWEST, "is " + lowest + ", but must be below `highest`, which is " + highest);
            return Scale.of(1, 5);
        }
        return new Scale(lowest, highest, building.settings().get(FRACTIONS));
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Conversation shown = judged.of(sample).orElse(new Conversation("", ""));
        Material.Shown beside = judged.material().of(sample);
        Map<String, String> answer = Map.of(judged.answer(), shown.answer());
        Optional<Verdict.Unscored<Double>> missing = judged.material().missing(beside, answer);
        return missing.isPresent()
                ? Outcome.passed(written(sample, missing.get(), List.of()))
                : Outcome.passed(asked(sample, work, shown, beside));
    }

    private Sample asked(Sample sample, Work work, Conversation shown, Material.Shown beside)
            throws InterruptedException {
        String instruction = judged.isConversation() ? shown.before() : beside.instruction();
        Map<String, String> values = Map.of(
                "rubric", rubric.words(),
                "instruction", instruction,
                "reference", beside.reference(),
                "answer", shown.answer());
        List<String> texts = beside.texts(List.of(shown.answer(), instruction));
        List<Inquiry> inquiries = new ArrayList<>();
        for (Model judge : panel.judges()) {
            for (int i = 0; i < samples; i++) {
                inquiries.add(Panel.inquiry(judge, values, texts));
            }
        }
        List<Opinion<Double>> opinions = panel.ask(work, VerdictGrammar.scores(scale), inquiries);
        List<Verdict<Double>> ofJudges = new ArrayList<>();
        for (int i = 0; i < opinions.size(); i += samples) {
            ofJudges.add(combining.of(opinions.subList(i, i + samples).stream()
                    .map(Opinion::verdict)
                    .toList()));
        }
        return written(sample, combining.of(ofJudges), opinions);
    }

    private Sample written(Sample sample, Verdict<Double> verdict, List<Opinion<Double>> opinions) {
        Data columns = sample.data()
                .with(score + VerdictGate.REASON_SUFFIX, OpinionRecord.reasons(opinions))
                .with(
                        score + VerdictGate.UNSCORED_SUFFIX,
                        verdict instanceof Verdict.Unscored<Double> no ? no.cause() : null)
                .with(
                        score + VerdictGate.VERDICTS_SUFFIX,
                        opinions.stream()
                                .map(opinion -> OpinionRecord.of(opinion, "score", value -> value))
                                .toList());
        Sample written = sample.with(columns);
        return verdict instanceof Verdict.Given<Double> given ? written.withScore(score, given.value()) : written;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(
                score + VerdictGate.REASON_SUFFIX,
                score + VerdictGate.UNSCORED_SUFFIX,
                score + VerdictGate.VERDICTS_SUFFIX));
    }

    @Override
    public Set<String> scores() {
        return Set.of(score);
    }
}
