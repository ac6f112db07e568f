package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JsonQuestion;
import dev.seedbed.recipes.internal.NeededStep;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Rows;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.recipes.internal.Shape;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.recipes.internal.TextStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// GLAN (Li et al. 2024, arXiv:2402.13064): from a taxonomy of human knowledge to subjects, to a syllabus for each,
/// to homework questions about a few of its key concepts, to answers. Nothing else goes in.
///
/// ```yaml
/// steps:
///   - glan: { model: writer, taxonomy: disciplines.yaml }
/// ```
///
/// The tree grows by samples that become children, so it is resumed where it stopped, and every node has its fate
/// in the ledger. **Determinism**: which concepts a question is about follows from the sample and the step.
public final class Glan {
    // With these, all combinations of two sessions are fewer than 2^63 even at the highest `concepts`.
    private static final int MOST_SESSIONS = 100;
    private static final int MOST_CONCEPTS = 50;

    /// How far the tree is grown.
    enum Level {
        DISCIPLINES,
        SUBJECTS,
        SYLLABUS,
        QUESTIONS,
        ANSWERS;

        static Level named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    static final Parameter<String> MODEL = Parameter.model("model", "Writes subjects, syllabuses and questions.")
            .required();
    static final Parameter<String> RESPONDER =
            Parameter.model("responder", "Answers the questions; `model` itself if left out.");
    static final Parameter<Path> TAXONOMY = Parameter.inputPath(
            "taxonomy",
            "The disciplines that a person approved: YAML or JSON whose leaves they are, JSON Lines with `discipline`,"
                    + " or a line for each. Left out, the model lists them, or the samples that come in have the column"
                    + " `discipline`.");
    static final Parameter<String> FIELDS = Parameter.text(
                    "fields", "What the model is to list the disciplines of, if there is no taxonomy.")
            .defaultsTo("all fields of human knowledge and capability");
    static final Parameter<String> UNTIL = Parameter.choice(
                    "until",
                    List.of("disciplines", "subjects", "syllabus", "questions", "answers"),
                    "How far to go. `disciplines` writes a taxonomy to be looked through by a person and given back as"
                            + " `taxonomy`.")
            .defaultsTo("answers");
    static final Parameter<Long> SUBJECT_QUERIES = Parameter.wholeNumber(
                    "subject-queries", 1, 100, "How often the subjects of a discipline are asked for.")
            .defaultsTo(10);
    static final Parameter<Long> SUBJECTS = Parameter.wholeNumber(
                    "subjects", 1, 10_000, "The most subjects of a discipline.")
            .defaultsTo(200);
    static final Parameter<Long> QUESTIONS = Parameter.wholeNumber(
                    "questions",
                    1,
                    100_000,
                    "How many questions are asked about a subject, no two about the same concepts.")
            .defaultsTo(10);
    static final Parameter<Long> CONCEPTS = Parameter.wholeNumber(
                    "concepts", 1, 10, "The most key concepts that a question is about.")
            .defaultsTo(5);
    static final Parameter<Double> TWO_SESSIONS = Parameter.decimal(
                    "two-sessions", 0, 1, "The share of questions that are about two class sessions.")
            .defaultsTo(0.5);
    static final SamplingParameters TREE = SamplingParameters.of("", 1.0, 4096, "subjects, syllabuses and questions")
            .withTopP(0.95);
    static final SamplingParameters ANSWERS =
            SamplingParameters.of("answer", 0.7, 2048, "answers").withTopP(0.95);

    static final Prompt DISCIPLINES_PROMPT = BundledPrompt.of("glan.disciplines", 1, "fields");
    static final Prompt SUBJECTS_PROMPT = BundledPrompt.of("glan.subjects", 1, "discipline");
    static final Prompt SYLLABUS_PROMPT =
            BundledPrompt.of("glan.syllabus", 1, "discipline", "subject", "level", "subtopics");
    static final Prompt QUESTION_PROMPT =
            BundledPrompt.of("glan.question", 1, "discipline", "subject", "level", "syllabus", "sessions", "concepts");
    static final Prompt ANSWER_PROMPT = BundledPrompt.of("glan.answer", 1, "instruction");
    static final JsonPrompts JSON = JsonPrompts.of("glan");

    /// What a pipeline names as `glan`.
    public static final StepType TYPE = StepType.named(
                    "glan",
                    StepKind.RECIPE,
                    "Grows questions and answers from a taxonomy of disciplines, by subjects, syllabuses and their key"
                            + " concepts.")
            .taking(
                    MODEL,
                    RESPONDER,
                    TAXONOMY,
                    FIELDS,
                    UNTIL,
                    SUBJECT_QUERIES,
                    SUBJECTS,
                    QUESTIONS,
                    CONCEPTS,
                    TWO_SESSIONS,
                    TREE.temperature(),
                    TREE.topP(),
                    TREE.maxTokens(),
                    ANSWERS.temperature(),
                    ANSWERS.topP(),
                    ANSWERS.maxTokens(),
                    JsonReplies.STRUCTURE,
                    JsonReplies.REPAIRS,
                    Question.SYSTEM,
                    Question.RETRIES)
            .shorthand(MODEL)
            .prompts(
                    DISCIPLINES_PROMPT,
                    SUBJECTS_PROMPT,
                    SYLLABUS_PROMPT,
                    QUESTION_PROMPT,
                    ANSWER_PROMPT,
                    JSON.schema(),
                    JSON.repair())
            .citing("Li et al. 2024, *Synthetic Data (Almost) from Scratch: Generalized Instruction Tuning for Language"
                    + " Models*, arXiv:2402.13064")
            .writing(
                    "discipline",
                    "subject",
                    "subject_level",
                    "subtopics",
                    "class_sessions",
                    "key_concepts",
                    "instruction",
                    "answer")
            .details("""
                    A row for each question; with `until` the rows are the nodes of that level and have the columns up
                    to there (`syllabus`: a column of that name, a list of `{title, key_concepts}`). A taxonomy file adds
                    `discipline_path`, the names from the root down.

                    A question is about one class session or two, and 1 to `concepts` of their key concepts, some of
                    either session. All such choices are counted; every one of a kind is as likely as any other, and
                    none is drawn twice for a subject. If a syllabus has fewer than `questions`, all are asked.

                    Rejects with `duplicate-subject`, `too-many-subjects`, `duplicate-discipline`, `truncated`,
                    `empty-reply`, `filtered`, and `invalid-json` or `schema-mismatch` where the model's JSON cannot be
                    used; a row that comes in without a discipline with `no-discipline`. A subject that two disciplines share stays in both, as in the paper.
                    """)
            .example("- glan: { model: writer, taxonomy: disciplines.yaml, questions: 20 }")
            .builtOfMany(Glan::steps);

    private Glan() {}

    private static List<Step> steps(Building building) {
        Level until = Level.named(building.settings().get(UNTIL));
        List<Step> steps = new ArrayList<>(beginning(building));
        if (until.compareTo(Level.SUBJECTS) >= 0) {
            steps.addAll(subjects(building));
        }
        if (until.compareTo(Level.SYLLABUS) >= 0) {
            steps.add(syllabus(building));
        }
        if (until.compareTo(Level.QUESTIONS) >= 0) {
            steps.addAll(questions(building));
        }
        if (until.compareTo(Level.ANSWERS) >= 0) {
            steps.add(answers(building));
        }
        return steps;
    }

    private static List<Step> beginning(Building building) {
        Optional<Path> taxonomy = building.settings().find(TAXONOMY);
        taxonomy.ifPresent(building::input);
        if (!building.begins()) {
            taxonomy.ifPresent(file -> building.problem(
                    TAXONOMY, "is '" + file + "', but here each sample that comes in is a discipline: remove one"));
            if (!building.columns().mayHave(Disciplines.DISCIPLINE)) {
                building.problem(
                        MODEL,
                        "is fine, but the samples that come in have no column `discipline`: rename one, or put glan"
                                + " first");
            }
            return List.of(new NeededStep(building.name() + "/given", Disciplines.DISCIPLINE, "no-discipline"));
        }
        String name = building.name() + "/taxonomy";
        List<String> columns = List.of(Disciplines.DISCIPLINE, Disciplines.PATH);
        if (taxonomy.isPresent()) {
            return List.of(new Rows(name, () -> Disciplines.read(taxonomy.get()), columns));
        }
        JsonQuestion question = JsonQuestion.of(
                building,
                MODEL,
                DISCIPLINES_PROMPT,
                TREE.of(building.settings()),
                new Shape().texts("disciplines", 1),
                JSON);
        String fields = building.settings().get(FIELDS);
        return List.of(
                new Rows(name, () -> List.of(Data.empty()), List.of()),
                new NodesStep(
                        building.name() + "/disciplines",
                        question,
                        data -> Map.of("fields", fields),
                        1,
                        Integer.MAX_VALUE,
                        new NodesStep.Nodes("discipline", "disciplines", columns, Glan::discipline)),
                new Sifting(building.name() + "/new-disciplines"));
    }

    private static Data discipline(Object item) {
        String name = String.valueOf(item).strip();
        return Disciplines.row(name, List.of(name));
    }

    private static List<Step> subjects(Building building) {
        Shape subject = new Shape().text("subject_name").text("level").texts("subtopics", 1);
        Settings settings = building.settings();
        return List.of(
                new NodesStep(
                        building.name() + "/subjects",
                        JsonQuestion.of(
                                building,
                                MODEL,
                                SUBJECTS_PROMPT,
                                TREE.of(settings),
                                new Shape().objects("subjects", subject),
                                JSON),
                        data -> Map.of("discipline", data.text(Disciplines.DISCIPLINE)),
                        Math.toIntExact(settings.get(SUBJECT_QUERIES)),
                        Math.toIntExact(settings.get(SUBJECTS)),
                        new NodesStep.Nodes(
                                "subject",
                                "subjects",
                                List.of("subject", "subject_level", "subtopics"),
                                Glan::subject)),
                new Sifting(building.name() + "/new-subjects"));
    }

    private static Data subject(Object item) {
        Map<?, ?> fields = (Map<?, ?>) item;
        return Data.of("subject", String.valueOf(fields.get("subject_name")).strip())
                .with("subject_level", fields.get("level"))
                .with("subtopics", fields.get("subtopics"));
    }

    private static Step syllabus(Building building) {
        Shape session = new Shape().text("title").texts("key_concepts", 1, MOST_CONCEPTS);
        return new SyllabusStep(
                building.name() + "/syllabus",
                JsonQuestion.of(
                        building,
                        MODEL,
                        SYLLABUS_PROMPT,
                        TREE.of(building.settings()),
                        new Shape().objects("sessions", session, MOST_SESSIONS),
                        JSON));
    }

    private static List<Step> questions(Building building) {
        Settings settings = building.settings();
        return List.of(
                new ConceptQuestionsStep(
                        building.name() + "/questions",
                        Question.of(building, MODEL, QUESTION_PROMPT, TREE.of(settings)),
                        Math.toIntExact(settings.get(QUESTIONS)),
                        Math.toIntExact(settings.get(CONCEPTS)),
                        settings.get(TWO_SESSIONS)),
                new Sifting(building.name() + "/readable"));
    }

    private static Step answers(Building building) {
        Question question = Question.of(
                building,
                building.settings().find(RESPONDER).isPresent() ? RESPONDER : MODEL,
                ANSWER_PROMPT,
                ANSWERS.of(building.settings()));
        return TextStep.of(
                building.name() + "/answers",
                question,
                data -> Map.of("instruction", data.text("instruction")),
                Reading.text(),
                "answer");
    }
}
