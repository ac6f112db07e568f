package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.DocumentScrub;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.nio.file.Path;

/// LAB (Sudalairaj et al. 2024, arXiv:2403.01081) as InstructLab runs it (instructlab/sdg at faa84eff): data from a
/// taxonomy whose leaves are files `qna.yaml` with examples written by people.
///
/// ```yaml
/// steps:
///   - instructlab: { model: teacher, taxonomy: taxonomy/compositional_skills }
/// ```
///
/// Three pipelines in one chain, by the type of leaf: skills without a context, skills with one, and knowledge from
/// documents. A leaf that does not follow version 3 of the schema is rejected with all its faults.
public final class InstructLab {
    static final Parameter<String> MODEL = Parameter.model(
                    "model", "Writes contexts, questions and answers: the teacher.")
            .required();
    static final Parameter<String> JUDGE =
            Parameter.model("judge", "Rates questions and answers; `model` itself if left out.");
    static final Parameter<Path> TAXONOMY = Parameter.inputPath(
                    "taxonomy", "The folder of a taxonomy, or of a part of it, or one `qna.yaml`.")
            .required();
    static final Parameter<Path> DOCUMENTS = Parameter.inputPath(
            "documents",
            "The folder with the documents of knowledge leaves: a checkout of the repository that they name. Patterns"
                    + " of the leaves are taken from here.");
    static final Parameter<Long> CHUNK = Parameter.wholeNumber(
                    "chunk-characters", 200, 1_000_000, "The most characters of a part of a document.")
            .defaultsTo(4_000);
    static final Parameter<Long> QUESTIONS = Parameter.wholeNumber(
                    "questions",
                    1,
                    1_000,
                    "How many questions are asked for after each example of a skill without context.")
            .defaultsTo(30);
    static final Parameter<Long> CONTEXTS = Parameter.wholeNumber(
                    "contexts", 1, 1_000, "How many contexts are written after each example of a skill with context.")
            .defaultsTo(10);
    static final Parameter<Long> CONTEXT_QUESTIONS = Parameter.wholeNumber(
                    "context-questions", 1, 1_000, "How many questions are asked for about each context.")
            .defaultsTo(3);

    static final SamplingParameters WRITING = SamplingParameters.of("", 0, 4_096, "questions and answers");
    static final SamplingParameters CONTEXT_WRITING = SamplingParameters.of("context", 0.7, 2_048, "contexts");
    static final SamplingParameters JUDGING = SamplingParameters.of("judge", 0, 2_048, "ratings");

    static final Prompt QUESTIONS_PROMPT = BundledPrompt.of("instructlab.questions", 1, "task", "count", "example");
    static final Prompt CONTEXT_PROMPT = BundledPrompt.of("instructlab.context", 1, "task", "example");
    static final Prompt CONTEXT_QUESTIONS_PROMPT =
            BundledPrompt.of("instructlab.context-questions", 1, "task", "count", "context", "examples");
    static final Prompt RATE_QUESTION_PROMPT =
            BundledPrompt.of("instructlab.rate-question", 2, "task", "context", "question", "marker", "form");
    static final Prompt ANSWER_PROMPT =
            BundledPrompt.of("instructlab.answer", 1, "task", "context", "question", "examples");
    static final Prompt RATE_PAIR_PROMPT =
            BundledPrompt.of("instructlab.rate-pair", 2, "context", "question", "answer", "marker", "form");
    static final Prompt KNOWLEDGE_PROMPT =
            BundledPrompt.of("instructlab.knowledge", 1, "domain", "outline", "document", "examples");
    static final Prompt FAITHFULNESS_PROMPT =
            BundledPrompt.of("instructlab.faithfulness", 2, "document", "answer", "marker", "form");
    static final Prompt RELEVANCY_PROMPT =
            BundledPrompt.of("instructlab.relevancy", 2, "question", "answer", "marker", "form");
    static final Prompt VERIFY_PROMPT =
            BundledPrompt.of("instructlab.verify-question", 2, "question", "marker", "form");

    /// What a pipeline names as `instructlab`.
    public static final StepType TYPE = StepType.named(
                    "instructlab",
                    StepKind.RECIPE,
                    "Makes questions and answers from a taxonomy of skills and knowledge in InstructLab's form.")
            .taking(
                    MODEL,
                    JUDGE,
                    TAXONOMY,
                    DOCUMENTS,
                    CHUNK,
                    DocumentScrub.SCRUB,
                    QUESTIONS,
                    CONTEXTS,
                    CONTEXT_QUESTIONS,
                    WRITING.temperature(),
                    WRITING.topP(),
                    WRITING.maxTokens(),
                    CONTEXT_WRITING.temperature(),
                    CONTEXT_WRITING.topP(),
                    CONTEXT_WRITING.maxTokens(),
                    JUDGING.temperature(),
                    JUDGING.topP(),
                    JUDGING.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .prompts(
                    QUESTIONS_PROMPT,
                    CONTEXT_PROMPT,
                    CONTEXT_QUESTIONS_PROMPT,
                    RATE_QUESTION_PROMPT,
                    ANSWER_PROMPT,
                    RATE_PAIR_PROMPT,
                    KNOWLEDGE_PROMPT,
                    FAITHFULNESS_PROMPT,
                    RELEVANCY_PROMPT,
                    VERIFY_PROMPT)
            .citing("Sudalairaj et al. 2024, *LAB: Large-Scale Alignment for ChatBots*, arXiv:2403.01081;"
                    + " instructlab/sdg at faa84eff")
            .writing("taxonomy_path", "leaf_type", "question", "answer", "instruction", "messages")
            .details("""
                    A row for each question with its answer: `taxonomy_path`, `leaf_type` (`freeform-skill`,
                    `grounded-skill` or `knowledge`), `question`, `answer`, `instruction` (the context, if there is one,
                    and the question) and `messages`. Skills add `question_score` and `pair_score`; those with context
                    `context`; knowledge adds `document` (the part, with personal data masked unless `scrub`
                    is false), `document_file`, `document_sha256`,
                    `chunk_start` and `chunk_end` (its characters in the file), and `faithfulness`, `relevancy` and
                    `question_verification`.

                    Rejects leaves with `invalid-qna` (the evidence has all `faults`) and `no-documents`; replies with
                    `no-question`, `no-context`, `no-pairs`, `unanswerable`; questions and answers with
                    `exact-duplicate`, `poor-question`, `poor-pair`, `unfaithful`, `irrelevant`, `dependent-question`,
                    and `unscored` where the judge says no clear rating; all with `truncated`, `empty-reply`, `filtered`.

                    The taxonomy ends, so the run does.
                    """)
            .example("- instructlab: { model: writer, judge: judge, taxonomy: taxonomy, documents: documents }")
            .builtOfMany(building -> new InstructLabBuilder(building).steps());

    private InstructLab() {}
}
