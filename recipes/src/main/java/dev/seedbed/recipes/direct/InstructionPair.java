package dev.seedbed.recipes.direct;

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
import dev.seedbed.recipes.internal.Beginning;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Shape;
import java.util.List;
import java.util.Map;

/// An instruction and its response in one reply, for each domain at each difficulty: the simplest recipe of all.
///
/// ```yaml
/// steps:
///   - instruction-pair: { model: writer, domains: [ algebra, gardening ] }
/// ```
public final class InstructionPair {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes instructions and responses.").required();
    static final Parameter<List<String>> DOMAINS = Parameter.listOf(
                    "domains", new Kind.Text(), "What the instructions are about, such as `data analysis`.")
            .required();
    static final Parameter<List<String>> DIFFICULTIES = Parameter.listOf(
                    "difficulties", new Kind.Text(), "How hard they are.")
            .defaultsTo(List.of("beginner", "intermediate", "advanced"));
    static final Parameter<String> ORDER = Parameter.choice(
                    "order",
                    List.of("in-turn", "drawn"),
                    "Whether rows take the pairs of domain and difficulty in turn, so that all come equally often, or by"
                            + " the draw.")
            .defaultsTo("in-turn");
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.9, 1024, "replies");

    static final Prompt PAIR = BundledPrompt.of("instruction-pair.pair", 1, "domain", "difficulty");
    private static final JsonPrompts JSON = JsonPrompts.of("instruction-pair");

    private static final Map<String, Object> SCHEMA = new Shape()
            .text(InstructionPairStep.INSTRUCTION)
            .text(InstructionPairStep.RESPONSE)
            .schema();

    /// What a pipeline names as `instruction-pair`.
    public static final StepType TYPE = StepType.named(
                    "instruction-pair",
                    StepKind.RECIPE,
                    "Has a model write an instruction with its response, for each of some domains at each difficulty.")
            .taking(
                    MODEL,
                    DOMAINS,
                    DIFFICULTIES,
                    ORDER,
                    Question.SYSTEM,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    JsonReplies.STRUCTURE,
                    JsonReplies.REPAIRS)
            .prompts(PAIR, JSON.schema(), JSON.repair())
            .citing("no paper: the instruction-response pair of introductions to synthetic data, one meta-prompt with"
                    + " domain and difficulty")
            .writing("domain", "difficulty", "instruction", "answer")
            .details("""
                    Writes `domain`, `difficulty`, `instruction` and `answer`.

                    Rejects with `invalid-json`, `schema-mismatch`, `truncated`, `empty-reply` and `filtered`. First in a
                    pipeline it never ends by itself: a `target`, a `take` or a budget does. Nothing is compared with earlier
                    rows: add `exact-duplicates` or `novelty` behind it.
                    """)
            .example("- instruction-pair: { model: writer, domains: [ algebra, gardening ] }")
            .builtOfMany(InstructionPair::steps);

    private InstructionPair() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        for (Parameter<List<String>> list : List.of(DOMAINS, DIFFICULTIES)) {
            if (settings.get(list).isEmpty()) {
                building.problem(list, "is empty, so there is nothing to write about: name one or more");
            }
        }
        boolean draws = settings.get(ORDER).equals("drawn");
        InstructionPairStep step = new InstructionPairStep(
                building.name() + "/pair",
                Question.of(building, MODEL, PAIR, SAMPLING.of(settings)),
                building.jsonReplies(JsonWanted.of(MODEL, SCHEMA, JSON)),
                settings.get(DOMAINS),
                settings.get(DIFFICULTIES),
                draws);
        return building.begins() || draws
                ? Beginning.of(building, List.of(step))
                : List.of(new TurnStep(building.name() + "/turns"), step);
    }
}
