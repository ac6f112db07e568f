package dev.seedbed.recipes.orca;

import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Orca (Mukherjee et al. 2023, arXiv:2306.02707) and Orca 2 (Mitra et al. 2023, arXiv:2311.11045): a teacher answers
/// under a system message that makes it explain itself, drawn from those of the question's collection.
///
/// ```yaml
/// steps:
///   - load: instructions.jsonl
///   - orca: { model: writer, collection: cot }
/// ```
public final class Orca {
    static final Parameter<String> MODEL =
            Parameter.model("model", "The teacher.").required();
    static final Parameter<String> COLLECTION = Parameter.text(
                    "collection",
                    "Where the questions come from, which says what system messages they may be asked with: `cot`, `niv2`,"
                            + " `t0`, `flan2021`; `orca-2`, or one of its strategies, `direct`, `step-by-step`, `recall`,"
                            + " `recall-reason`, `extract`; or one of `pools`.")
            .defaultsTo("flan2021");
    static final Parameter<String> COLLECTION_COLUMN =
            Parameter.column("collection-column", "A column that names the collection, or the strategy, of each row.");
    static final Parameter<Expression> MULTIPLE_CHOICE = Parameter.condition(
            "multiple-choice",
            "Which rows have multiple choice questions, in place of the recipe's own look at the text.");
    static final Parameter<Map<String, String>> MESSAGES = Parameter.mapOf(
                    "messages", new Kind.Text(), "System messages by id, beside the recipe's own or in place of them.")
            .defaultsTo(Map.of());
    static final Parameter<Map<String, List<String>>> POOLS = Parameter.mapOf(
                    "pools",
                    new Kind.ListOf<>(new Kind.Text()),
                    "The ids of a collection's system messages, beside the recipe's own collections or in place of them."
                            + " Those of `x-choice` are for the multiple choice questions of `x`.")
            .defaultsTo(Map.of());
    static final Parameter<Boolean> ERASE = Parameter.flag(
                    "erase",
                    "Whether `generic-system` stands in the row for the message that was used, so that the student must"
                            + " choose a strategy by itself (prompt erasing). That message is then in `erased_system_prompt`.")
            .defaultsTo(false);
    static final Parameter<String> GENERIC = Parameter.text("generic-system", "What stands in its place.")
            .defaultsTo(
                    "You are a careful assistant. You follow instructions well, think about what the question needs,"
                            + " and answer in the way that suits it.");
    static final SamplingParameters SAMPLING = SamplingParameters.of("", 0.7, 1024, "answers");

    static final Prompt QUESTION = BundledPrompt.of("orca.question", 1, "instruction", "input");

    /// What a pipeline names as `orca`.
    public static final StepType TYPE = StepType.named(
                    "orca", StepKind.RECIPE, "Has a teacher answer under system messages that make it explain itself.")
            .taking(
                    MODEL,
                    COLLECTION,
                    COLLECTION_COLUMN,
                    MULTIPLE_CHOICE,
                    MESSAGES,
                    POOLS,
                    ERASE,
                    GENERIC,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    Question.RETRIES)
            .shorthand(MODEL)
            .presets(
                    new Preset(
                            "orca",
                            "Explanations under one of sixteen messages, which stays in the row.",
                            Map.of(COLLECTION.name(), "flan2021", ERASE.name(), false)),
                    new Preset(
                            "orca-2",
                            "One of five strategies, erased from the row.",
                            Map.of(COLLECTION.name(), "orca-2", ERASE.name(), true)))
            .prompts(QUESTION)
            .citing("Mukherjee et al. 2023, *Orca: Progressive Learning from Complex Explanation Traces of GPT-4*,"
                    + " arXiv:2306.02707; Mitra et al. 2023, *Orca 2: Teaching Small Language Models How to Reason*,"
                    + " arXiv:2311.11045")
            .writing("system", "instruction", "answer", "system_message_id")
            .details("""
                    Reads `instruction`, and `input` where there is such a column, and writes `system`, `answer` and
                    `system_message_id`, which OpenOrca calls `system_prompt` and `response` (and the instruction `question`);
                    with `erase` also `erased_system_prompt`.

                    Rejects with `truncated`, `empty-reply`, `filtered`, `no-instruction` and `unknown-collection` (the column
                    names one that has no system messages).
                    """)
            .example("""
                    - load: instructions.jsonl
                    - orca: { model: writer, collection: cot, max-tokens: 512 }
                    """)
            .builtBy(Orca::step);

    private Orca() {}

    private static Step step(Building building) {
        Settings settings = building.settings();
        SystemMessages messages = SystemMessages.bundled().with(settings.get(MESSAGES), settings.get(POOLS));
        List<String> unknown = messages.unknown();
        if (!unknown.isEmpty()) {
            building.problem(
                    POOLS,
                    "names " + String.join(", ", unknown) + ", but the messages are "
                            + messages.messages().keySet() + ": add it to `messages`");
        }
        String collection = settings.get(COLLECTION);
        if (messages.pools().getOrDefault(collection, List.of()).isEmpty()) {
            building.problem(
                    COLLECTION,
                    "is '" + collection + "', but there are system messages for "
                            + messages.pools().keySet() + " only: add it to `pools`");
        }
        return new ExplainStep(
                building.name(),
                Question.of(building, MODEL, QUESTION, SAMPLING.of(settings)),
                messages,
                collection,
                settings.find(COLLECTION_COLUMN),
                settings.find(MULTIPLE_CHOICE),
                settings.get(ERASE) ? Optional.of(settings.get(GENERIC)) : Optional.empty());
    }
}
