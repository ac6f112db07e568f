package dev.seedbed.recipes.magpie;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import java.util.List;
import java.util.Map;

/// Magpie (Xu et al. 2024, arXiv:2406.08464): an aligned model that is given nothing but the header of a user's
/// turn writes what a user would ask; then it answers.
///
/// ```yaml
/// steps:
///   - magpie: { model: writer }
/// ```
///
/// Each candidate is one draw, so a request asks for one instruction, where the released code asks for 200 at
/// once.
public final class Magpie {
    /// The preset with the released code's settings.
    static final String RELEASED_CODE = "released-code";

    static final Parameter<String> MODEL = Parameter.model(
                    "model",
                    "Writes the instructions. Must be aligned (trained on chats) and able to continue raw text.")
            .required();
    static final Parameter<String> RESPONDER =
            Parameter.model("responder", "Answers them; `model` itself if left out. Needs chat only.");
    static final Parameter<String> PRE_QUERY = Parameter.text(
            "pre-query",
            "The text before a user's message, up to the end of its header. Left out, it is derived from the model's"
                    + " own chat template.");
    static final Parameter<String> FAMILY = Parameter.choice(
            "family",
            List.copyOf(Family.all().keySet()),
            "A model whose text before a user's message is known, for endpoints that do not tell their template.");
    static final Parameter<String> CONTROL = Parameter.choice(
                    "control",
                    List.of("none", "math", "code", "translation"),
                    "Steers what the users ask about, by a system prompt in front.")
            .defaultsTo("none");
    static final Parameter<String> SYSTEM =
            Parameter.text("system", "The system prompt in front of the user's turn, instead of `control`'s.");
    static final Parameter<Long> TURNS = Parameter.wholeNumber(
                    "turns", 1, 20, "How many questions and answers a conversation has.")
            .defaultsTo(1);
    static final Parameter<Boolean> ONLY_INSTRUCTION = Parameter.flag(
                    "only-instruction", "Whether to leave out the answers.")
            .defaultsTo(false);

    static final Parameter<Double> INSTRUCTION_TEMPERATURE = Parameter.decimal(
                    "instruction-temperature", 0, 5, "How freely instructions are drawn. At 0 all are the same.")
            .defaultsTo(1.0);
    static final Parameter<Double> INSTRUCTION_TOP_P = Parameter.decimal(
                    "instruction-top-p",
                    0,
                    1,
                    "Draws instructions from the likeliest words with this much probability.")
            .defaultsTo(1.0);
    static final Parameter<Long> INSTRUCTION_TOP_K = Parameter.wholeNumber(
            "instruction-top-k",
            0,
            1_000_000,
            "Draws instructions from so many of the likeliest words, 0 meaning all. Left out, the endpoint decides,"
                    + " which small models need.");
    static final Parameter<Double> INSTRUCTION_MIN_P = Parameter.decimal(
            "instruction-min-p",
            0,
            1,
            "Leaves out words less likely than this share of the likeliest. Left out, the endpoint decides.");
    static final Parameter<Long> INSTRUCTION_MAX_TOKENS = Parameter.wholeNumber(
                    "instruction-max-tokens", 1, 1_000_000, "The most tokens of an instruction.")
            .defaultsTo(512);
    static final Parameter<List<String>> STOP = Parameter.listOf(
                    "stop", new Kind.Text(), "Texts that end an instruction, beside those known of the model.")
            .defaultsTo(List.of());
    static final Parameter<Boolean> STOP_AT_NEWLINE = Parameter.flag(
                    "stop-at-newline", "Whether an instruction ends with its first line (`--early_stopping`).")
            .defaultsTo(false);
    static final Parameter<Boolean> STOP_AT_ASSISTANT = Parameter.flag(
                    "stop-at-assistant",
                    "Whether instruction and answer end before the word that names the assistant, as in the released"
                            + " code. It also cuts every text that speaks of an assistant.")
            .defaultsTo(false);

    static final Parameter<Double> RESPONSE_TEMPERATURE = Parameter.decimal(
                    "response-temperature", 0, 5, "How freely answers are drawn.")
            .defaultsTo(0.0);
    static final Parameter<Double> RESPONSE_TOP_P = Parameter.decimal(
            "response-top-p", 0, 1, "Draws answers from the likeliest words with this much probability.");
    static final Parameter<Long> RESPONSE_MAX_TOKENS = Parameter.wholeNumber(
                    "response-max-tokens", 1, 1_000_000, "The most tokens of an answer.")
            .defaultsTo(1024);
    static final Parameter<String> RESPONSE_SYSTEM =
            Parameter.text("response-system", "A system prompt for the answers.");

    static final Parameter<String> ROLE_HEADERS = Parameter.choice(
                    "role-headers",
                    RoleHeaders.Treatment.NAMES,
                    "What to do about an instruction that goes on into another turn: keep what stands before it, reject"
                            + " the row, or leave it.")
            .defaultsTo("drop");
    static final Parameter<String> COLON_ENDINGS = Parameter.choice(
                    "colon-endings", List.of("drop", "keep"), "What to do about an instruction that ends with a colon.")
            .defaultsTo("drop");
    static final Parameter<String> CUT_INSTRUCTIONS = Parameter.choice(
                    "cut-instructions",
                    List.of("drop", "keep"),
                    "What to do about an instruction that its token limit cut. Kept ones are named in the column"
                            + " `cut`.")
            .defaultsTo("drop");
    static final Parameter<String> CUT_RESPONSES = Parameter.choice(
                    "cut-responses",
                    List.of("drop", "keep"),
                    "What to do about an answer that its token limit cut. Kept ones are named in the column `cut`.")
            .defaultsTo("drop");
    static final Parameter<Boolean> CLEAN = Parameter.flag(
                    "clean",
                    "Whether to take off labels such as `Question:` and the beginning of an answer. The text before it"
                            + " is kept in `raw_instruction`.")
            .defaultsTo(false);

    static final Prompt CONVERSATION = BundledPrompt.of("magpie.conversation", 1);
    static final Prompt MATH = BundledPrompt.of("magpie.math", 1);
    static final Prompt CODE = BundledPrompt.of("magpie.code", 1);
    static final Prompt TRANSLATION = BundledPrompt.of("magpie.translation", 1);

    /// What a pipeline names as `magpie`.
    public static final StepType TYPE = StepType.named(
                    "magpie",
                    StepKind.RECIPE,
                    "Has an aligned model write instructions from nothing but the header of a user's turn, and answer"
                            + " them.")
            .taking(
                    MODEL,
                    RESPONDER,
                    PRE_QUERY,
                    FAMILY,
                    CONTROL,
                    SYSTEM,
                    TURNS,
                    ONLY_INSTRUCTION,
                    INSTRUCTION_TEMPERATURE,
                    INSTRUCTION_TOP_P,
                    INSTRUCTION_TOP_K,
                    INSTRUCTION_MIN_P,
                    INSTRUCTION_MAX_TOKENS,
                    STOP,
                    STOP_AT_NEWLINE,
                    STOP_AT_ASSISTANT,
                    RESPONSE_TEMPERATURE,
                    RESPONSE_TOP_P,
                    RESPONSE_MAX_TOKENS,
                    RESPONSE_SYSTEM,
                    ROLE_HEADERS,
                    COLON_ENDINGS,
                    CUT_INSTRUCTIONS,
                    CUT_RESPONSES,
                    CLEAN)
            .shorthand(MODEL)
            .presets(
                    new Preset(
                            "paper",
                            "No cut texts, no leaked headers, and the filter's rule about colons at once. The paper names no token"
                                    + " limits; these fit a small model's context.",
                            settings("drop", false, 512, 1024)),
                    new Preset(
                            RELEASED_CODE,
                            "Everything the model writes is kept, up to the word that names the assistant.",
                            settings("keep", true, 2048, 4096)))
            .prompts(CONVERSATION, MATH, CODE, TRANSLATION)
            .citing(
                    "Xu et al. 2024, "
                            + "*Magpie: Alignment Data Synthesis from Scratch by Prompting Aligned LLMs with Nothing*, arXiv:2406.08464")
            .writing("instruction", "answer")
            .details("""
                    Writes the columns `instruction` and `answer`; with `turns` above 1 also `instruction_2`,
                    `answer_2`... and the whole conversation as `messages`.

                    Rejects with `truncated`, `role-header`, `empty-instruction`, `ends-with-colon`, `empty-answer` and
                    `filtered` (the endpoint withheld the text). It never ends by itself: a `target`, a `take` or a
                    budget does. Nothing is compared with earlier rows: add `exact-duplicates` or `novelty` behind it.

                    `model` needs raw completion, since a chat endpoint wraps everything into a template;
                    `responder` needs chat.
                    """)
            .example("- magpie: { model: writer, instruction-max-tokens: 128, response-max-tokens: 256 }")
            .builtOfMany(building -> new MagpieBuilder(building).steps());

    private Magpie() {}

    private static Map<String, Object> settings(
            String treatment, boolean stopAtAssistant, int instructionTokens, int responseTokens) {
        return Map.of(
                ROLE_HEADERS.name(), treatment,
                COLON_ENDINGS.name(), treatment,
                CUT_INSTRUCTIONS.name(), treatment,
                CUT_RESPONSES.name(), treatment,
                STOP_AT_ASSISTANT.name(), stopAtAssistant,
                INSTRUCTION_MAX_TOKENS.name(), instructionTokens,
                RESPONSE_MAX_TOKENS.name(), responseTokens);
    }
}
