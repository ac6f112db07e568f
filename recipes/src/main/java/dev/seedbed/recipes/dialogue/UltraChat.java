package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import java.util.List;
import java.util.Map;

/// UltraChat (Ding et al. 2023, arXiv:2305.14233): conversations of two models, one of which acts as the user,
/// in three
/// sectors that differ in where the first message comes from.
///
/// ```yaml
/// steps:
///   - ultrachat: { model: writer, sector: topics }
/// ```
public final class UltraChat {
    static final Parameter<String> SECTOR = Parameter.choice(
                    "sector",
                    List.of("topics", "entities", "writing", "materials"),
                    "Where first messages come from: topics of the world, entities (a column), types of texts to write,"
                            + " or existing materials (a column).")
            .defaultsTo("topics");
    static final Parameter<List<String>> TOPICS = Parameter.listOf(
                    "topics",
                    new Kind.Text(),
                    "Sector `topics`: what a sample's `topic` is drawn from, if it does not come with one.")
            .defaultsTo(List.of(
                    "Technology",
                    "Health and medicine",
                    "Travel",
                    "Food and cooking",
                    "Music",
                    "Film and theatre",
                    "Literature",
                    "Visual arts",
                    "History",
                    "Geography",
                    "Politics and government",
                    "Law",
                    "Economics",
                    "Business and work",
                    "Personal finance",
                    "Education",
                    "Psychology",
                    "Philosophy and ethics",
                    "Religion and myths",
                    "Languages",
                    "Mathematics",
                    "Physics and astronomy",
                    "Chemistry and materials",
                    "Biology and nature",
                    "Environment and climate",
                    "Sports",
                    "Games and hobbies",
                    "Family and relationships",
                    "Architecture and cities",
                    "Engineering and transport"));
    static final Parameter<Long> SUBTOPICS =
            count("subtopics", 1, "Sector `topics`: subtopics of a topic.").defaultsTo(37);
    static final Parameter<Long> QUESTIONS = count(
                    "questions",
                    1,
                    "Questions about a subtopic, meta questions about an entity, or questions about a material.")
            .defaultsTo(10);
    static final Parameter<Long> RELATED = count(
                    "related", 0, "Sector `topics`: new questions that each question leads to; 0 for none.")
            .defaultsTo(10);
    static final Parameter<Long> SPECIFIC = count(
                    "specific", 0, "Sector `entities`: specific questions for a meta question.")
            .defaultsTo(10);
    static final Parameter<Long> GENERAL = count(
                    "general", 0, "Sector `entities`: general questions for a meta question.")
            .defaultsTo(20);
    static final Parameter<List<String>> TYPES = Parameter.listOf(
                    "types", new Kind.Text(), "Sector `writing`: what a sample's `type` is drawn from, if it has none.")
            .defaultsTo(List.of(
                    "article",
                    "blog post",
                    "poem",
                    "short story",
                    "essay",
                    "speech",
                    "letter",
                    "email",
                    "screenplay",
                    "song",
                    "review",
                    "news report",
                    "product description",
                    "advertisement",
                    "business plan",
                    "cover letter",
                    "social media post",
                    "dialogue for a play",
                    "summary",
                    "manual"));
    static final Parameter<Long> INSTRUCTIONS = count(
                    "instructions", 1, "Sector `writing`: instructions for a type of text in one reply.")
            .defaultsTo(20);
    static final Parameter<Double> EXPANDED = Parameter.decimal(
                    "expanded", 0, 1, "Sector `writing`: the share of instructions that are given more detail.")
            .defaultsTo(0.8);
    static final Parameter<String> COLUMN =
            Parameter.text("column", "Sectors `entities` and `materials`: the column with the entity or the material.");
    static final Parameter<Template> PERSONA = Parameter.template(
            "user", "Who the user is, put into the user's system message; it may use the columns that come in.");
    static final Parameter<Long> SPLIT = Parameter.wholeNumber(
            "split-tokens",
            16,
            10_000_000,
            "Cuts conversations into rows of at most so many tokens, between rounds; estimated as a quarter of the"
                    + " characters and 6 a turn.");

    static final Prompt SUBTOPICS_PROMPT = BundledPrompt.of("ultrachat.subtopics", 1, "topic", "count");
    static final Prompt QUESTIONS_PROMPT = BundledPrompt.of("ultrachat.questions", 1, "topic", "subtopic", "count");
    static final Prompt RELATED_PROMPT = BundledPrompt.of("ultrachat.related", 1, "question", "count");
    static final Prompt META_PROMPT = BundledPrompt.of("ultrachat.meta-questions", 1, "entity", "count");
    static final Prompt SPECIFIC_PROMPT =
            BundledPrompt.of("ultrachat.specific-questions", 1, "entity", "question", "count");
    static final Prompt GENERAL_PROMPT =
            BundledPrompt.of("ultrachat.general-questions", 1, "entity", "question", "count");
    static final Prompt INSTRUCTIONS_PROMPT = BundledPrompt.of("ultrachat.instructions", 1, "type", "count");
    static final Prompt DETAIL_PROMPT = BundledPrompt.of("ultrachat.detail", 1, "question");
    static final Prompt MATERIAL_PROMPT = BundledPrompt.of("ultrachat.material-questions", 1, "material", "count");
    static final Prompt MATERIAL_FIRST = BundledPrompt.of("ultrachat.material-first", 1, "material", "question");
    static final Prompt MATERIAL_LAST = BundledPrompt.of("ultrachat.material-last", 1, "material", "question");
    static final Prompt USER_PROMPT = BundledPrompt.of("ultrachat.user", 1, "persona");
    static final Prompt KICKOFF_PROMPT = BundledPrompt.of("ultrachat.kickoff", 1);
    static final Prompt REMINDER_PROMPT = BundledPrompt.of("ultrachat.reminder", 1);
    static final Prompt ASSISTANT_PROMPT = BundledPrompt.of("ultrachat.assistant", 1);

    /// What a pipeline names as `ultrachat`.
    public static final StepType TYPE = StepType.named(
                    "ultrachat",
                    StepKind.RECIPE,
                    "Has two models talk, one of them as the user, about questions of the world, texts to write, or"
                            + " existing materials.")
            .taking(DialogueSettings.with(
                    SECTOR,
                    TOPICS,
                    SUBTOPICS,
                    QUESTIONS,
                    RELATED,
                    SPECIFIC,
                    GENERAL,
                    TYPES,
                    INSTRUCTIONS,
                    EXPANDED,
                    COLUMN,
                    PERSONA,
                    SPLIT))
            .shorthand(DialogueSettings.MODEL)
            .presets(
                    new Preset(
                            "paper",
                            "3 to 7 rounds in `topics` and `entities`, 2 to 4 in the others; not cut into pieces.",
                            Map.of()),
                    new Preset(
                            "released-code",
                            "The same, cut into rows of at most 2,048 tokens, as by `split_long.py`.",
                            Map.of(SPLIT.name(), 2048)))
            .prompts(
                    SUBTOPICS_PROMPT,
                    QUESTIONS_PROMPT,
                    RELATED_PROMPT,
                    META_PROMPT,
                    SPECIFIC_PROMPT,
                    GENERAL_PROMPT,
                    INSTRUCTIONS_PROMPT,
                    DETAIL_PROMPT,
                    MATERIAL_PROMPT,
                    MATERIAL_FIRST,
                    MATERIAL_LAST,
                    USER_PROMPT,
                    KICKOFF_PROMPT,
                    REMINDER_PROMPT,
                    ASSISTANT_PROMPT)
            .citing(
                    "Ding et al. 2023, "
                            + "*Enhancing Chat Language Models by Scaling High-quality Instructional Conversations*, arXiv:2305.14233")
            .writing("sector", "question", "opening", "messages", "rounds", "stop_reason", "roles", "turns")
            .details("""
                    `sector: topics` begins a pipeline or takes rows with a `topic`; so does `writing` with a `type`. They
                    never end by themselves. `entities` and `materials` need rows with a `column`. Where the first message
                    comes from is kept: `topic`, `subtopic`, `entity`, `meta_question`, `question_kind`, `type`,
                    `expanded`, `question`, and as the sample's parents.

                    Without `minimum-rounds` and `maximum-rounds` a conversation has 3 to 7 rounds in the sectors `topics`
                    and `entities`, 2 to 4 in the others. With `split-tokens` a conversation
                    with a round that is too long by itself rejects with `round-too-long`.

                    A list has each item once, and at most as many as were asked for: those above are left out. Lists reject
                    with `no-items` (nothing in it has a number or a bullet), `truncated` (the item in which the reply was
                    cut, or all, if no other was whole), `empty-reply` and `filtered`. So do the specific and the general
                    questions about an entity; the meta question they belong to stays.

                    """ + DialogueSettings.REASONS)
            .example("- ultrachat: { model: writer, sector: writing, maximum-rounds: 3 }")
            .builtOfMany(building -> new UltraChatBuilder(building).steps());

    private UltraChat() {}

    private static Parameter<Long> count(String name, int least, String summary) {
        return Parameter.wholeNumber(name, least, 500, summary);
    }
}
