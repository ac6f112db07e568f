package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.TextStep;
import dev.seedbed.text.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// LM vs LM (Cohen et al. 2023, arXiv:2305.13281): one model claims something, another cross-examines it and
/// says
/// whether
/// the claim is right.
///
/// ```yaml
/// steps:
///   - examiner: { model: writer, column: question, key: answer }
/// ```
public final class Examiner {
    private static final String DONE = "[NO MORE QUESTIONS]";
    private static final String QUESTION = "question";
    private static final String CLAIM = "claim";

    private static final Parameter<String> COLUMN =
            Parameter.column("column", "The column with the question.").defaultsTo(QUESTION);
    private static final Parameter<String> KEY = Parameter.column(
            "key", "A column with the right answer: then `claim_correct` says whether the claim has it.");

    private static final Prompt CLAIM_PROMPT = BundledPrompt.of("examiner.claim", 1, QUESTION);
    private static final Prompt EXAMINER_PROMPT = BundledPrompt.of("examiner.examiner", 1, QUESTION, CLAIM, "done");
    private static final Prompt EXAMINEE_PROMPT = BundledPrompt.of("examiner.examinee", 1, QUESTION, CLAIM);
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("examiner.kickoff", 1);
    private static final Prompt VERDICT_PROMPT =
            BundledPrompt.of("examiner.verdict", 2, QUESTION, CLAIM, "transcript", "marker", "form");

    private static final VerdictGrammar<Boolean> VERDICT =
            VerdictGrammar.choices("Verdict", Map.of("correct", true, "incorrect", false));

    /// What a pipeline names as `examiner`.
    public static final StepType TYPE = StepType.named(
                    "examiner",
                    StepKind.RECIPE,
                    "Has one model cross-examine the claim of another, and say whether it is right.")
            .taking(DialogueSettings.with(COLUMN, KEY))
            .shorthand(DialogueSettings.MODEL)
            .prompts(CLAIM_PROMPT, EXAMINER_PROMPT, EXAMINEE_PROMPT, KICKOFF_PROMPT, VERDICT_PROMPT)
            .citing("Cohen et al. 2023, *LM vs LM: Detecting Factual Errors via Cross Examination*, arXiv:2305.13281")
            .writing(
                    QUESTION,
                    CLAIM,
                    "messages",
                    "rounds",
                    "stop_reason",
                    "roles",
                    "turns",
                    "verdict",
                    "verdict_reason",
                    "claim_correct",
                    "verdict_correct")
            .details("""
                    `model` claims and answers; `user-model` examines: set-up questions first, then follow-ups, up to 5 rounds,
                    until it says `[NO MORE QUESTIONS]`; then it gives reasons and its `verdict`, `correct` or `incorrect`, as
                    the last line; one without reasons is none. Where the claim or an answer holds a verdict itself, the
                    examiner must sign its own. A verdict that cannot be read rejects with `unscored`, and is never guessed. With a `key`, `claim_correct` says whether
                    the claim contains the right answer as words, whatever their letters' case, and `verdict_correct` whether
                    the verdict agrees; both are null without one.

                    """ + DialogueSettings.REASONS)
            .example("- load: rows.jsonl\n- examiner: { model: writer, column: question, key: answer }")
            .builtOfMany(Examiner::steps);

    private Examiner() {}

    private static List<Step> steps(Building building) {
        DialogueSettings common = new DialogueSettings(building);
        String name = building.name();
        Parameter<String> examines =
                building.settings().find(DialogueSettings.USER_MODEL).isPresent()
                        ? DialogueSettings.USER_MODEL
                        : DialogueSettings.MODEL;
        Sampling greedy =
                Sampling.of(0, common.writer(VERDICT_PROMPT, 0).sampling().maxTokens());
        return List.of(
                new RenameStep(name + "/question", building.settings().get(COLUMN), QUESTION),
                TextStep.ofColumns(
                        name + "/claim", common.assistant(CLAIM_PROMPT), Data.empty(), Reading::found, CLAIM),
                new DialogueStep(name + "/examination", setting(building, common), false),
                new VerdictStep(
                        name + "/verdict",
                        JudgeQuestion.of(building, examines, VERDICT_PROMPT, greedy)
                                .wantingReasons(),
                        building.settings().find(KEY)));
    }

    private static DialogueStep.Setting setting(Building building, DialogueSettings common) {
        Question examiner = common.user(EXAMINER_PROMPT);
        Question examinee = common.assistant(EXAMINEE_PROMPT);
        Rules rules = common.rules(1, 5).endingAt(DONE);
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        return sample -> {
            Data data = sample.data().with("done", DONE);
            return new Dialogue(
                    Voice.of(
                                    "examiner",
                                    Turn.Party.USER,
                                    examiner,
                                    examiner.prompt().render(data.asMap()).strip())
                            .starting(kickoff),
                    Voice.of(
                            "examinee",
                            Turn.Party.ASSISTANT,
                            examinee,
                            DialogueSettings.brief(examinee, sample, data.asMap())),
                    rules,
                    Optional.empty());
        };
    }

    /// Asks the examiner for its verdict, and holds it against the key.
    record VerdictStep(String name, JudgeQuestion judge, Optional<String> key) implements Generator {
        @Override
        public Outcome apply(Sample sample, Work work) throws InterruptedException {
            Map<String, String> values = Map.of(
                    QUESTION,
                    sample.data().text(QUESTION),
                    CLAIM,
                    sample.data().text(CLAIM),
                    "transcript",
                    transcript(sample));
            return switch (judge.put(work, judge.about(0, values), VERDICT)) {
                case Reading.Unusable<Heard<Boolean>> unusable ->
                    Outcome.rejected(new Rejection(
                            "unscored",
                            "the verdict cannot be read: "
                                    + unusable.rejection().explanation(),
                            unusable.rejection().evidence()));
                case Reading.Found<Heard<Boolean>> found -> Outcome.passed(judged(sample, found.value()));
            };
        }

        private Sample judged(Sample sample, Heard<Boolean> given) {
            Optional<String> right = key.flatMap(sample.data()::textIfPresent).filter(text -> !text.isBlank());
            Optional<Boolean> correct = right.map(text -> contains(sample.data().text(CLAIM), text));
            boolean says = given.value();
            return sample.with(sample.data()
                    .with("verdict", says ? "correct" : "incorrect")
                    .with("verdict_reason", given.reasons())
                    .with("claim_correct", correct.orElse(null))
                    .with("verdict_correct", correct.map(is -> is == says).orElse(null)));
        }

        private static String transcript(Sample sample) {
            StringBuilder lines = new StringBuilder();
            if (sample.data().value(Dialogue.MESSAGES) instanceof List<?> messages) {
                for (Object message : messages) {
                    if (message instanceof Map<?, ?> turn) {
                        lines.append("user".equals(turn.get("role")) ? "Examiner: " : "Examinee: ")
                                .append(turn.get("content"))
                                .append('\n');
                    }
                }
            }
            return lines.toString().strip();
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return before.plus(List.of("verdict", "verdict_reason", "claim_correct", "verdict_correct"));
        }
    }

    /// Whether the words of the answer stand in the claim, one behind the other.
    static boolean contains(String claim, String answer) {
        return (" " + words(claim) + " ").contains(" " + words(answer) + " ");
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}.]+|\\.(?!\\p{N})", " ")
                .strip()
                .replaceAll(" +", " ");
    }
}
