package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.Beginning;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.recipes.internal.TextStep;
import dev.seedbed.text.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// CAMEL's role playing (Li et al. 2023, arXiv:2303.17760): one model in the role of a user instructs another
/// in the
/// role
/// of an assistant, step by step, until the task of the two is done.
///
/// ```yaml
/// steps:
///   - camel: { model: writer, user-roles: user_roles.txt, assistant-roles: assistant_roles.txt }
/// ```
public final class Camel {
    static final String DONE = "<CAMEL_TASK_DONE>";

    private static final int LIST_TOKENS = 1024;
    private static final int ROUNDS_WITHOUT_INSTRUCTION = 3;
    private static final String USER_ROLE = "user_role";
    private static final String ASSISTANT_ROLE = "assistant_role";
    private static final String TASK = "task";
    private static final String SPECIFIED = "specified_task";

    private static final Parameter<Path> USER_ROLES = Parameter.inputPath(
            "user-roles", "Who may instruct, one a line. Not needed for rows that bring `user_role`.");
    private static final Parameter<Path> ASSISTANT_ROLES = Parameter.inputPath(
            "assistant-roles", "Who may solve, one a line. Not needed for rows that bring `assistant_role`.");
    private static final Parameter<Long> TASKS =
            Parameter.wholeNumber("tasks", 1, 100, "Tasks for a pair of roles.").defaultsTo(10);
    private static final Parameter<Boolean> SPECIFY = Parameter.flag(
                    "specify", "Whether each task is first made more specific, in `word-limit` words.")
            .defaultsTo(true);
    private static final Parameter<Long> WORD_LIMIT = Parameter.wholeNumber(
                    "word-limit", 5, 1_000, "The most words of a specified task.")
            .defaultsTo(50);
    private static final Parameter<Long> MESSAGES = Parameter.wholeNumber(
                    "maximum-messages", 2, 2_000, "The most messages of a conversation; two are a round.")
            .defaultsTo(40);

    private static final Prompt TASKS_PROMPT = BundledPrompt.of("camel.tasks", 1, USER_ROLE, ASSISTANT_ROLE, "count");
    private static final Prompt SPECIFY_PROMPT =
            BundledPrompt.of("camel.specify", 1, USER_ROLE, ASSISTANT_ROLE, TASK, "words");
    private static final Prompt USER_PROMPT =
            BundledPrompt.of("camel.user", 1, USER_ROLE, ASSISTANT_ROLE, TASK, "done");
    private static final Prompt ASSISTANT_PROMPT =
            BundledPrompt.of("camel.assistant", 1, USER_ROLE, ASSISTANT_ROLE, TASK);
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("camel.kickoff", 1);
    private static final Prompt REMINDER_PROMPT = BundledPrompt.of("camel.reminder", 1);

    /// What a pipeline names as `camel`.
    public static final StepType TYPE = StepType.named(
                    "camel",
                    StepKind.RECIPE,
                    "Has a model in one role instruct a model in another, step by step, until their task is done.")
            .taking(DialogueSettings.with(USER_ROLES, ASSISTANT_ROLES, TASKS, SPECIFY, WORD_LIMIT, MESSAGES))
            .shorthand(DialogueSettings.MODEL)
            .presets(new Preset(
                    "paper",
                    "10 tasks for a pair, specified in 50 words; 40 messages at most.",
                    Map.of(TASKS.name(), 10, WORD_LIMIT.name(), 50, MESSAGES.name(), 40)))
            .prompts(TASKS_PROMPT, SPECIFY_PROMPT, USER_PROMPT, ASSISTANT_PROMPT, KICKOFF_PROMPT, REMINDER_PROMPT)
            .citing(
                    "Li et al. 2023, "
                            + "*CAMEL: Communicative Agents for \"Mind\" Exploration of Large Language Model Society*, arXiv:2303.17760")
            .writing(USER_ROLE, ASSISTANT_ROLE, TASK, "messages", "rounds", "stop_reason", "roles", "turns")
            .details("""
                    Without rows in front it draws a pair of roles from the two files for each candidate, and never ends by
                    itself. `messages` has the assistant's view: the user's messages are the instructions. With `specify`,
                    `specified_task` is what the two work on.

                    Reasons beside those of conversations: `no-items` (no list of tasks), `truncated` (the task in
                    which the list was cut), `too-many-words` (a specified task
                    above `word-limit`), `no-instruction` (the user gave none for three rounds). A conversation in which the
                    user says `<CAMEL_TASK_DONE>` has `stop_reason: done`.

                    """ + DialogueSettings.REASONS)
            .example(
                    "- camel: { model: writer, user-roles: user_roles.txt, assistant-roles: assistant_roles.txt, tasks: 2 }")
            .builtOfMany(building -> new Camel(building).steps());

    private final Building building;
    private final Settings settings;
    private final DialogueSettings common;

    private Camel(Building building) {
        this.building = building;
        this.settings = building.settings();
        this.common = new DialogueSettings(building);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(new DrawStep(named("roles"), Map.of())
                .and(USER_ROLE, roles(USER_ROLES, USER_ROLE))
                .and(ASSISTANT_ROLE, roles(ASSISTANT_ROLES, ASSISTANT_ROLE)));
        if (!given(TASK)) {
            int count = Math.toIntExact(settings.get(TASKS));
            steps.add(new ListStep(named("tasks"), common.writer(TASKS_PROMPT, LIST_TOKENS), TASK, count));
            steps.add(new Sifting(named("whole-tasks")));
        }
        if (settings.get(SPECIFY)) {
            int words = Math.toIntExact(settings.get(WORD_LIMIT));
            steps.add(TextStep.ofColumns(
                    named("specify"),
                    common.writer(SPECIFY_PROMPT, 0),
                    Data.of("words", words),
                    text -> withinWords(text, words),
                    SPECIFIED));
        }
        steps.add(new DialogueStep(named("dialogue"), setting(), false));
        return Beginning.of(building, steps);
    }

    private String named(String part) {
        return building.name() + "/" + part;
    }

    private boolean given(String column) {
        return !building.begins()
                && building.columns().complete()
                && building.columns().mayHave(column);
    }

    private Once<List<String>> roles(Parameter<Path> file, String column) {
        Optional<Path> path = settings.find(file);
        path.ifPresent(building::input);
        if (path.isEmpty() && (building.begins() || !building.columns().mayHave(column))) {
            building.problem(
                    DialogueSettings.MODEL,
                    "has no roles to play: give a file with one a line as `" + file.name()
                            + "`, or rows with the column `" + column + "`");
        }
        return new Once<>(() -> Lines.of(path.orElseThrow(() -> Lines.none(column, file.name()))));
    }

    private static Reading<String> withinWords(String text, int most) {
        int words = text.split("\\s+").length;
        return words <= most
                ? Reading.found(text)
                : Reading.unusable("too-many-words", "the task has " + words + " words, and " + most + " pass", text);
    }

    private DialogueStep.Setting setting() {
        int most = Math.toIntExact(settings.get(MESSAGES) / 2);
        Rules rules = common.rules(1, most).endingAt(DONE).and(Camel::instructs);
        Question user = common.user(USER_PROMPT);
        Question assistant = common.assistant(ASSISTANT_PROMPT);
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        String reminder = building.prompt(REMINDER_PROMPT).render(Map.of());
        return sample -> {
            Data data = sample.data();
            String task = data.textIfPresent(SPECIFIED).orElseGet(() -> data.text(TASK));
            Map<String, String> values = Map.of(
                    USER_ROLE,
                    data.text(USER_ROLE),
                    ASSISTANT_ROLE,
                    data.text(ASSISTANT_ROLE),
                    TASK,
                    task,
                    "done",
                    DONE);
            String brief = user.prompt().render(values).strip();
            return new Dialogue(
                    Voice.of(data.text(USER_ROLE), Turn.Party.USER, user, brief)
                            .starting(kickoff)
                            .reminded(reminder),
                    Voice.of(
                            data.text(ASSISTANT_ROLE),
                            Turn.Party.ASSISTANT,
                            assistant,
                            DialogueSettings.brief(assistant, sample, values)),
                    rules,
                    Optional.empty());
        };
    }

    /// Ends a conversation in which the user has given no instruction for three rounds.
    private static Reading<Turn> instructs(List<Said> before, Turn turn) {
        if (turn.party() == Turn.Party.ASSISTANT || hasInstruction(turn)) {
            return Reading.found(turn);
        }
        List<Turn> earlier = before.stream()
                .map(Said::turn)
                .filter(each -> each.party() == Turn.Party.USER)
                .toList()
                .reversed();
        long without =
                1 + earlier.stream().takeWhile(each -> !hasInstruction(each)).count();
        return without < ROUNDS_WITHOUT_INSTRUCTION
                ? Reading.found(turn)
                : Reading.unusable(
                        "no-instruction", "the user has given no instruction for " + without + " rounds", turn.text());
    }

    private static boolean hasInstruction(Turn turn) {
        return turn.text().toLowerCase(Locale.ROOT).contains("instruction:");
    }
}
