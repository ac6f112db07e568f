package dev.seedbed.recipes.magpie;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tags that Magpie gives to instructions, of whatever origin: difficulty with intent and knowledge, quality,
/// and kind of task; and, if wanted, its filter by them.
///
/// ```yaml
/// steps:
///   - load: instructions.jsonl
///   - magpie-tags: { model: writer, filter: true }
/// ```
public final class MagpieTags {
    static final String INPUT_QUALITY = "input_quality";
    private static final List<String> ALL = List.of("difficulty", "quality", "classification");
    private static final List<String> DIFFICULTIES = List.of("very easy", "easy", "medium", "hard", "very hard");
    private static final List<String> QUALITIES = List.of("very poor", "poor", "average", "good", "excellent");
    private static final List<String> CATEGORIES = List.of(
            "Information seeking",
            "Reasoning",
            "Planning",
            "Editing",
            "Coding & Debugging",
            "Math",
            "Role playing",
            "Data analysis",
            "Creative writing",
            "Advice seeking",
            "Brainstorming",
            "Others");

    static final Parameter<String> MODEL =
            Parameter.model("model", "Gives the tags.").required();
    static final Parameter<List<String>> TAGS = Parameter.listOf(
                    "tags", new Kind.Choice(ALL), "What to ask for, one question each.")
            .defaultsTo(ALL);
    static final Parameter<Boolean> FILTER = Parameter.flag(
                    "filter",
                    "Whether to reject rows whose quality is not among `qualities`, or whose instruction ends with a colon.")
            .defaultsTo(false);
    static final Parameter<List<String>> KEPT = Parameter.listOf(
                    "qualities", new Kind.Choice(QUALITIES), "The qualities that pass the filter.")
            .defaultsTo(List.of("good", "excellent"));
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.0, 1024, "replies");

    static final Prompt DIFFICULTY = BundledPrompt.of("magpie-tags.difficulty", 1, "instruction");
    static final Prompt QUALITY = BundledPrompt.of("magpie-tags.quality", 1, "instruction");
    static final Prompt CLASSIFICATION = BundledPrompt.of("magpie-tags.classification", 1, "instruction");
    private static final JsonPrompts JSON = JsonPrompts.of("magpie-tags");

    /// What a pipeline names as `magpie-tags`.
    public static final StepType TYPE = StepType.named(
                    "magpie-tags",
                    StepKind.RECIPE,
                    "Tags instructions by difficulty, quality and kind of task, as Magpie does, and filters by them.")
            .taking(
                    MODEL,
                    TAGS,
                    FILTER,
                    KEPT,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    JsonReplies.STRUCTURE,
                    JsonReplies.REPAIRS)
            .shorthand(MODEL)
            .prompts(DIFFICULTY, QUALITY, CLASSIFICATION, JSON.schema(), JSON.repair())
            .citing("Xu et al. 2024, *Magpie: Alignment Data Synthesis from Scratch by Prompting Aligned LLMs with"
                    + " Nothing*, arXiv:2406.08464, section 3")
            .details("""
                    Reads `instruction` and writes, by the tags asked for: `intent`, `knowledge`, `difficulty`;
                    `quality_explanation`, `input_quality`; `task_category`, `other_task_category` (a list).

                    Rejects with `invalid-json`, `schema-mismatch` (a label that there is not, too), `truncated`,
                    `empty-reply` and `filtered`; with `filter` also with `low-quality` and `ends-with-colon`.
                    """)
            .example("""
                    - load: instructions.jsonl
                    - magpie-tags: { model: writer, filter: true }
                    """)
            .builtOfMany(MagpieTags::steps);

    private MagpieTags() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        List<String> tags = settings.get(TAGS);
        boolean filters = settings.get(FILTER);
        if (tags.isEmpty()) {
            building.problem(TAGS, "is empty, so there is nothing to ask: name one of " + ALL);
        }
        if (filters && !tags.contains("quality")) {
            building.problem(FILTER, "is true, but needs `quality` among `tags`");
        }
        List<Step> steps = new ArrayList<>();
        if (tags.contains("difficulty")) {
            List<String> columns = List.of("intent", "knowledge", "difficulty");
            Shape shape = new Shape().text("intent").text("knowledge").oneOf("difficulty", DIFFICULTIES);
            steps.add(step(building, "difficulty", DIFFICULTY, shape, columns, columns));
        }
        if (tags.contains("quality")) {
            Shape shape = new Shape().text("explanation").oneOf(INPUT_QUALITY, QUALITIES);
            steps.add(step(
                    building,
                    "quality",
                    QUALITY,
                    shape,
                    List.of("explanation", INPUT_QUALITY),
                    List.of("quality_explanation", INPUT_QUALITY)));
        }
        if (tags.contains("classification")) {
            Shape shape = new Shape().oneOf("primary_tag", CATEGORIES).someOf("other_tags", CATEGORIES);
            steps.add(step(
                    building,
                    "classification",
                    CLASSIFICATION,
                    shape,
                    List.of("primary_tag", "other_tags"),
                    List.of("task_category", "other_task_category")));
        }
        if (filters) {
            steps.add(new TagGate(building.name() + "/filter", settings.get(KEPT)));
        }
        return steps;
    }

    private static Step step(
            Building building, String tag, Prompt prompt, Shape shape, List<String> fields, List<String> columns) {
        Map<String, Object> schema = shape.schema();
        return new TagStep(
                building.name() + "/" + tag,
                Question.of(building, MODEL, prompt, SAMPLING.of(building.settings())),
                building.jsonReplies(JsonWanted.of(MODEL, schema, JSON)),
                fields,
                columns);
    }
}
