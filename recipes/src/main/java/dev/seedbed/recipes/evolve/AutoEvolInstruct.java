package dev.seedbed.recipes.evolve;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Once;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Sifting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Auto Evol-Instruct (Zeng et al. 2024, arXiv:2406.00770): the method by which instructions evolve is itself
/// improved by models, until it fails no less on instructions set aside; then it evolves the rows.
///
/// ```yaml
/// steps:
///   - load: instructions.jsonl
///   - auto-evol-instruct: { model: writer, examples: seed_tasks.jsonl }
/// ```
///
/// **No barrier**: the search is made with the first row, on instructions from a file. The rows behind wait for it
/// in candidate order and then go on as they come. **Determinism**: the search depends on file, seed and the first
/// row's id; a resume finds each of its questions in the journal.
public final class AutoEvolInstruct {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Evolves the instructions.").required();
    static final Parameter<String> OPTIMISER =
            Parameter.model("optimiser", "Analyses what happened and improves the method; `model` if left out.");
    static final Parameter<Path> EXAMPLES = Parameter.inputPath(
                    "examples",
                    "Instructions for the search: JSON Lines with `instruction`. The first `set-aside` of them are those"
                            + " on which failures are counted.")
            .required();
    static final Parameter<Long> SET_ASIDE = Parameter.wholeNumber(
                    "set-aside", 1, 10_000, "How many examples failures are counted on.")
            .defaultsTo(50);
    static final Parameter<Long> STEPS = Parameter.wholeNumber(
                    "steps",
                    0,
                    1000,
                    "How often at most the method is improved. The search ends sooner when no improvement fails less.")
            .defaultsTo(10);
    static final Parameter<Long> BATCH = Parameter.wholeNumber(
                    "batch", 1, 1000, "How many examples are evolved for each analysis.")
            .defaultsTo(10);
    static final Parameter<Long> STAGES = Parameter.wholeNumber("stages", 1, 100, "How often each of them is evolved.")
            .defaultsTo(2);
    static final Parameter<Long> CANDIDATES = Parameter.wholeNumber(
                    "candidates", 1, 100, "How many improvements are tried at each step.")
            .defaultsTo(5);
    static final Parameter<Long> ROUNDS = Parameter.wholeNumber(
                    "rounds", 1, 100, "How often each row is evolved by the method that was found.")
            .defaultsTo(1);
    static final Parameter<String> FREE_REPLIES = Parameter.choice(
                    "free-replies",
                    List.of("drop", "keep"),
                    "What to do about a reply without any steps: ask again and drop it, or take the whole of it as the"
                            + " evolved instruction, which small models need.")
            .defaultsTo("drop");
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.2, 2048, "evolved instructions");
    static final SamplingParameters ANALYSIS = SamplingParameters.of("analysis", 0.2, 1024, "analyses");
    static final SamplingParameters OPTIMISING = SamplingParameters.of("optimiser", 0.5, 2048, "methods");

    static final Prompt METHOD = BundledPrompt.of("auto-evol-instruct.method", 1);
    static final Prompt EVOLVE = BundledPrompt.of("auto-evol-instruct.evolve", 1, "method", "instruction");
    static final Prompt ANALYSE =
            BundledPrompt.of("auto-evol-instruct.analyse", 2, "method", "trajectories", "marker", "form");
    static final Prompt OPTIMISE = BundledPrompt.of("auto-evol-instruct.optimise", 1, "method", "feedback");
    static final Prompt ANSWER = BundledPrompt.of("auto-evol-instruct.answer", 1, "instruction");

    /// What a pipeline names as `auto-evol-instruct`.
    public static final StepType TYPE = StepType.named(
                    "auto-evol-instruct",
                    StepKind.RECIPE,
                    "Improves the method by which a model makes instructions harder, then evolves the rows by the best.")
            .taking(
                    MODEL,
                    OPTIMISER,
                    Responder.RESPONDER,
                    EXAMPLES,
                    Question.SYSTEM,
                    SET_ASIDE,
                    STEPS,
                    BATCH,
                    STAGES,
                    CANDIDATES,
                    ROUNDS,
                    FREE_REPLIES,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    ANALYSIS.temperature(),
                    ANALYSIS.maxTokens(),
                    OPTIMISING.temperature(),
                    OPTIMISING.maxTokens(),
                    Responder.SAMPLING.temperature(),
                    Responder.SAMPLING.topP(),
                    Responder.SAMPLING.maxTokens(),
                    Question.RETRIES)
            .prompts(METHOD, EVOLVE, ANALYSE, OPTIMISE, ANSWER)
            .citing("Zeng et al. 2024, *Automatic Instruction Evolving for Large Language Models*, arXiv:2406.00770")
            .writing(Stream.concat(Lineage.COLUMNS.stream(), SearchStep.COLUMNS.stream())
                    .toArray(String[]::new))
            .details("""
                    Reads `instruction`, and `input` where there is such a column. Each round of each row makes one row, with
                    the columns of `evol-instruct` (`operation` is `auto`), `evolving_method` and `method_failure_rate`. The
                    rows made of the first one have the whole search in `method_trials`, all others null.

                    Rejects with `no-rewritten-instruction` (the last step of the reply is another), `unchanged`, the failures
                    that an answer shows, `stagnant-complexity`, `insufficient-qualification` and `loss-of-key-information`;
                    replies with `truncated`, `empty-reply` and `filtered`; a row that came in with `no-instruction`, and with
                    `no-method` if the first row failed before the method was found.
                    """)
            .example("""
                    - load: instructions.jsonl
                    - auto-evol-instruct: { model: writer, examples: seed_tasks.jsonl, set-aside: 10 }
                    """)
            .builtOfMany(AutoEvolInstruct::steps);

    private AutoEvolInstruct() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        Evolving evolving = new Evolving(
                Question.of(building, MODEL, EVOLVE, SAMPLING.of(settings)),
                Responder.of(building, MODEL, ANSWER),
                settings.get(FREE_REPLIES).equals("keep"));
        String name = building.name();
        return List.of(
                new First(name + "/first"),
                new SearchStep(name + "/search", search(building, evolving)),
                new BestMethod(name + "/method"),
                new MethodStep(name + "/rounds", evolving, Math.toIntExact(settings.get(ROUNDS))),
                new Sifting(name + "/failures"));
    }

    private static MethodSearch search(Building building, Evolving evolving) {
        Settings settings = building.settings();
        Path examples = settings.get(EXAMPLES);
        building.input(examples);
        int aside = Math.toIntExact(settings.get(SET_ASIDE));
        int batch = Math.toIntExact(settings.get(BATCH));
        int steps = Math.toIntExact(settings.get(STEPS));
        Once<List<String>> instructions = new Once<>(() -> InstructionFile.read(
                examples,
                steps == 0 ? aside : aside + 1,
                "`set-aside` takes " + aside + (steps == 0 ? "" : ", and the others are evolved for the analysis")));
        Parameter<String> optimiser = building.findModel(OPTIMISER).isPresent() ? OPTIMISER : MODEL;
        return new MethodSearch(
                instructions,
                building.prompt(METHOD).render(Map.of()),
                // The search is about the method, whoever the first row's persona is.
                new Evolving(evolving.evolver().withoutSystem(), evolving.responder(), evolving.wholeIfNone()),
                JudgeQuestion.of(building, optimiser, ANALYSE, ANALYSIS.of(settings)),
                Question.of(building, optimiser, OPTIMISE, OPTIMISING.of(settings))
                        .withoutSystem(),
                aside,
                steps,
                batch,
                Math.toIntExact(settings.get(STAGES)),
                Math.toIntExact(settings.get(CANDIDATES)));
    }
}
