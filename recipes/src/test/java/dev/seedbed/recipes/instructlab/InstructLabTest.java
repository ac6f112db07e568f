package dev.seedbed.recipes.instructlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstructLabTest {
    private static final String SYNONYMS = "compositional_skills/linguistics/synonyms";
    private static final String INCLUSION = "compositional_skills/grounded/linguistics/inclusion";
    private static final String CHICKADEE = "knowledge/science/animals/birds/black_capped_chickadee";

    @TempDir
    private Path folder = Path.of("");

    private TestBuilding building(String leaf) throws Exception {
        return TestBuilding.of(InstructLab.TYPE)
                .model("model", FakeModel.able("teacher", Capability.CHAT))
                .set("taxonomy", QnaTest.taxonomy().resolve(leaf + "/qna.yaml"))
                .set("retries", 0);
    }

    private static Chain run(TestBuilding building, Function<Ask, String> replies) throws InterruptedException {
        List<Step> steps = building.build();
        assertThat(building.problems()).isEmpty();
        return new Chain(steps, ask -> reply(replies.apply(ask))).run(1);
    }

    private static Reply reply(String text) {
        return FakeWork.stopped(text);
    }

    private static String in(String tag, String text) {
        return "[Start of " + tag + "]\n" + text + "\n[End of " + tag + "]\n";
    }

    private static String skill(Ask ask) {
        String asked = FakeWork.textOf(ask);
        if (asked.contains("Write a new context")) {
            return in("Context", "Context " + ask.n());
        }
        if (asked.contains("different questions")) {
            return in("Question", "What is " + ask.n() + "?") + in("Question", "What is it all about?");
        }
        if (asked.contains("is a good one for the task")) {
            return "Good.\nScore: 1";
        }
        return asked.contains("Judge the answer") ? "Right, but bare.\nScore: 2" : in("Answer", "A fine answer.");
    }

    @Test
    void makesRowsOfASkillWithoutContext() throws Exception {
        Chain chain = run(building(SYNONYMS), InstructLabTest::skill);
        // six examples, a question of each's own and one that all have
        assertThat(chain.rows()).hasSize(7);
        assertThat(chain.reasons()).containsExactly(Map.entry("duplicates:exact-duplicate", 5));
        Data row = chain.rows().getFirst().data();
        assertThat(row.asMap())
                .containsOnlyKeys(
                        "taxonomy_path",
                        "leaf_type",
                        "question",
                        "question_score",
                        "answer",
                        "pair_score",
                        "instruction",
                        "messages")
                .containsEntry("leaf_type", "freeform-skill")
                .containsEntry("instruction", "What is 0?")
                .containsEntry("answer", "A fine answer.")
                .containsEntry("question_score", 1L)
                .containsEntry("pair_score", 2L);
    }

    @Test
    void asksAsTheReleasedPipelineDoes() throws Exception {
        Chain chain = run(building(INCLUSION), InstructLabTest::skill);
        List<Ask> contexts = chain.asks().stream()
                .filter(ask -> FakeWork.textOf(ask).contains("Write a new context"))
                .toList();
        assertThat(contexts)
                .hasSizeGreaterThanOrEqualTo(50)
                .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                        .containsEntry("temperature", 0.7)
                        .containsEntry("max_tokens", 2048L));
        assertThat(chain.asks().getLast().request().asData().asMap()).containsEntry("temperature", 0.0);
        assertThat(chain.asks().stream().filter(ask -> FakeWork.textOf(ask).contains("Write 3 different questions")))
                .hasSameSizeAs(contexts);
        Data row = chain.rows().getFirst().data();
        assertThat(row.text("context")).isEqualTo("Context 0");
        assertThat(row.text("instruction")).isEqualTo("Context 0\n\nWhat is 0?");
    }

    @Test
    void keepsQuestionsRatedOneAndPairsRatedTwoOrMore() throws Exception {
        Chain chain = run(building(SYNONYMS), ask -> {
            String asked = FakeWork.textOf(ask);
            if (asked.contains("is a good one for the task")) {
                return asked.contains("What is 0?")
                        ? "Score: 0"
                        : asked.contains("What is 1?") ? "It is a 1." : "Score: 1";
            }
            return asked.contains("Judge the answer")
                    ? "Score: " + (asked.contains("What is 2?") ? "1" : asked.contains("What is 3?") ? "4" : "3")
                    : skill(ask);
        });
        assertThat(chain.reasons())
                .containsOnly(
                        Map.entry("duplicates:exact-duplicate", 5),
                        Map.entry("rate-questions:poor-question", 1),
                        Map.entry("rate-questions:unscored", 1),
                        Map.entry("rate-pairs:poor-pair", 1),
                        Map.entry("rate-pairs:unscored", 1));
    }

    private Path documents() throws Exception {
        String text = "# Chickadee\n\n" + "It sings in winter. ".repeat(30) + "\n\n" + "It hides seeds. ".repeat(30);
        String pattern =
                Leaves.read(QnaTest.taxonomy().resolve(CHICKADEE)).getFirst().value("document_patterns")
                                instanceof List<?> patterns
                        ? String.valueOf(patterns.getFirst())
                        : "";
        Files.writeString(folder.resolve("other.txt"), "not asked for");
        return Files.writeString(folder.resolve(pattern), text);
    }

    private static String knowledge(Ask ask) {
        String asked = FakeWork.textOf(ask);
        if (asked.contains("Write questions and answers")) {
            return "[QUESTION]\nWhen does it sing?" + ask.n() + "\n[ANSWER]\nIn winter.\n[END]\n"
                    + "[Question] What does it hide?\n[Answer] Seeds.";
        }
        if (asked.contains("Decide whether")) {
            return "It says so.\nAnswer: " + (asked.contains("Seeds.") ? "NO" : "YES");
        }
        return asked.contains("by two points") ? "Score: 2" : "Rating: 1";
    }

    @Test
    void makesRowsOfKnowledgeWithWhereTheyComeFrom() throws Exception {
        Path document = documents();
        Chain chain = run(
                building(CHICKADEE).set("documents", folder).set("chunk-characters", 700), InstructLabTest::knowledge);
        assertThat(chain.reasons()).containsEntry("faithfulness:unfaithful", 1);
        assertThat(chain.rows()).isNotEmpty();
        String text = Files.readString(document);
        assertThat(chain.rows()).allSatisfy(row -> {
            int start = Integer.parseInt(row.data().text("chunk_start"));
            int end = Integer.parseInt(row.data().text("chunk_end"));
            assertThat(row.data().text("document")).isEqualTo(text.substring(start, end));
            assertThat(row.data().text("document_sha256")).isEqualTo(Hash.sha256Of(text));
            assertThat(row.data().asMap())
                    .containsEntry("leaf_type", "knowledge")
                    .containsEntry("faithfulness", 1L)
                    .containsEntry("relevancy", 2L)
                    .containsEntry("question_verification", 1L);
        });
    }

    @Test
    void personalDataInDocumentsReachesNoModelUnlessAskedFor() throws Exception {
        Path document = documents();
        String text = Files.readString(document) + "\n\nWrite to jo.bloggs@acme-widgets.com.";
        Files.writeString(document, text);
        TestBuilding building = building(CHICKADEE).set("documents", folder);
        Chain chain = run(building, InstructLabTest::knowledge);
        assertThat(chain.asks())
                .isNotEmpty()
                .noneMatch(ask -> FakeWork.textOf(ask).contains("bloggs"));
        assertThat(chain.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.data().text("document")).endsWith("Write to [EMAIL].");
            assertThat(row.data().text("document_sha256")).isEqualTo(Hash.sha256Of(text));
            assertThat(row.data().asMap()).containsEntry("chunk_end", (long) text.length());
        });

        Chain open = run(building(CHICKADEE).set("documents", folder).set("scrub", false), InstructLabTest::knowledge);
        assertThat(open.rows().getFirst().data().text("document")).isEqualTo(text);
    }

    @Test
    void cutsDocumentsIntoPartsThatMakeUpTheWhole() throws Exception {
        Documents documents = new Documents(folder, 50);
        String text = "One two three.\n\nFour five six seven eight nine ten.\n\n" + "x".repeat(120) + "😀 end";
        List<Documents.Chunk> chunks = documents.chunks(Files.writeString(folder.resolve("a.md"), text));
        StringBuilder whole = new StringBuilder();
        chunks.forEach(chunk -> {
            assertThat(chunk.start()).isEqualTo(whole.length());
            assertThat(chunk.text().length()).isLessThanOrEqualTo(50);
            assertThat(chunk.file()).isEqualTo("a.md");
            assertThat(chunk.sha256()).isEqualTo(Hash.sha256Of(text));
            whole.append(chunk.text());
        });
        assertThat(whole).hasToString(text);
        assertThat(chunks.getFirst().text()).isEqualTo("One two three.\n\nFour five six seven eight nine ");
    }

    @Test
    void notesLeavesAndTheirDocumentsAsInputsAndNoOtherFiles() throws Exception {
        Path document = documents();
        TestBuilding building = building(CHICKADEE).set("documents", folder);
        building.build();
        assertThat(building.inputs()).containsExactly(QnaTest.taxonomy().resolve(CHICKADEE + "/qna.yaml"), document);
    }

    @Test
    void aKnowledgeLeafNeedsItsDocuments() throws Exception {
        assertThat(run(building(CHICKADEE), InstructLabTest::knowledge).reasons())
                .containsExactly(Map.entry("documents:no-documents", 1));
        Chain none = run(building(CHICKADEE).set("documents", folder), InstructLabTest::knowledge);
        assertThat(none.rejected().getFirst().rejection().explanation()).contains("matches the leaf's patterns");
    }

    @Test
    void readsPairsAsTheReleasedPatternDoes() {
        assertThat(Replies.pairs("[QUESTION]\na?\n[ANSWER]\nb\n[END]\n\n[QUESTION] c?\n[ANSWER] d\ne"))
                .isEqualTo(Reading.found(List.of(
                        Data.of("question", "a?").with("answer", "b"),
                        Data.of("question", "c?").with("answer", "d\ne"))));
        assertThat(Replies.pairs("[UNANSWERABLE]")).isInstanceOf(Reading.Unusable.class);
        assertThat(Replies.pairs("Question: a?\nAnswer: b")).isInstanceOf(Reading.Unusable.class);
        assertThat(Replies.pairs("[QUESTION]\n[ANSWER]\n[END]")).isInstanceOf(Reading.Unusable.class);
    }

    @Test
    void aJudgeMustSayYesOrNoPlainly() throws Exception {
        documents();
        for (String unclear : List.of("YES", "Answer: Yes, partially", "Answer: YES\nAnswer: NO", "Answer: MAYBE")) {
            Chain chain = run(
                    building(CHICKADEE).set("documents", folder),
                    ask -> FakeWork.textOf(ask).contains("Decide whether") ? unclear : knowledge(ask));
            assertThat(chain.rows()).as(unclear).isEmpty();
            assertThat(chain.reasons()).as(unclear).containsKey("faithfulness:unscored");
        }
    }

    @Test
    void anInvalidLeafIsRejectedWithItsFaults() throws Exception {
        Chain chain = run(building("foundational_skills/reasoning/logical_reasoning/causal"), InstructLabTest::skill);
        assertThat(chain.reasons()).containsExactly(Map.entry("valid-leaves:invalid-qna", 1));
        assertThat(chain.rejected().getFirst().rejection().explanation())
                .contains("version is missing", "seed_examples has");
        assertThat(chain.asks()).isEmpty();
    }
}
