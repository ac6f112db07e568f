package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.TextStep;
import dev.seedbed.text.Turn;
import java.util.List;
import java.util.Map;

/// A teacher and a student with a level and a misconception, which the teacher is to find and correct.
///
/// ```yaml
/// steps:
///   - teacher-student: { model: writer, column: topic, export: teacher }
/// ```
public final class TeacherStudent {
    private static final String UNDERSTOOD = "[UNDERSTOOD]";
    private static final String MISCONCEPTION = "misconception";
    private static final String CORRECTION = "correction";
    private static final String GOAL = "goal";
    private static final String LEVEL = "level";
    private static final String TOPIC = "topic";

    private static final Parameter<String> COLUMN =
            Parameter.column("column", "The column with what is taught.").defaultsTo(TOPIC);
    private static final Parameter<List<String>> LEVELS = Parameter.listOf(
                    "levels", new Kind.Text(), "What a row's `level` is drawn from, if it has none.")
            .defaultsTo(List.of("primary school", "secondary school", "first year at university", "adult beginner"));
    private static final Parameter<String> EXPORT = Parameter.choice(
                    "export",
                    List.of("teacher", "student"),
                    "Who is the assistant of `messages`: the other one is its user, and speaks first.")
            .defaultsTo("teacher");

    private static final Prompt MISCONCEPTION_PROMPT =
            BundledPrompt.of("teacher-student.misconception", 1, TOPIC, LEVEL);
    private static final Prompt CORRECTION_PROMPT =
            BundledPrompt.of("teacher-student.correction", 1, TOPIC, LEVEL, MISCONCEPTION);
    private static final Prompt TEACHER_PROMPT =
            BundledPrompt.of("teacher-student.teacher", 1, TOPIC, LEVEL, GOAL, CORRECTION);
    private static final Prompt STUDENT_PROMPT =
            BundledPrompt.of("teacher-student.student", 1, TOPIC, LEVEL, MISCONCEPTION, "done");
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("teacher-student.kickoff", 1);

    /// What a pipeline names as `teacher-student`.
    public static final StepType TYPE = StepType.named(
                    "teacher-student",
                    StepKind.RECIPE,
                    "Has a teacher find and correct a misconception of a student, and exports either side.")
            .taking(DialogueSettings.with(COLUMN, LEVELS, EXPORT))
            .shorthand(DialogueSettings.MODEL)
            .prompts(MISCONCEPTION_PROMPT, CORRECTION_PROMPT, TEACHER_PROMPT, STUDENT_PROMPT, KICKOFF_PROMPT)
            .citing("No one paper: tutoring by role play, on the engine of Li et al. 2023, arXiv:2303.17760")
            .writing(
                    TOPIC,
                    LEVEL,
                    MISCONCEPTION,
                    CORRECTION,
                    GOAL,
                    "messages",
                    "rounds",
                    "stop_reason",
                    "roles",
                    "turns")
            .details("""
                    `model` speaks for the side that is exported, `user-model` for the other one, which speaks first. Rows may
                    bring `level`, `misconception`, `correction` and `goal`; the first is drawn, the others are made up. The
                    student ends the conversation with `[UNDERSTOOD]` (`stop_reason: done`). 2 to 6 rounds unless
                    `minimum-rounds` and `maximum-rounds` say otherwise. `no-text` rejects rows without a topic.

                    """ + DialogueSettings.REASONS)
            .example("- load: rows.jsonl\n- teacher-student: { model: writer, column: topic, export: student }")
            .builtOfMany(TeacherStudent::steps);

    private TeacherStudent() {}

    private static List<Step> steps(Building building) {
        DialogueSettings common = new DialogueSettings(building);
        Settings settings = building.settings();
        String name = building.name();
        return List.of(
                new RenameStep(name + "/topic", settings.get(COLUMN), TOPIC),
                DrawStep.of(building, name + "/level", LEVEL, LEVELS),
                new MissingStep(made(common, name, MISCONCEPTION_PROMPT, MISCONCEPTION)),
                new MissingStep(made(common, name, CORRECTION_PROMPT, CORRECTION)),
                DrawStep.of(
                        name + "/goal",
                        GOAL,
                        List.of("The student sees why the mistake is one, and can say it right.")),
                new DialogueStep(name + "/dialogue", setting(building, common), false));
    }

    private static TextStep made(DialogueSettings common, String name, Prompt prompt, String column) {
        return TextStep.ofColumns(name + "/" + column, common.writer(prompt, 0), Data.empty(), Reading::found, column);
    }

    private static DialogueStep.Setting setting(Building building, DialogueSettings common) {
        boolean teaches = building.settings().get(EXPORT).equals("teacher");
        Question asking = common.user(teaches ? STUDENT_PROMPT : TEACHER_PROMPT);
        Question answering = common.assistant(teaches ? TEACHER_PROMPT : STUDENT_PROMPT);
        Rules rules = common.rules(2, 6).endingAt(UNDERSTOOD);
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        return sample -> {
            Data data = sample.data().with("done", UNDERSTOOD);
            return new Dialogue(
                    Voice.of(
                                    teaches ? "student" : "teacher",
                                    Turn.Party.USER,
                                    asking,
                                    asking.prompt().render(data.asMap()).strip())
                            .starting(kickoff),
                    Voice.of(
                            teaches ? "teacher" : "student",
                            Turn.Party.ASSISTANT,
                            answering,
                            DialogueSettings.brief(answering, sample, data.asMap())),
                    rules,
                    java.util.Optional.empty());
        };
    }
}
