package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.UnansweredException;
import dev.seedbed.api.step.Work;
import dev.seedbed.testkit.ScriptedEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSimilarityTest {
    /// In the plane: betting to the right, physics up.
    private static final Map<String, float[]> MEANINGS = Map.of(
            "odds", new float[] {1, 0.2f},
            "stakes", new float[] {1, -0.2f},
            "levers", new float[] {0, 1},
            "a bet on a horse", new float[] {0.8f, 0.6f},
            "a falling apple", new float[] {0.6f, 0.8f},
            "a stew", new float[] {-1, 0});

    private static final Map<String, List<String>> LIKE =
            new TreeMap<>(Map.of("betting", List.of("odds", "stakes"), "physics", List.of("levers")));

    @TempDir
    private Path folder = Path.of("");

    /// Every call's texts.
    private final List<List<String>> embedded = new ArrayList<>();

    private final Set<String> refused = new HashSet<>();

    private Work work() {
        return new IdleWork() {

            @Override
            public List<float[]> embed(Model model, List<String> texts) {
                assertThat(model.alias()).isEqualTo("meaning");
                embedded.add(texts);
                if (texts.stream().anyMatch(refused::contains)) {
                    throw new UnansweredException("the model says no");
                }
                return texts.stream().map(TopicSimilarityTest::vector).toList();
            }
        };
    }

    private static float[] vector(String text) {
        float[] meaning = MEANINGS.get(text);
        return meaning == null ? ScriptedEmbedder.vector(text) : EmbeddingReply.ofLengthOne(meaning);
    }

    private static Built built(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("embeddings", "meaning");
        return Built.of("topic-similarity", all);
    }

    private static Gate gate(Map<String, ?> settings) {
        Built built = built(settings);
        assertThat(built.problems).isEmpty();
        return (Gate) built.step;
    }

    private static Sample answer(String text) {
        return Sample.root("load", Data.of("answer", text));
    }

    @Test
    void rejectsWhatIsLikeADeniedTopicAndNamesItWithItsCosine() throws Exception {
        Gate gate = gate(Map.of("like", LIKE, "deny", List.of("betting"), "allow", List.of("physics")));

        Rejection rejection = gate.judge(answer("a bet on a horse"), work()).orElseThrow();

        // The mean of odds and stakes is (1, 0), so the cosine is 0.8, and 0.6 with (0, 1).
        assertThat(rejection.reason()).isEqualTo("denied-topic");
        assertThat(rejection.explanation())
                .isEqualTo("answer is like the examples of 'betting': a cosine of 0.8, of 0.4 at which it is denied");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("topic", "betting")
                        .with("similarity", 0.8)
                        .with("similarities", Map.of("betting", 0.8, "physics", 0.6))
                        .with("deny_from", 0.4));
    }

    @Test
    void rejectsWhatIsLikeNoTopicAllowedAndNamesTheClosest() throws Exception {
        Gate gate = gate(Map.of("like", LIKE, "allow", List.of("betting", "physics"), "allow-from", 0.7));

        Rejection rejection = gate.judge(answer("a stew"), work()).orElseThrow();

        assertThat(rejection.reason()).isEqualTo("other-topic");
        assertThat(rejection.explanation())
                .isEqualTo("answer is not like the examples of any topic allowed: 'physics' is the closest, with a"
                        + " cosine of 0.0, of 0.7 at least");
        assertThat(rejection.evidence().asMap())
                .containsEntry("topic", "physics")
                .containsEntry("similarity", 0.0)
                .containsEntry("allow_from", 0.7);
        assertThat(gate.judge(answer("a falling apple"), work())).isEmpty();
    }

    @Test
    void boundsAreThemselvesWithin() throws Exception {
        Map<String, Object> like = Map.of("like", Map.of("betting", List.of("odds", "stakes")));

        assertThat(gate(with(like, Map.of("deny", List.of("betting"), "deny-from", 0.8)))
                        .judge(answer("a bet on a horse"), work()))
                .isPresent();
        assertThat(gate(with(like, Map.of("allow", List.of("betting"), "allow-from", 0.8)))
                        .judge(answer("a bet on a horse"), work()))
                .isEmpty();
    }

    @Test
    void embedsTheExamplesOnceAndABlankTextNever() throws Exception {
        Gate gate = gate(
                Map.of("like", Map.of("same", List.of("one text")), "deny", List.of("same"), "deny-from", 0.99999));
        Work work = work();

        assertThat(gate.judge(answer(" \n"), work)).isEmpty();
        assertThat(embedded).isEmpty();
        assertThat(gate.judge(answer("one text"), work)).isPresent();
        assertThat(gate.judge(answer("another"), work)).isEmpty();
        assertThat(embedded).containsExactly(List.of("one text"), List.of("one text"), List.of("another"));
    }

    @Test
    void aRowWithoutATextIsAboutNoTopicAllowed() throws Exception {
        Gate gate = gate(Map.of("like", Map.of("physics", List.of("levers")), "allow", List.of("physics")));

        assertThat(gate.judge(Sample.root("load", Data.empty()), work()))
                .get()
                .extracting(Rejection::reason, Rejection::explanation)
                .containsExactly("other-topic", "answer has no text, so it is about none of the topics");
    }

    @Test
    void showsTheCosinesInAColumnIfNothingIsToBeRejected() throws Exception {
        Gate gate = gate(Map.of("like", LIKE, "annotate", true));

        Sample one = ((Outcome.Passed) gate.apply(answer("a stew"), work())).sample();

        assertThat(one.data().value("topic_similarity")).isEqualTo(Map.of("betting", -1.0, "physics", 0.0));
        assertThat(gate.columnsAfter(Columns.none()).names()).containsExactly("topic_similarity");
    }

    @Test
    void readsExamplesOfFilesBesideThoseInThePipeline() throws Exception {
        Path file = Files.writeString(folder.resolve("betting.txt"), "# how it is said\nstakes\n\n");
        Built built = built(Map.of(
                "like", Map.of("betting", List.of("odds")),
                "like-files", Map.of("betting", file),
                "deny", List.of("betting")));

        assertThat(built.problems).isEmpty();
        assertThat(built.inputs).containsExactly(file);
        assertThat(((Gate) built.step).judge(answer("a bet on a horse"), work()))
                .get()
                .extracting(rejection -> rejection.evidence().value("similarity"))
                .isEqualTo(0.8);
    }

    @Test
    void saysWhatIsWrongWithTopics() throws Exception {
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xFF});

        assertThat(built(Map.of("deny", List.of("betting"))).problems)
                .containsExactly("like is left out, and so is `like-files`, so there are no topics; give one of them");
        assertThat(built(Map.of("like", LIKE)).problems)
                .containsExactly("allow is left out, and so is `deny`, so every row would pass; give one of them");
        assertThat(built(Map.of("like", LIKE, "deny", List.of("beting", "physics"))).problems)
                .containsExactly(
                        "deny names 'beting', but there are examples of 'betting', 'physics' only",
                        "like has 'betting', but neither `allow` nor `deny` names it; do, or remove it");
        assertThat(built(Map.of("like", LIKE, "deny", List.of("betting", "physics"), "allow", List.of("betting")))
                        .problems)
                .containsExactly("deny names 'betting', and `allow` does too; take it out of one of them");
        assertThat(built(Map.of("like", Map.of("betting", List.of(" ")), "deny", List.of("betting"))).problems)
                .containsExactly("like has no examples of 'betting'; give a few texts that are about it");
        assertThat(built(Map.of(
                                "like", Map.of("physics", List.of("levers")),
                                "like-files", Map.of("betting", latin),
                                "deny", List.of("physics")))
                        .problems)
                .containsExactly(
                        "like-files has '" + latin + "' for 'betting', but that cannot be read as a text in UTF-8");
    }

    @Test
    void saysOfAFileThatCannotBeReadOnlyThat() throws Exception {
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xFF});

        assertThat(built(Map.of("like-files", Map.of("betting", latin), "deny", List.of("betting"))).problems)
                .containsExactly(
                        "like-files has '" + latin + "' for 'betting', but that cannot be read as a text in UTF-8");
    }

    @Test
    void stopsTheRunIfAnExampleGetsNoVectorAndNamesIt() {
        Gate gate = gate(Map.of("like", LIKE, "deny", List.of("betting", "physics")));
        refused.add("levers");

        assertThatThrownBy(() -> gate.judge(answer("a stew"), work()))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("step 'topic-similarity' cannot compare any row: its example of 'physics', 'levers', got no"
                        + " vector, as the model says no; take it out or say it otherwise, or mend the cause and give"
                        + " `--retry-failed`");
    }

    @Test
    void failsOnlyTheRowThatGetsNoVector() throws Exception {
        Gate gate = gate(Map.of("like", LIKE, "deny", List.of("betting", "physics")));
        refused.add("a stew");

        assertThatThrownBy(() -> gate.judge(answer("a stew"), work())).isInstanceOf(UnansweredException.class);
        assertThat(gate.judge(answer("a bet on a horse"), work())).isPresent();
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }
}
