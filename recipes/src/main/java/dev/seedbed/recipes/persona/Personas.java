package dev.seedbed.recipes.persona;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Sifting;
import java.util.List;

/// Personas of Persona Hub (Ge et al. 2024, arXiv:2406.20094, section 2): who is likely to read, write, like or
/// dislike a text, and who is close to that person, up to six times over.
///
/// ```yaml
/// steps:
///   - load: texts.jsonl
///   - personas: { model: writer, iterations: 2 }
/// ```
///
/// **Determinism**: relation and relationship are drawn from the sample, the step and the number of the question,
/// so that neither concurrency nor another sample changes them.
public final class Personas {
    static final String SOURCE =
            "Ge et al. 2024, *Scaling Synthetic Data Creation with 1,000,000,000 Personas*, arXiv:2406.20094";
    private static final int MOST_PERSONAS = 1_000;

    static final Parameter<String> MODEL =
            Parameter.model("model", "Describes the personas.").required();
    static final Parameter<String> FROM = Parameter.choice(
                    "from",
                    List.of("text", "persona"),
                    "Whether `column` holds texts, from which the first persona of each is made, or personas.")
            .defaultsTo("text");
    static final Parameter<String> COLUMN = Parameter.column("column", "The texts, or the personas to go on from.")
            .defaultsTo("text");
    static final Parameter<List<String>> RELATIONS = Parameter.listOf(
                    "relations",
                    new Kind.Text(),
                    "What a person is likely to do to a text; one is drawn for each text.")
            .defaultsTo(List.of("read", "write", "like", "dislike"));
    static final Parameter<String> DETAIL = Parameter.choice(
                    "detail",
                    List.of("plain", "fine"),
                    "How closely a persona follows the text. `fine` is for technical texts: it asks for field,"
                            + " methods and terms.")
            .defaultsTo("plain");
    static final Parameter<Long> ITERATIONS = Parameter.wholeNumber(
                    "iterations", 0, 6, "How often the personas made last lead to others that are close to them.")
            .defaultsTo(0);
    static final Parameter<Long> RELATIVES = Parameter.wholeNumber(
                    "relatives", 1, 20, "To how many others each persona leads in an iteration.")
            .defaultsTo(1);
    static final Parameter<List<String>> RELATIONSHIPS = Parameter.listOf(
                    "relationships", new Kind.Text(), "How the others may be close; one is drawn for each.")
            .defaultsTo(List.of(
                    "a colleague",
                    "a family member",
                    "a friend",
                    "a teacher or a student of theirs",
                    "someone whom they serve or care for",
                    "someone who disagrees with them"));
    static final SamplingParameters SAMPLING =
            SamplingParameters.of("", 0.7, 256, "personas").withTopP(0.95);

    static final Prompt OF_TEXT = BundledPrompt.of("personas.of-text", 1, "text", "relation");
    static final Prompt OF_TEXT_FINE = BundledPrompt.of("personas.of-text-fine", 1, "text", "relation");
    static final Prompt OF_PERSONA = BundledPrompt.of("personas.of-persona", 1, "persona", "relationship");

    /// What a pipeline names as `personas`.
    public static final StepType TYPE = StepType.named(
                    "personas",
                    StepKind.RECIPE,
                    "Has a model say who is likely to read, write, like or dislike a text, and who is close to that"
                            + " person.")
            .taking(
                    MODEL,
                    FROM,
                    COLUMN,
                    RELATIONS,
                    DETAIL,
                    ITERATIONS,
                    RELATIVES,
                    RELATIONSHIPS,
                    SAMPLING.temperature(),
                    SAMPLING.topP(),
                    SAMPLING.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(OF_TEXT, OF_TEXT_FINE, OF_PERSONA)
            .citing(SOURCE)
            .writing(Persona.COLUMNS.toArray(String[]::new))
            .details("""
                    Each sample becomes as many children as it has personas; they keep its columns and add
                    `persona`, `persona_id` (the sample's own id when it was made), `persona_sha256` (of the text in UTF-8),
                    `persona_depth` (how often a persona led to a persona), `persona_relation` (what was drawn) and
                    `persona_parent` (the `persona_id` that it came from, null for the first).

                    With `from: persona` the given persona is the first row, and its depth is counted on from.

                    Rejects with `no-text` (the column is empty), `list-of-personas`, `several-paragraphs`,
                    `no-persona`, `truncated`, `empty-reply` and `filtered`. Near-duplicates are the affair of
                    `distinct-personas`.
                    """)
            .example("- load: rows.jsonl\n- personas: { model: writer, column: text, iterations: 2 }")
            .builtOfMany(Personas::steps);

    private Personas() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        int iterations = Math.toIntExact(settings.get(ITERATIONS));
        int relatives = Math.toIntExact(settings.get(RELATIVES));
        if (personas(iterations, relatives) > MOST_PERSONAS) {
            building.problem(
                    ITERATIONS,
                    "is " + iterations + " with `relatives: " + relatives + "`, which makes "
                            + personas(iterations, relatives) + " personas of one sample; at most " + MOST_PERSONAS
                            + " are allowed: lower one of the two");
        }
        notEmpty(building, RELATIONS);
        notEmpty(building, RELATIONSHIPS);
        boolean fine = settings.get(DETAIL).equals("fine");
        return List.of(
                new PersonaStep(
                        building.name() + "/personas",
                        settings.get(COLUMN),
                        settings.get(FROM).equals("text") ? PersonaStep.From.TEXT : PersonaStep.From.PERSONA,
                        Question.of(building, MODEL, fine ? OF_TEXT_FINE : OF_TEXT, SAMPLING.of(settings)),
                        Question.of(building, MODEL, OF_PERSONA, SAMPLING.of(settings)),
                        settings.get(RELATIONS),
                        settings.get(RELATIONSHIPS),
                        iterations,
                        relatives),
                new Sifting(building.name() + "/readable"));
    }

    private static void notEmpty(Building building, Parameter<List<String>> choices) {
        if (building.settings().get(choices).isEmpty()) {
            building.problem(choices, "is empty, but one must be drawn: name at least one, or leave it out");
        }
    }

    /// 1 + r + r^2 + ... + r^i.
    private static long personas(int iterations, int relatives) {
        long all = 1;
        long generation = 1;
        for (int i = 0; i < iterations; i++) {
            generation *= relatives;
            all += generation;
        }
        return all;
    }
}
