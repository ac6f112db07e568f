package dev.seedbed.recipes.backtranslation;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.judge.Scale;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.DocumentScrub;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Only;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.RatingStep;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.TextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Instruction backtranslation (Humpback, Li et al. 2023, arXiv:2308.06259): a text that a person wrote is an
/// answer; a model writes the instruction for it, and a judge keeps the pairs that fit.
///
/// ```yaml
/// steps:
///   - load: documents.jsonl
///   - backtranslation: { model: writer }
/// ```
///
/// The method with prompts in place of the paper's training. The answer is the text itself, character by character, but
/// for personal data, which is masked first.
public final class Backtranslation {
    static final String SCORE = "curation_score";
    /// The instruction that the model wrote, until it is kept.
    static final String WRITTEN = "recipe_instruction";
    private static final Pattern LABEL =
            Pattern.compile("^\\**(user'?s?\\s+)?instruction\\**\\s*:\\s*\\**\\s*", Pattern.CASE_INSENSITIVE);

    static final Parameter<String> MODEL =
            Parameter.model("model", "Writes the instructions.").required();
    static final Parameter<String> JUDGE =
            Parameter.model("judge", "Rates the pairs; `model` itself if left out, as in the paper.");
    static final Parameter<String> COLUMN = Parameter.column(
                    "column", "The texts. A row that has an `instruction` already is a seed: it passes as it is.")
            .defaultsTo("text");
    static final Parameter<Double> AT_LEAST = Parameter.decimal(
                    "at-least", 1, 5, "The rating, of 1 to 5, that a pair needs: 4.5 gives the paper's A5, 4 its A4.")
            .defaultsTo(4.5);
    static final Parameter<Long> FEWEST = characters("minimum-characters", "The fewest characters of a text.", 1);
    static final Parameter<Long> MOST = characters("maximum-characters", "The most characters of a text.", 100_000);
    static final Parameter<Long> FEWEST_OF_LINE = Parameter.wholeNumber(
                    "minimum-line-characters",
                    0,
                    1_000,
                    "The fewest characters of each line of a text, empty lines included.")
            .defaultsTo(0);
    static final Parameter<Long> FEWEST_OF_INSTRUCTION =
            characters("minimum-instruction-characters", "The fewest characters of an instruction.", 1);
    static final Parameter<Long> MOST_OF_INSTRUCTION =
            characters("maximum-instruction-characters", "The most characters of an instruction.", 10_000);
    static final SamplingParameters WRITING =
            SamplingParameters.of("", 0.7, 512, "instructions").withTopP(0.9);
    static final SamplingParameters JUDGING = SamplingParameters.of("judge", 0, 1_024, "ratings");

    static final Prompt INSTRUCTION_PROMPT = BundledPrompt.of("backtranslation.instruction", 1, "text");
    static final Prompt RATE_PROMPT =
            BundledPrompt.of("backtranslation.rate", 2, "instruction", "text", "marker", "form");

    /// What a pipeline names as `backtranslation`.
    public static final StepType TYPE = StepType.named(
                    "backtranslation",
                    StepKind.RECIPE,
                    "Has a model write the instruction to which a person's text is the answer, and keeps the pairs that a"
                            + " judge finds good.")
            .taking(
                    MODEL,
                    JUDGE,
                    COLUMN,
                    DocumentScrub.SCRUB,
                    AT_LEAST,
                    FEWEST,
                    MOST,
                    FEWEST_OF_LINE,
                    FEWEST_OF_INSTRUCTION,
                    MOST_OF_INSTRUCTION,
                    WRITING.temperature(),
                    WRITING.topP(),
                    WRITING.maxTokens(),
                    JUDGING.temperature(),
                    JUDGING.topP(),
                    JUDGING.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .presets(
                    new Preset(
                            "paper",
                            "Texts and instructions of any length up to a bound.",
                            lengths(1, 100_000, 0, 1, 10_000)),
                    new Preset(
                            "released-code",
                            "The lengths of Spico197/Humback: texts of 1,000 to 2,200 characters with no line below 5,"
                                    + " instructions of 10 to 800.",
                            lengths(1_000, 2_200, 5, 10, 800)))
            .prompts(INSTRUCTION_PROMPT, RATE_PROMPT)
            .citing("Li et al. 2023, *Self-Alignment with Instruction Backtranslation*, arXiv:2308.06259")
            .writing("instruction", "answer", "answer_sha256", "origin", "system")
            .details("""
                    Writes `instruction`, `answer` (the text, character by character, with personal data masked unless
                    `scrub` is false; its own column goes),
                    `answer_sha256`, `origin` (`augmented`, or `seed` for a row that had an instruction), `system` (the
                    paper's tag: `Answer with knowledge from web search.`, for seeds `Answer in the style of an AI
                    Assistant.`) and, but for seeds, `curation_score`.

                    Rejects texts with `too-short`, `too-long`, `short-line`; instructions with `instruction-length`;
                    pairs with `low-score` and, where the rating does not end with `Score: ` and a whole number from
                    1 to 5 (signed, if the pair holds such a line), `unscored`; seeds with neither `answer` nor a text with `no-answer`; replies with `truncated`, `empty-reply`,
                    `filtered`.
                    """)
            .example("- load: rows.jsonl\n- backtranslation: { model: writer, column: text, at-least: 4.5 }")
            .builtOfMany(Backtranslation::steps);

    private Backtranslation() {}

    private static Parameter<Long> characters(String name, String summary, long standard) {
        return Parameter.wholeNumber(name, 1, 10_000_000, summary).defaultsTo(standard);
    }

    private static Map<String, Object> lengths(
            long fewest, long most, long fewestOfLine, long fewestOfInstruction, long mostOfInstruction) {
        return Map.of(
                FEWEST.name(), fewest,
                MOST.name(), most,
                FEWEST_OF_LINE.name(), fewestOfLine,
                FEWEST_OF_INSTRUCTION.name(), fewestOfInstruction,
                MOST_OF_INSTRUCTION.name(), mostOfInstruction);
    }

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        String column = settings.get(COLUMN);
        above(building, FEWEST, MOST);
        above(building, FEWEST_OF_INSTRUCTION, MOST_OF_INSTRUCTION);
        Parameter<String> judge = settings.find(JUDGE).isPresent() ? JUDGE : MODEL;
        Predicate<Data> isNew =
                data -> !(data.value(HumanPairStep.INSTRUCTION) instanceof String text) || text.isBlank();
        List<Step> steps = new ArrayList<>();
        DocumentScrub.of(building, column).ifPresent(scrub -> steps.add(new Only(isNew, scrub)));
        steps.addAll(List.of(
                new Only(
                        isNew,
                        new DocumentGate(
                                building.name() + "/texts",
                                column,
                                settings.get(FEWEST),
                                settings.get(MOST),
                                settings.get(FEWEST_OF_LINE))),
                new Only(
                        isNew,
                        TextStep.of(
                                building.name() + "/instructions",
                                Question.of(building, MODEL, INSTRUCTION_PROMPT, WRITING.of(settings)),
                                data -> Map.of("text", data.text(column)),
                                Reading.whole(instruction(settings)),
                                WRITTEN)),
                new Only(
                        isNew,
                        new RatingStep(
                                building.name() + "/curation",
                                JudgeQuestion.of(building, judge, RATE_PROMPT, JUDGING.of(settings)),
                                data -> Map.of("instruction", data.text(WRITTEN), "text", data.text(column)),
                                VerdictGrammar.scores(Scale.of(1, 5)),
                                settings.get(AT_LEAST),
                                SCORE,
                                "low-score")),
                new HumanPairStep(building.name() + "/pairs", column)));
        return steps;
    }

    private static void above(Building building, Parameter<Long> fewest, Parameter<Long> most) {
        long low = building.settings().get(fewest);
        long high = building.settings().get(most);
        if (low > high) {
            building.problem(fewest, "is " + low + ", but must not be above `" + most.name() + "`, which is " + high);
        }
    }

    private static Function<String, Reading<String>> instruction(Settings settings) {
        long fewest = settings.get(FEWEST_OF_INSTRUCTION);
        long most = settings.get(MOST_OF_INSTRUCTION);
        return reply -> {
            String text = LABEL.matcher(reply).replaceFirst("").strip();
            long length = DocumentGate.length(text);
            return length >= fewest && length <= most
                    ? Reading.found(text)
                    : Reading.unusable(
                            "instruction-length",
                            "the instruction has " + length + " characters, but must have " + fewest + " to " + most,
                            reply);
        };
    }
}
