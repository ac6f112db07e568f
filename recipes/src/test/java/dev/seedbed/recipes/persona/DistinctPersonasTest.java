package dev.seedbed.recipes.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DistinctPersonasTest {
    private static final String TEN = "one two three four five six seven eight nine";

    private static Outcome admitted(WordOverlap collector, String text) {
        return collector.admit(Sample.root("x", Data.of("persona", text)));
    }

    private static boolean passes(double below, String first, String second) {
        WordOverlap collector = new WordOverlap("words", "persona", below);
        assertThat(admitted(collector, first)).isInstanceOf(Outcome.Passed.class);
        return admitted(collector, second) instanceof Outcome.Passed;
    }

    @Test
    void aSimilarityOfExactlyTheThresholdIsDropped() {
        assertThat(passes(0.9, TEN, TEN + " ten")).isFalse(); // 9 of 10
        assertThat(passes(0.9001, TEN, TEN + " ten")).isTrue();
        assertThat(passes(0.9, TEN, TEN + " ten eleven")).isTrue(); // 9 of 11
        assertThat(passes(0.9, TEN, "Nine, eight, seven, six, five, four, three; two ONE!"))
                .isFalse();
    }

    @Test
    void rejectsWithSimilarityThresholdAndTheNearest() {
        WordOverlap collector = new WordOverlap("words", "persona", 0.9);
        Sample first = Sample.root("x", Data.of("persona", TEN));
        collector.admit(first);
        Outcome.Rejected rejected = (Outcome.Rejected) admitted(collector, TEN + " ten");
        assertThat(rejected.rejection().reason()).isEqualTo("too-many-shared-words");
        assertThat(rejected.rejection().evidence().asMap())
                .containsEntry("similarity", 0.9)
                .containsEntry("below", 0.9)
                .containsEntry("nearest_id", first.id().toString());
    }

    /// Against comparing with all, over texts of few words, so that there are many near-duplicates.
    @Test
    void missesNoNearDuplicate() {
        Random random = new Random(7);
        for (double below : new double[] {0.3, 0.5, 0.8, 0.9, 1.0}) {
            WordOverlap collector = new WordOverlap("words", "persona", below);
            List<Set<String>> passed = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Set<String> words = new TreeSet<>();
                for (int j = random.nextInt(9); j >= 0; j--) {
                    words.add("w" + random.nextInt(12));
                }
                boolean expected = passed.stream().allMatch(other -> jaccard(words, other) < below);
                assertThat(admitted(collector, String.join(" ", words)) instanceof Outcome.Passed)
                        .as("%s below %s", words, below)
                        .isEqualTo(expected);
                if (expected) {
                    passed.add(words);
                }
            }
        }
    }

    private static double jaccard(Set<String> left, Set<String> right) {
        Set<String> both = new TreeSet<>(left);
        both.retainAll(right);
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        return both.size() / (double) all.size();
    }

    @Test
    void comparesByMeaningWhereAModelIsGivenAndRecordsBothThresholds() throws InterruptedException {
        List<Step> steps = TestBuilding.of(DistinctPersonas.TYPE)
                .model("model", FakeModel.able("meaning", Capability.EMBED))
                .behind("persona")
                .build();
        Map<String, float[]> vectors = Map.of(
                "a doctor", new float[] {1, 0}, "one who heals", new float[] {0.95f, 0.3122f}, "a sailor", new float[] {
                    0.89f, 0.456f
                });
        List<Sample> rows = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String text : List.of("a doctor", "one who heals", "a sailor")) {
            Sample sample = Sample.root("x", Data.of("persona", text));
            for (Step step : steps) {
                Outcome outcome = step instanceof Collector collector
                        ? collector.admit(sample)
                        : ((SampleStep) step).apply(sample, new Embedding(vectors));
                if (outcome instanceof Outcome.Rejected rejected) {
                    reasons.add(rejected.rejection().reason());
                    break;
                }
                sample = ((Outcome.Passed) outcome).sample();
                if (step.name().equals(steps.getLast().name())) {
                    rows.add(sample);
                }
            }
        }
        assertThat(reasons).containsExactly("too-similar-meaning");
        assertThat(rows).extracting(row -> row.data().text("persona")).containsExactly("a doctor", "a sailor");
        assertThat(rows.getFirst().data().asMap())
                .containsOnlyKeys("persona", "persona_dedup")
                .containsEntry("persona_dedup", Map.of("words_below", 0.9, "meaning_below", 0.9));
    }

    @Test
    void withoutAModelThereIsTheStageByWordsOnly() {
        assertThat(TestBuilding.of(DistinctPersonas.TYPE).behind("persona").build())
                .extracting(Step::name)
                .containsExactly("distinct-personas/words", "distinct-personas/record");
    }

    private record Embedding(Map<String, float[]> vectors) implements Work {
        @Override
        public Reply ask(Ask ask) {
            throw new AssertionError("nothing is asked");
        }

        @Override
        public List<Reply> askAll(List<Ask> asks) {
            throw new AssertionError("nothing is asked");
        }

        @Override
        public List<float[]> embed(Model model, List<String> texts) {
            return texts.stream().map(vectors::get).toList();
        }

        @Override
        public RandomGenerator random(int n) {
            throw new AssertionError("nothing is drawn");
        }

        @Override
        public long candidate() {
            return 0;
        }
    }
}
