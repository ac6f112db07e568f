package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Self-Instruct (Wang et al. 2022, arXiv:2212.10560): from a few tasks written by people, a model writes new
/// ones, and instances of them; what is new enough is shown to it in turn.
///
/// ```yaml
/// steps:
///   - self-instruct: { model: writer, seeds: seed_tasks.jsonl }
/// ```
///
/// **Determinism**: candidate i is shown tasks of candidates up to i - `window` only, so that the rows do not
/// depend on the number of calls at once.
public final class SelfInstruct {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes tasks and instances.").required();
    static final Parameter<Path> SEEDS = Parameter.inputPath(
                    "seeds",
                    "The tasks written by people: JSON Lines with `instruction`, and `is_classification` if `tasks` is"
                            + " `classification`.")
            .required();
    static final Parameter<String> TASKS = Parameter.choice(
                    "tasks", List.of("any", "classification"), "Which seeds to show, and which tasks to ask for.")
            .defaultsTo("any");
    static final Parameter<Long> WINDOW = Parameter.wholeNumber(
                    "window",
                    1,
                    100_000,
                    "How many requests may be open at once: each is shown the pool as it stood so many requests"
                            + " before it.")
            .defaultsTo(8);
    static final Parameter<Long> DEMONSTRATIONS = Parameter.wholeNumber(
                    "demonstrations", 1, 100, "How many tasks a request shows.")
            .defaultsTo(8);
    static final Parameter<Long> MACHINE_DEMONSTRATIONS = Parameter.wholeNumber(
                    "machine-demonstrations", 0, 100, "How many of them, at most, the model wrote.")
            .defaultsTo(2);
    static final Parameter<Long> NEW_TASKS = Parameter.wholeNumber(
                    "new-tasks", 1, 100, "How many tasks a reply may hold: it ends at the number behind the last.")
            .defaultsTo(7);
    static final Parameter<String> CAPITALS = Parameter.choice(
                    "capitals",
                    Words.Capitals.NAMES,
                    "What becomes of the letters of an instruction. `first-and-no-others` makes small letters of names"
                            + " and acronyms too.")
            .defaultsTo("first");

    static final Parameter<Double> INSTRUCTION_TEMPERATURE = Parameter.decimal(
                    "instruction-temperature", 0, 5, "How freely tasks are drawn.")
            .defaultsTo(0.7);
    static final Parameter<Double> INSTRUCTION_TOP_P = Parameter.decimal(
                    "instruction-top-p", 0, 1, "Draws tasks from the likeliest words with this much probability.")
            .defaultsTo(0.5);
    static final Parameter<Double> INSTRUCTION_PRESENCE_PENALTY = Parameter.decimal(
                    "instruction-presence-penalty", -2, 2, "How much words that were already used are avoided.")
            .defaultsTo(2.0);
    static final Parameter<Long> INSTRUCTION_MAX_TOKENS = Parameter.wholeNumber(
                    "instruction-max-tokens",
                    1,
                    1_000_000,
                    "The most tokens of a reply with tasks. One that reaches it is discarded.")
            .defaultsTo(1024);

    static final Parameter<List<String>> BLOCKED_WORDS = HeuristicsGate.BLOCKED_WORDS.defaultsTo(HeuristicsGate.SENSES);
    static final Parameter<String> AT_MAXIMUM = Parameter.choice(
                    "at-maximum", List.of("drop", "keep"), "What to do about one at exactly that similarity.")
            .defaultsTo("drop");
    static final Parameter<Long> CLASSIFICATION_MAX_TOKENS = Parameter.wholeNumber(
                    "classification-max-tokens", 1, 1_000_000, "The most tokens of the answer yes or no.")
            .defaultsTo(3);
    static final Parameter<String> UNCLEAR_CLASSIFICATION = Parameter.choice(
                    "unclear-classification",
                    List.of("drop", "no"),
                    "What to do about a task of which the model says neither yes nor no.")
            .defaultsTo("drop");

    static final Parameter<Long> INSTANCES = Parameter.wholeNumber(
                    "instances", 1, 1000, "How many instances of a task are asked for and kept at most.")
            .defaultsTo(5);
    static final Parameter<Double> INSTANCE_TEMPERATURE = Parameter.decimal(
                    "instance-temperature", 0, 5, "How freely instances are drawn.")
            .defaultsTo(0.0);
    static final Parameter<Double> INSTANCE_PRESENCE_PENALTY = Parameter.decimal(
                    "instance-presence-penalty", -2, 2, "How much words that were already used are avoided.")
            .defaultsTo(1.5);
    static final Parameter<Long> INSTANCE_MAX_TOKENS = Parameter.wholeNumber(
                    "instance-max-tokens", 1, 1_000_000, "The most tokens of a reply with instances.")
            .defaultsTo(350);
    static final Parameter<Long> CLASSIFICATION_INSTANCE_MAX_TOKENS = Parameter.wholeNumber(
                    "classification-instance-max-tokens",
                    1,
                    1_000_000,
                    "The most tokens of a reply with instances of a classification task.")
            .defaultsTo(300);

    static final Prompt ANY_PROMPT = BundledPrompt.of("self-instruct.instructions", 1, "demonstrations", "next");
    static final Prompt CLASSIFICATION_PROMPT =
            BundledPrompt.of("self-instruct.classification-instructions", 1, "demonstrations", "next");
    static final Prompt CLASSIFY_PROMPT = BundledPrompt.of("self-instruct.classify", 1, Tasks.INSTRUCTION);
    static final Prompt INPUT_FIRST_PROMPT = BundledPrompt.of("self-instruct.input-first", 1, Tasks.INSTRUCTION);
    static final Prompt OUTPUT_FIRST_PROMPT = BundledPrompt.of("self-instruct.output-first", 1, Tasks.INSTRUCTION);
    static final Prompt CONTINUATION_PROMPT = BundledPrompt.of("self-instruct.continuation", 1, "text");

    /// What a pipeline names as `self-instruct`.
    public static final StepType TYPE = StepType.named(
                    "self-instruct",
                    StepKind.RECIPE,
                    "Grows a pool of tasks from a few written by people, and has instances of each new task written.")
            .taking(
                    MODEL,
                    SEEDS,
                    Asking.MODE,
                    TASKS,
                    WINDOW,
                    DEMONSTRATIONS,
                    MACHINE_DEMONSTRATIONS,
                    NEW_TASKS,
                    CAPITALS,
                    INSTRUCTION_TEMPERATURE,
                    INSTRUCTION_TOP_P,
                    INSTRUCTION_PRESENCE_PENALTY,
                    INSTRUCTION_MAX_TOKENS,
                    HeuristicsGate.FEWEST_WORDS,
                    HeuristicsGate.MOST_WORDS,
                    BLOCKED_WORDS,
                    TaskPool.MAXIMUM_SIMILARITY,
                    AT_MAXIMUM,
                    TaskPool.NEIGHBOURS,
                    CLASSIFICATION_MAX_TOKENS,
                    UNCLEAR_CLASSIFICATION,
                    INSTANCES,
                    INSTANCE_TEMPERATURE,
                    INSTANCE_PRESENCE_PENALTY,
                    INSTANCE_MAX_TOKENS,
                    CLASSIFICATION_INSTANCE_MAX_TOKENS)
            .presets(
                    new Preset(
                            "paper",
                            "New means less than the maximum similarity; letters stay as the model wrote them, but for"
                                    + " the first; nothing is taken for a no that is none.",
                            treatments("drop", "first", "drop")),
                    new Preset(
                            "released-code",
                            "New includes exactly the maximum similarity; all letters but the first become small;"
                                    + " whatever is not a yes is a no.",
                            treatments("keep", "first-and-no-others", "no")))
            .prompts(
                    ANY_PROMPT,
                    CLASSIFICATION_PROMPT,
                    CLASSIFY_PROMPT,
                    INPUT_FIRST_PROMPT,
                    OUTPUT_FIRST_PROMPT,
                    CONTINUATION_PROMPT)
            .citing("Wang et al. 2022, "
                    + "*Self-Instruct: Aligning Language Models with Self-Generated Instructions*, arXiv:2212.10560")
            .writing("instruction", "input", "answer", "is_classification")
            .details("""
                    Writes a row for each instance, with the columns `instruction`, `input` (empty where the task needs
                    none), `answer` (the paper's output), `is_classification`, `most_similar` and
                    `avg_similarity_score`.

                    Rejects replies with `truncated`, `no-instructions`, `no-instances` and `filtered` (the endpoint
                    withheld the text); instructions with `length`, `blocked-word`, `write-a-program`,
                    `starts-with-punctuation`, `starts-with-non-ascii`, `too-similar` and `unclear-classification`;
                    instances with `truncated`, `input-equals-output`, `empty-output`, `ends-with-colon`,
                    `conflicting-outputs`, `duplicate-instance` and `too-many-instances`. It never ends by itself: a
                    `target`, a `take` or a budget does.
                    """)
            .example("- self-instruct: { model: writer, seeds: seed_tasks.jsonl, instances: 1 }")
            .builtOfMany(building -> new SelfInstructBuilder(building).steps());

    private SelfInstruct() {}

    private static Map<String, Object> treatments(String atMaximum, String capitals, String unclear) {
        return Map.of(AT_MAXIMUM.name(), atMaximum, CAPITALS.name(), capitals, UNCLEAR_CLASSIFICATION.name(), unclear);
    }
}
