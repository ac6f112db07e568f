package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JsonQuestion;
import dev.seedbed.recipes.internal.NeededStep;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Rows;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Shape;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tree of topics, as Kiln and Pluto grow it: each topic is divided into subtopics, and so on; the leaves are what
/// data is made about.
///
/// ```yaml
/// steps:
///   - topic-tree: { model: writer, topics: [ gardening ], depth: 2, subtopics: 6, instructions: 8 }
/// ```
///
/// **Determinism**: which leaves are drawn follows from the sample and the step. The tree of one sample grows level
/// by level, all topics of a level at once.
public final class TopicTree {
    private static final long MOST_LEAVES = 100_000;

    static final Parameter<String> MODEL =
            Parameter.model("model", "Divides topics, and writes instructions.").required();
    static final Parameter<List<String>> TOPICS = Parameter.listOf(
            "topics",
            new Kind.Text(),
            "The topics to begin with. Behind other steps it is left out: each sample has the column `topic`.");
    static final Parameter<Long> DEPTH = Parameter.wholeNumber(
                    "depth", 1, 10, "How many levels lie below a first topic.")
            .defaultsTo(2);
    static final Parameter<Long> SUBTOPICS = Parameter.wholeNumber(
                    "subtopics", 1, 100, "How many subtopics a topic is asked for, and has at most.")
            .defaultsTo(6);
    static final Parameter<Long> LEAVES = Parameter.wholeNumber(
            "leaves", 1, MOST_LEAVES, "How many leaves of each first topic are drawn. Left out, all are taken.");
    static final Parameter<String> LEAF_WEIGHTS = Parameter.choice(
                    "leaf-weights",
                    List.of("equal", "by-branch"),
                    "Whether all leaves are equally likely to be drawn, or all branches at every fork, so that a topic"
                            + " with few leaves is not passed over.")
            .defaultsTo("equal");
    static final Parameter<Long> INSTRUCTIONS = Parameter.wholeNumber(
                    "instructions",
                    0,
                    1_000,
                    "How many instructions are written about a leaf. With 0 the leaves are the rows, for any other"
                            + " step.")
            .defaultsTo(0);
    static final Parameter<String> GUIDANCE = Parameter.text(
                    "guidance", "What the data is for, and what to keep to; shown with every question.")
            .defaultsTo("");
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 1.0, 2048, "topics and instructions");

    static final Prompt SUBTOPICS_PROMPT = BundledPrompt.of("topic-tree.subtopics", 1, "path", "count", "guidance");
    static final Prompt INSTRUCTIONS_PROMPT =
            BundledPrompt.of("topic-tree.instructions", 1, "path", "count", "guidance");
    static final JsonPrompts JSON = JsonPrompts.of("topic-tree");

    /// What a pipeline names as `topic-tree`.
    public static final StepType TYPE = StepType.named(
                    "topic-tree",
                    StepKind.RECIPE,
                    "Divides topics into subtopics, level by level, and writes instructions about the leaves.")
            .taking(
                    MODEL,
                    TOPICS,
                    DEPTH,
                    SUBTOPICS,
                    LEAVES,
                    LEAF_WEIGHTS,
                    INSTRUCTIONS,
                    GUIDANCE,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    JsonReplies.STRUCTURE,
                    JsonReplies.REPAIRS,
                    Question.SYSTEM)
            .shorthand(MODEL)
            .prompts(SUBTOPICS_PROMPT, INSTRUCTIONS_PROMPT, JSON.schema(), JSON.repair())
            .citing(
                    "Kiln AI, *Kiln*, data generation by topic trees (github.com/Kiln-AI/Kiln at 66cbe9de), after Pluto")
            .writing(TopicTreeStep.TOPIC, TopicTreeStep.PATH, TopicTreeStep.DEPTH)
            .details("""
                    A row for each leaf: `topic` (the leaf), `topic_path` (the names from the first topic down) and
                    `topic_depth` (how many levels lie above it). With `instructions`, a row for each instruction, in the
                    column of that name.

                    A subtopic that has a sibling of the same name, but for case and white space, is rejected with
                    `duplicate-subtopic`, one beyond the limit with `too-many-subtopics`; so are instructions
                    (`duplicate-instruction`, `too-many-instructions`). A topic whose reply cannot be used ends there with
                    `invalid-json`, `schema-mismatch`, `truncated`, `empty-reply` or `filtered`, and a row that comes in without a
                    topic with `no-topic`. Leaves that are not drawn
                    are not rows, and are in no count.
                    """)
            .example("- topic-tree: { model: writer, topics: [ gardening ], depth: 2, subtopics: 6 }")
            .builtOfMany(TopicTree::steps);

    private TopicTree() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        int depth = Math.toIntExact(settings.get(DEPTH));
        int subtopics = Math.toIntExact(settings.get(SUBTOPICS));
        if (Math.pow(subtopics, depth) > MOST_LEAVES) {
            building.problem(
                    DEPTH,
                    "is " + depth + " with `subtopics: " + subtopics + "`, which may give more than " + MOST_LEAVES
                            + " leaves of one topic: lower one of the two");
        }
        List<Step> steps = new ArrayList<>(beginning(building));
        steps.add(new TopicTreeStep(
                building.name() + "/topics",
                JsonQuestion.of(
                        building,
                        MODEL,
                        SUBTOPICS_PROMPT,
                        SAMPLING.of(settings),
                        new Shape().texts("subtopics", 1),
                        JSON),
                depth,
                subtopics,
                settings.get(GUIDANCE),
                settings.find(LEAVES).map(Math::toIntExact).orElse(Integer.MAX_VALUE),
                settings.get(LEAF_WEIGHTS).equals("by-branch")));
        steps.add(new Sifting(building.name() + "/new-topics"));
        if (settings.get(INSTRUCTIONS) > 0) {
            steps.addAll(instructions(building));
        }
        return steps;
    }

    private static List<Step> beginning(Building building) {
        List<String> topics = building.settings().find(TOPICS).orElse(List.of());
        if (building.begins()) {
            if (topics.isEmpty()) {
                building.problem(
                        MODEL,
                        "is fine, but there are no `topics` to begin with: name at least one, or put a step"
                                + " before this one whose samples have the column `topic`");
            }
            return List.of(new Rows(
                    building.name() + "/roots",
                    () -> topics.stream()
                            .map(topic -> Data.of(TopicTreeStep.TOPIC, topic.strip()))
                            .toList(),
                    List.of(TopicTreeStep.TOPIC)));
        }
        if (!topics.isEmpty()) {
            building.problem(TOPICS, "are given, but here each sample that comes in is a topic: remove them");
        }
        if (!building.columns().mayHave(TopicTreeStep.TOPIC)) {
            building.problem(
                    MODEL,
                    "is fine, but the samples that come in have no column `topic`: rename one, or put"
                            + " topic-tree first");
        }
        return List.of(new NeededStep(building.name() + "/given", TopicTreeStep.TOPIC, "no-topic"));
    }

    private static List<Step> instructions(Building building) {
        Settings settings = building.settings();
        int count = Math.toIntExact(settings.get(INSTRUCTIONS));
        String guidance = settings.get(GUIDANCE);
        return List.of(
                new NodesStep(
                        building.name() + "/instructions",
                        JsonQuestion.of(
                                building,
                                MODEL,
                                INSTRUCTIONS_PROMPT,
                                SAMPLING.of(settings),
                                new Shape().texts("generated_samples", 1),
                                JSON),
                        data -> Map.of(
                                "path",
                                data.value(TopicTreeStep.PATH) instanceof List<?> path ? path : List.of(),
                                "count",
                                (long) count,
                                "guidance",
                                guidance),
                        1,
                        count,
                        new NodesStep.Nodes(
                                "instruction",
                                "generated_samples",
                                List.of("instruction"),
                                item -> Data.of(
                                        "instruction", String.valueOf(item).strip()))),
                new Sifting(building.name() + "/new-instructions"));
    }
}
