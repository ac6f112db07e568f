package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
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
import dev.seedbed.recipes.internal.MeaningStep;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A handful of examples by people becomes many of the same kind: a model writes more that differ in named ways, and
/// those that come too near to a seed or to an earlier one are dropped.
///
/// ```yaml
/// steps:
///   - seed-expansion: { model: writer, seeds: seed_tasks.jsonl, what: messages to a shop }
/// ```
public final class SeedExpansion {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes the new examples.").required();
    static final Parameter<String> EMBEDDER = Parameter.embedder(
            "embedder", "Turns texts into vectors, so that meanings are compared. Left out, words are (ROUGE-L).");
    static final Parameter<Path> SEEDS = Parameter.inputPath(
                    "seeds", "The examples by people: JSON Lines with `instruction`.")
            .required();
    static final Parameter<String> WHAT =
            Parameter.text("what", "What the examples are, in the plural.").defaultsTo("instructions to an assistant");
    static final Parameter<Long> SHOWN = Parameter.wholeNumber(
                    "demonstrations", 1, 100, "How many of the seeds a request shows, chosen by the draw.")
            .defaultsTo(5);
    static final Parameter<Long> WANTED = Parameter.wholeNumber(
                    "wanted", 1, 200, "How many new ones a request asks for.")
            .defaultsTo(10);
    static final Parameter<List<String>> DIVERSITY = Parameter.listOf(
                    "diversity", new Kind.Text(), "In what the new ones must differ from each other.")
            .defaultsTo(List.of(
                    "intent",
                    "formality, from casual to formal",
                    "length",
                    "emotional tone",
                    "the particular things that are mentioned"));
    static final Parameter<Double> MAXIMUM = Parameter.decimal(
                    "maximum-similarity",
                    0,
                    1,
                    "The highest similarity that one may have with a seed or with one that passed before.")
            .defaultsTo(0.9);
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.9, 2048, "replies");

    static final Prompt EXAMPLES =
            BundledPrompt.of("seed-expansion.examples", 1, "examples", "what", "wanted", "diversity");
    private static final JsonPrompts JSON = JsonPrompts.of("seed-expansion");
    private static final Map<String, Object> SCHEMA =
            new Shape().texts(ExpansionStep.EXAMPLES, 1).schema();

    /// What a pipeline names as `seed-expansion`.
    public static final StepType TYPE = StepType.named(
                    "seed-expansion",
                    StepKind.RECIPE,
                    "Makes many examples of a few, different in named ways and not too near to each other or to the few.")
            .taking(
                    MODEL,
                    EMBEDDER,
                    SEEDS,
                    WHAT,
                    SHOWN,
                    WANTED,
                    DIVERSITY,
                    MAXIMUM,
                    Question.SYSTEM,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    JsonReplies.STRUCTURE,
                    JsonReplies.REPAIRS)
            .prompts(EXAMPLES, JSON.schema(), JSON.repair())
            .citing("no paper: the expansion of seed examples of introductions to synthetic data, with explicit demands"
                    + " on diversity and a bound of 0.9 on similarity")
            .writing("instruction")
            .details("""
                    Each example of a reply becomes a row with `instruction`.

                    Rejects replies with `invalid-json`, `schema-mismatch`, `truncated`, `empty-reply` and `filtered`, and
                    examples with `too-similar`. First in a pipeline it never ends by itself: a `target`, a `take` or a
                    budget does.
                    """)
            .example("- seed-expansion: { model: writer, seeds: seed_tasks.jsonl }")
            .builtOfMany(SeedExpansion::steps);

    private SeedExpansion() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Path seeds = settings.get(SEEDS);
        building.input(seeds);
        double maximum = settings.get(MAXIMUM);
        TaskPool pool =
                new TaskPool(building.name() + "/similarity", () -> SeedTasks.read(seeds, false, 1), maximum, 0);
        List<Step> steps = new ArrayList<>();
        steps.add(new ExpansionStep(
                building.name() + "/examples",
                Question.of(building, MODEL, EXAMPLES, SAMPLING.of(settings)),
                building.jsonReplies(JsonWanted.of(MODEL, SCHEMA, JSON)),
                pool,
                settings.get(WHAT),
                Math.toIntExact(settings.get(SHOWN)),
                Math.toIntExact(settings.get(WANTED)),
                settings.get(DIVERSITY)));
        Optional<Model> embedder = building.findModel(EMBEDDER);
        if (embedder.isEmpty()) {
            steps.add(pool);
            return Beginning.of(building, steps);
        }
        if (!embedder.get().capabilities().contains(Capability.EMBED)) {
            building.problem(
                    EMBEDDER,
                    "is '" + embedder.get().alias() + "', which makes no vectors"
                            + building.offering(Capability.EMBED));
        }
        steps.add(new MeaningStep(building.name() + "/meaning", embedder.get(), Tasks.INSTRUCTION, pool::instructions));
        steps.add(new MeaningPool(building.name() + "/similarity", maximum));
        return Beginning.of(building, steps);
    }
}
