package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.duplicates.SemanticDuplicates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SemanticDuplicatesTest {
    private static final Map<String, float[]> MEANINGS = Map.of(
            "a doctor", new float[] {1, 0}, "one who heals", new float[] {0.96f, 0.28f}, "a sailor", new float[] {
                0.6f, 0.8f
            });

    private static Sample sample(long n, Data data) {
        return Sample.draw("make", n, data);
    }

    private static Sample vector(long n, Object... numbers) {
        return sample(n, Data.of("embedding", Arrays.asList(numbers)));
    }

    private static Collector byVector(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("vector", "embedding"));
        settings.putAll(more);
        Built built = Built.of("semantic-duplicates", settings);
        assertThat(built.problems).isEmpty();
        return (Collector) built.step;
    }

    private static Rejection rejection(Outcome outcome) {
        return ((Outcome.Rejected) outcome).rejection();
    }

    private static Sample passed(Outcome outcome) {
        return ((Outcome.Passed) outcome).sample();
    }

    private static Outcome through(List<Step> steps, Sample sample) throws InterruptedException {
        Sample next = sample;
        Outcome outcome = Outcome.passed(next);
        for (Step step : steps) {
            outcome = step instanceof Collector collector
                    ? collector.admit(next)
                    : ((SampleStep) step).apply(next, new Embedding());
            if (outcome instanceof Outcome.Passed passed) {
                next = passed.sample();
            }
        }
        return outcome;
    }

    @Test
    void embedsTextsAndRejectsThoseThatMeanTheSameWithEvidence() throws InterruptedException {
        List<Step> steps = Built.of("semantic-duplicates", Map.of("column", "text", "embedding", "meaning")).steps;
        Sample first = sample(0, Data.of("text", "a doctor"));
        Sample third = sample(2, Data.of("text", "a sailor"));

        assertThat(through(steps, first)).isEqualTo(Outcome.passed(first));
        Rejection rejection = rejection(through(steps, sample(1, Data.of("text", "one who heals"))));
        assertThat(through(steps, third)).isEqualTo(Outcome.passed(third));

        assertThat(rejection.reason()).isEqualTo(SemanticDuplicates.SEMANTIC_DUPLICATE);
        assertThat(rejection.explanation())
                .isEqualTo("text has a cosine of 0.9600 with the sample " + first.id()
                        + ", which stays, and only what is below 0.9 may stay beside it");
        assertThat(rejection.evidence().without("cosine"))
                .isEqualTo(Data.of("column", "text")
                        .with("semantic_duplicate_of", first.id().toString())
                        .with("threshold", 0.9)
                        .with("text", "one who heals")
                        .with("text_that_stays", "a doctor"));
        assertThat((Double) rejection.evidence().value("cosine")).isCloseTo(0.96, within(1e-6));

        Columns columns = Columns.none().plus(List.of("text"));
        for (Step step : steps) {
            columns = step.columnsAfter(columns);
        }
        assertThat(columns.names()).containsExactly("text");
        assertThat(steps).extracting(Step::name).doesNotHaveDuplicates();
    }

    @Test
    void rowsWithoutATextPassWithoutBeingEmbedded() throws InterruptedException {
        List<Step> steps = Built.of("semantic-duplicates", Map.of("column", "text", "embedding", "meaning")).steps;
        for (Sample sample : List.of(
                sample(0, Data.of("text", "")),
                sample(1, Data.of("text", " \n")),
                sample(2, Data.of("text", null)),
                sample(3, Data.empty()))) {
            assertThat(through(steps, sample)).isEqualTo(Outcome.passed(sample));
        }
    }

    @Test
    void vectorsThatAreThereAlreadyAreReadAndStay() {
        Collector collector = byVector(Map.of("threshold", 0.99));
        Sample first = vector(0, 3, 4.0);

        assertThat(collector.admit(first)).isEqualTo(Outcome.passed(first));
        assertThat(collector.admit(vector(1, 4, 3L))).isInstanceOf(Outcome.Passed.class);
        assertThat(rejection(collector.admit(vector(2, 0.6, 0.8))).evidence())
                .isEqualTo(Data.of("column", "embedding")
                        .with("semantic_duplicate_of", first.id().toString())
                        .with("cosine", 1.0)
                        .with("threshold", 0.99));
    }

    /// Each is close to the one before, and the last to none that stays.
    @Test
    void noChainsRemoveWhatIsLikeNothingThatStays() {
        Collector collector = byVector(Map.of());
        List<Boolean> passed = new ArrayList<>();
        for (int degrees = 0; degrees <= 60; degrees += 20) {
            double angle = Math.toRadians(degrees);
            passed.add(collector.admit(vector(degrees, Math.cos(angle), Math.sin(angle))) instanceof Outcome.Passed);
        }
        assertThat(passed).containsExactly(true, false, true, false);
    }

    @Test
    void annotatingRejectsNothing() {
        Collector collector = byVector(Map.of("annotate", true));
        Sample first = vector(0, 1, 0);
        Sample second = vector(1, 2, 0);

        assertThat(collector.admit(first))
                .isEqualTo(
                        Outcome.passed(first.with("semantic_duplicate_of", null).with("semantic_cosine", null)));
        assertThat(collector.admit(second))
                .isEqualTo(Outcome.passed(
                        second.with("semantic_duplicate_of", first.id().toString())
                                .with("semantic_cosine", 1.0)));
        assertThat(collector.columnsAfter(Columns.none()).names())
                .containsExactly("semantic_duplicate_of", "semantic_cosine");
    }

    @Test
    void whatIsNoVectorFailsTheSampleAndNullPasses() {
        Collector collector = byVector(Map.of());
        assertThat(collector.admit(sample(0, Data.of("embedding", null)))).isInstanceOf(Outcome.Passed.class);
        for (Object wrong : List.of("text", List.of(), List.of("a"), List.of(1, 1e300))) {
            assertThatThrownBy(() -> collector.admit(sample(1, Data.of("embedding", wrong))))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageStartingWith("column 'embedding' holds ")
                    .hasMessageEndingWith(
                            ", but must hold a vector: a list of numbers, as the step `embed` makes them");
        }
        collector.admit(vector(2, 1, 0));
        assertThatThrownBy(() -> collector.admit(vector(3, 1, 0, 0)))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "column 'embedding' holds a vector of 3 numbers, but the first one had 2; only vectors of the "
                                + "same model can be compared");
        assertThat(passed(collector.admit(vector(4, 0, 1))).id())
                .isEqualTo(vector(4, 0, 1).id());
    }

    @Test
    void settingsThatContradictEachOtherAreProblems() {
        assertThat(Built.of("semantic-duplicates", Map.of("column", "text")).problems)
                .containsExactly("embedding is left out, and so is `vector`: name a model that embeds `column`, or a "
                        + "column that has vectors");
        assertThat(Built.of("semantic-duplicates", Map.of("embedding", "meaning")).problems)
                .containsExactly("column is left out, but `embedding` needs a text to embed");
        assertThat(Built.of("semantic-duplicates", Map.of("embedding", "meaning", "vector", "v")).problems)
                .containsExactly("vector is given beside `embedding`, but only one of them can say what is compared");
    }

    @Test
    void aProgramMakesOneWithoutAPipeline() {
        Collector collector = new SemanticDuplicates("semantic-duplicates", "embedding", Optional.of("text"), 0.9);
        collector.admit(vector(0, 1, 0));
        assertThat(rejection(collector.admit(vector(1, 1, 0))).evidence().value("text"))
                .isEqualTo("");
    }

    private record Embedding() implements Work {
        @Override
        public List<float[]> embed(Model model, List<String> texts) {
            return texts.stream()
                    .map(text -> MEANINGS.getOrDefault(text, new float[] {-1, 0}))
                    .toList();
        }

        @Override
        public Reply ask(Ask ask) {
            throw new UnsupportedOperationException("nothing is asked here");
        }

        @Override
        public List<Reply> askAll(List<Ask> asks) {
            throw new UnsupportedOperationException("nothing is asked here");
        }

        @Override
        public RandomGenerator random(int n) {
            throw new UnsupportedOperationException("nothing is drawn here");
        }

        @Override
        public long candidate() {
            throw new UnsupportedOperationException("no candidate is known here");
        }
    }
}
