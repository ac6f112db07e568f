package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.Beginning;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Sifting;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Alpaca (Taori et al. 2023): Self-Instruct made cheap. One request shows three tasks of people and has the
/// model write the rest of a list of twenty, each with its input and output.
///
/// ```yaml
/// steps:
///   - alpaca: { model: writer, seeds: seed_tasks.jsonl }
/// ```
///
/// The model's own tasks are never shown, so that requests do not wait for each other. There was no paper: the
/// rules are those of tatsu-lab/stanford_alpaca, `generate_instruction.py` (read in November 2026).
public final class Alpaca {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes the tasks.").required();
    static final Parameter<Path> SEEDS = Parameter.inputPath(
                    "seeds",
                    "The tasks written by people: JSON Lines with `instruction` and `instances`, of which the first is"
                            + " shown, or with `input` and `output` beside the instruction.")
            .required();
    static final Parameter<Long> DEMONSTRATIONS = Parameter.wholeNumber(
                    "demonstrations", 1, 100, "How many tasks of people a request shows.")
            .defaultsTo(3);
    static final Parameter<Long> LISTED = Parameter.wholeNumber(
                    "listed",
                    2,
                    200,
                    "How many tasks the model is told that the list has. The reply ends at the number of the last, which"
                            + " is so never written, as in the released code.")
            .defaultsTo(20);
    static final SamplingParameters SAMPLING =
            SamplingParameters.of("", 1.0, 3072, "replies with tasks").withTopP(1.0);
    static final Parameter<List<String>> BLOCKED_WORDS = HeuristicsGate.BLOCKED_WORDS.defaultsTo(
            Stream.concat(HeuristicsGate.SENSES.stream(), Stream.of("video", "audio", "music", "flowchart", "diagram"))
                    .toList());

    static final Prompt TASKS = BundledPrompt.of("alpaca.tasks", 1, "demonstrations", "next", "listed");
    static final Prompt CONTINUATION = BundledPrompt.of("alpaca.continuation", 1, "text");

    /// What a pipeline names as `alpaca`.
    public static final StepType TYPE = StepType.named(
                    "alpaca",
                    StepKind.RECIPE,
                    "Has a model write whole tasks, twenty to a list, after a few tasks written by people.")
            .taking(
                    MODEL,
                    SEEDS,
                    Asking.MODE,
                    Question.SYSTEM,
                    DEMONSTRATIONS,
                    LISTED,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    Question.RETRIES,
                    HeuristicsGate.FEWEST_WORDS,
                    HeuristicsGate.MOST_WORDS,
                    BLOCKED_WORDS,
                    TaskPool.MAXIMUM_SIMILARITY,
                    TaskPool.NEIGHBOURS)
            .prompts(TASKS, CONTINUATION)
            .citing("Taori et al. 2023, *Stanford Alpaca: An Instruction-following LLaMA Model*,"
                    + " github.com/tatsu-lab/stanford_alpaca")
            .writing("instruction", "input", "answer")
            .details("""
                    Every task of a reply becomes a row with the columns `instruction`, `input` (empty where the task needs
                    none), `answer` (which the released code calls output), and, with `neighbours`, `most_similar` and
                    `avg_similarity_score`.

                    Rejects replies with `filtered` (the endpoint withheld the text); parts of them with `truncated` (the
                    last of a cut reply; the others are kept), `malformed-task` and `empty-output`; instructions with
                    `length`, `blocked-word`, `write-a-program`, `starts-with-punctuation`, `starts-with-non-ascii` and
                    `too-similar`. It never ends by itself: a `target`, a `take` or a budget does.
                    """)
            .example("- alpaca: { model: writer, seeds: seed_tasks.jsonl }")
            .builtOfMany(Alpaca::steps);

    private Alpaca() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Path seeds = settings.get(SEEDS);
        building.input(seeds);
        int demonstrations = Math.toIntExact(settings.get(DEMONSTRATIONS));
        int listed = Math.toIntExact(settings.get(LISTED));
        if (listed <= demonstrations + 1) {
            building.problem(
                    LISTED,
                    "is " + listed + ", but " + demonstrations + " tasks are shown (`demonstrations`) and the last of"
                            + " the list is never written, so it must be " + (demonstrations + 2) + " or more");
        }
        TaskPool pool = new TaskPool(
                building.name() + "/novelty",
                () -> SeedTasks.read(seeds, false, demonstrations),
                settings.get(TaskPool.MAXIMUM_SIMILARITY),
                Math.toIntExact(settings.get(TaskPool.NEIGHBOURS)));
        Sampling sampling = SAMPLING.of(settings).withStop(List.of("\n" + listed, listed + "."));
        TasksStep tasks = new TasksStep(
                building.name() + "/tasks",
                Asking.of(building, MODEL, CONTINUATION),
                building.prompt(TASKS),
                sampling,
                pool,
                demonstrations,
                listed,
                Math.toIntExact(settings.get(Question.RETRIES)));
        return Beginning.of(
                building,
                List.of(
                        tasks,
                        new Sifting(building.name() + "/form"),
                        HeuristicsGate.of(building, BLOCKED_WORDS),
                        pool));
    }
}
