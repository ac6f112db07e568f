package dev.seedbed.recipes.evolve;

import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Sifting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Evol-Instruct (Xu et al. 2023, arXiv:2304.12244): a model rewrites instructions, epoch after epoch, into harder
/// ones and into others, and answers them; what did not evolve is eliminated.
///
/// ```yaml
/// steps:
///   - load: instructions.jsonl
///   - evol-instruct: { model: writer }
/// ```
///
/// The epochs are a loop within one step, each question with its own draw: the rows depend on nothing but the row
/// that came in, and a resume asks nothing twice.
public final class EvolInstruct {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Rewrites the instructions.").required();
    static final Parameter<String> JUDGE = Parameter.model(
            "judge", "Says whether an instruction says more than the one it was made of; `model` if left out.");
    static final Parameter<List<String>> OPERATIONS = Parameter.listOf(
                    "operations",
                    new Kind.Choice(Operation.words()),
                    "What may be done to an instruction. Each epoch's is chosen by the draw, all with the same chance.")
            .defaultsTo(Operation.words());
    static final Parameter<Long> EPOCHS = Parameter.wholeNumber(
                    "epochs", 1, 100, "How often an instruction is rewritten.")
            .defaultsTo(4);
    static final Parameter<List<String>> ELIMINATION = Parameter.listOf(
                    "elimination",
                    new Kind.Choice(Elimination.words()),
                    "The rules by which a rewritten instruction fails. The pool then keeps the one it was made of, which"
                            + " may evolve in the next epoch.")
            .defaultsTo(List.of("no-information-gain", "sorry", "only-stop-words", "prompt-leak"));
    static final Parameter<Boolean> KEEP_ORIGINALS = Parameter.flag(
                    "keep-originals", "Whether the rows that come in are among those that go out, as epoch 0.")
            .defaultsTo(true);
    static final Parameter<Boolean> CUT_HEADINGS = Parameter.flag(
                    "cut-headings",
                    "Whether what a reply has up to `Prompt#:` is taken off, as in h2o-wizardlm and distilabel; else the"
                            + " rule `prompt-leak` sees it.")
            .defaultsTo(false);
    static final SamplingParameters SAMPLING =
            SamplingParameters.of("", 1.0, 2048, "rewritten instructions").withTopP(0.9);
    static final SamplingParameters JUDGING = SamplingParameters.of("judge", 0.0, 32, "verdicts");

    static final Prompt DEPTH = BundledPrompt.of("evol-instruct.in-depth", 1, "instruction", "method");
    static final Prompt BREADTH = BundledPrompt.of("evol-instruct.in-breadth", 1, "instruction");
    static final Prompt CONSTRAINTS = BundledPrompt.of("evol-instruct.add-constraints", 1);
    static final Prompt DEEPENING = BundledPrompt.of("evol-instruct.deepening", 1);
    static final Prompt CONCRETIZING = BundledPrompt.of("evol-instruct.concretizing", 1);
    static final Prompt REASONING = BundledPrompt.of("evol-instruct.increase-reasoning", 1);
    static final Prompt INPUT = BundledPrompt.of("evol-instruct.complicate-input", 1, "format");
    static final Prompt EQUALITY = BundledPrompt.of("evol-instruct.equality", 2, "first", "second", "marker", "form");
    static final Prompt ANSWER = BundledPrompt.of("evol-instruct.answer", 1, "instruction");

    /// What a pipeline names as `evol-instruct`.
    public static final StepType TYPE = StepType.named(
                    "evol-instruct",
                    StepKind.RECIPE,
                    "Has a model rewrite instructions into harder ones and into others, in several epochs, and answer them.")
            .taking(
                    MODEL,
                    JUDGE,
                    Responder.RESPONDER,
                    Question.SYSTEM,
                    OPERATIONS,
                    EPOCHS,
                    ELIMINATION,
                    KEEP_ORIGINALS,
                    CUT_HEADINGS,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    JUDGING.temperature(),
                    JUDGING.maxTokens(),
                    Responder.SAMPLING.temperature(),
                    Responder.SAMPLING.topP(),
                    Responder.SAMPLING.maxTokens(),
                    Question.RETRIES)
            .shorthand(MODEL)
            .presets(
                    new Preset(
                            "paper",
                            "Six operations, four epochs, the four rules of elimination; the rows that came in are kept.",
                            Map.of(
                                    SAMPLING.topP().name(),
                                    0.9,
                                    Responder.SAMPLING.topP().name(),
                                    0.9)),
                    new Preset(
                            "released-code",
                            "Five operations (no complicated input), one epoch, nothing eliminated; the evolved rows"
                                    + " alone.",
                            Map.of(
                                    OPERATIONS.name(),
                                    List.of(
                                            "add-constraints",
                                            "deepening",
                                            "concretizing",
                                            "increase-reasoning",
                                            "in-breadth"),
                                    EPOCHS.name(),
                                    1,
                                    ELIMINATION.name(),
                                    List.of(),
                                    KEEP_ORIGINALS.name(),
                                    false,
                                    SAMPLING.topP().name(),
                                    0.95,
                                    Responder.SAMPLING.topP().name(),
                                    0.95)))
            .prompts(DEPTH, BREADTH, CONSTRAINTS, DEEPENING, CONCRETIZING, REASONING, INPUT, EQUALITY, ANSWER)
            .citing("Xu et al. 2023, *WizardLM: Empowering Large Language Models to Follow Complex Instructions*,"
                    + " arXiv:2304.12244")
            .writing(Lineage.COLUMNS.toArray(String[]::new))
            .details("""
                    Reads `instruction`, and `input` where there is such a column. Each epoch of each row makes one row, with
                    the evolved `instruction` (an empty `input`), its `answer`, and where it comes from: `root_id`,
                    `root_instruction`, `parent_id`, `parent_instruction`, `epoch`, `operation`. With `keep-originals` the row
                    that came in is there too, as epoch 0.

                    Rejects what did not evolve with `no-information-gain`, `unclear-equality` (the judge said neither),
                    `sorry`, `only-stop-words`, `prompt-leak`, and, if these rules are named, `unchanged`, `list-dump`,
                    `assistant-talk`; replies with `truncated`, `empty-reply` and `filtered`; a row that came in with
                    `no-instruction`.
                    """)
            .example("""
                    - load: instructions.jsonl
                    - evol-instruct: { model: writer, epochs: 2 }
                    """)
            .builtOfMany(EvolInstruct::steps);

    private EvolInstruct() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        List<Operation> operations =
                settings.get(OPERATIONS).stream().map(Operation::named).toList();
        if (operations.isEmpty()) {
            building.problem(OPERATIONS, "is empty, so there is nothing to do: name one of " + Operation.words());
        }
        EvolveStep evolve = new EvolveStep(
                building.name() + "/epochs",
                rewriting(building),
                judge(building),
                Responder.of(building, MODEL, ANSWER),
                operations,
                settings.get(ELIMINATION).stream().map(Elimination::named).toList(),
                Math.toIntExact(settings.get(EPOCHS)),
                settings.get(CUT_HEADINGS),
                settings.get(KEEP_ORIGINALS));
        return List.of(evolve, new Sifting(building.name() + "/elimination"));
    }

    private static Rewriting rewriting(Building building) {
        Sampling sampling = SAMPLING.of(building.settings());
        Map<Operation, Template> methods = new EnumMap<>(Operation.class);
        methods.put(Operation.ADD_CONSTRAINTS, building.prompt(CONSTRAINTS));
        methods.put(Operation.DEEPENING, building.prompt(DEEPENING));
        methods.put(Operation.CONCRETIZING, building.prompt(CONCRETIZING));
        methods.put(Operation.INCREASE_REASONING, building.prompt(REASONING));
        methods.put(Operation.COMPLICATE_INPUT, building.prompt(INPUT));
        return new Rewriting(
                Question.of(building, MODEL, DEPTH, sampling),
                Question.of(building, MODEL, BREADTH, sampling),
                methods);
    }

    private static JudgeQuestion judge(Building building) {
        Sampling sampling = JUDGING.of(building.settings());
        Parameter<String> model = building.findModel(JUDGE).isPresent() ? JUDGE : MODEL;
        return JudgeQuestion.of(building, model, EQUALITY, sampling);
    }
}
