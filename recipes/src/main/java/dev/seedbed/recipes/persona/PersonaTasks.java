package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JsonLines;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Data from personas (Ge et al. 2024, arXiv:2406.20094, section 2.3; tencent-ailab/persona-hub at 72bf19b8): a
/// problem, a prompt, an article, a character or a tool that belongs to one persona.
///
/// ```yaml
/// steps:
///   - load: personas.jsonl
///   - persona-tasks: { model: writer, task: math }
/// ```
public final class PersonaTasks {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes what the task asks for.").required();
    static final Parameter<String> TASK = Parameter.choice(
                    "task",
                    Task.NAMES,
                    "What is written: a problem of mathematics or logic, a prompt that the persona would give an"
                            + " assistant, an article by the persona, a character of a game, or a tool that the persona"
                            + " would have a model call.")
            .required();
    static final Parameter<String> COLUMN =
            Parameter.column("column", "The personas.").defaultsTo(Persona.COLUMN);
    static final Parameter<String> MODE = Parameter.choice(
                    "mode",
                    Arrays.stream(TaskStep.Mode.values())
                            .map(TaskStep.Mode::word)
                            .toList(),
                    "Whether the model is shown no examples, examples, or examples with a persona each.")
            .defaultsTo("zero-shot");
    static final Parameter<Path> DEMONSTRATIONS = Parameter.inputPath(
            "demonstrations",
            "The examples: JSON Lines with `text`, and `persona` for `persona-few-shot`. They must be of the task.");
    static final Parameter<Long> SHOTS = Parameter.wholeNumber(
                    "shots", 1, 50, "How many of them each question shows, drawn anew.")
            .defaultsTo(3);
    static final Parameter<String> WORLD =
            Parameter.text("world", "The game's world that a character must fit into; `npc` needs it.");
    static final Parameter<String> PREFIX = Parameter.choice(
                    "prefix",
                    List.of("strip", "keep"),
                    "Whether a reply must begin with the words that it is asked to begin with, such as `Math"
                            + " problem:`, which are then taken off; or is kept as it is.")
            .defaultsTo("strip");
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.7, 1024, "replies");
    static final Prompt EXAMPLES = BundledPrompt.of("persona-tasks.examples", 1, "demonstrations");

    /// What a pipeline names as `persona-tasks`.
    public static final StepType TYPE = StepType.named(
                    "persona-tasks",
                    StepKind.RECIPE,
                    "Has problems, prompts, articles, characters or tools written that belong to a persona.")
            .taking(
                    MODEL,
                    TASK,
                    COLUMN,
                    MODE,
                    DEMONSTRATIONS,
                    SHOTS,
                    WORLD,
                    PREFIX,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .presets(
                    new Preset(
                            "paper",
                            "What does not begin as asked is asked for again; the words are taken off.",
                            Map.of(PREFIX.name(), "strip")),
                    new Preset(
                            "released-code",
                            "Every reply is kept as it came, under the system message of the code.",
                            Map.of(PREFIX.name(), "keep", Question.SYSTEM.name(), "You are a helpful assistant.")))
            .prompts(prompts())
            .citing(Personas.SOURCE)
            .writing(TaskStep.COLUMNS.toArray(String[]::new))
            .details("""
                    Writes `synthesized_text`, `persona_task`, `persona_mode` and `persona_sha256` (of the persona in
                    UTF-8); for `math`, `logic` and `instruction` also `instruction`, the same text under the name that
                    other steps and outputs read. Answers are the affair of a `generate` behind it.

                    Rejects with `no-persona`, `missing-prefix`, `empty-text`, `holds-solution` (a problem that comes
                    with its answer), `truncated`, `empty-reply` and `filtered`.
                    """)
            .example("- load: rows.jsonl\n- persona-tasks: { model: writer, task: math }")
            .builtOfMany(PersonaTasks::steps);

    private PersonaTasks() {}

    private static Prompt[] prompts() {
        List<Prompt> prompts =
                new ArrayList<>(Arrays.stream(Task.values()).map(Task::prompt).toList());
        prompts.add(EXAMPLES);
        return prompts.toArray(Prompt[]::new);
    }

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Task task = Task.named(settings.get(TASK));
        TaskStep.Mode mode = TaskStep.Mode.named(settings.get(MODE));
        check(building, task, mode);
        return List.of(new TaskStep(
                building.name(),
                settings.get(COLUMN),
                task,
                mode,
                Question.of(building, MODEL, task.prompt(), SAMPLING.of(settings)),
                building.prompt(EXAMPLES),
                demonstrations(building, mode),
                Math.toIntExact(settings.get(SHOTS)),
                settings.find(WORLD).orElse(""),
                settings.get(PREFIX).equals("strip")));
    }

    private static void check(Building building, Task task, TaskStep.Mode mode) {
        Settings settings = building.settings();
        boolean demonstrates = settings.find(DEMONSTRATIONS).isPresent();
        if (mode != TaskStep.Mode.ZERO_SHOT && !demonstrates) {
            building.problem(
                    MODE,
                    "is '" + mode.word() + "', but there are no `demonstrations` to show: name a file of them, or"
                            + " use `zero-shot`");
        }
        if (mode == TaskStep.Mode.ZERO_SHOT && demonstrates) {
            building.problem(
                    DEMONSTRATIONS, "is given, but with `mode: zero-shot` none is shown: use `few-shot` or remove it");
        }
        if (task == Task.NPC && settings.find(WORLD).isEmpty()) {
            building.problem(TASK, "is 'npc', but no `world` says which game the character belongs to: describe it");
        }
    }

    private static Once<List<Data>> demonstrations(Building building, TaskStep.Mode mode) {
        Optional<Path> file = building.settings().find(DEMONSTRATIONS);
        file.ifPresent(building::input);
        boolean withPersona = mode == TaskStep.Mode.PERSONA_FEW_SHOT;
        return new Once<>(() -> file.map(path -> new JsonLines(
                                path,
                                "demonstrations",
                                withPersona ? List.of("text", Persona.COLUMN) : List.of("text"),
                                "{\"persona\": \"A baker who ...\", \"text\": \"How many loaves ...\"}")
                        .rows())
                .orElse(List.of()));
    }
}
