package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.curate.duplicates.NearDuplicates;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final String KEPT = "Explain to a beginner how a hash table finds a value, and why that is fast.";
    private static final String NEAR =
            "Please: explain to a beginner how a hash table finds a value, and why that is fast";

    private static Collector collector(Map<String, Object> more) {
        return (Collector) Built.of("near-duplicates", with(more)).step;
    }

    private static Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("column", List.of("answer")));
        settings.putAll(more);
        return settings;
    }

    private static Sample sample(long n, String answer) {
        return Sample.draw("make", n, Data.of("answer", answer));
    }

    private static Rejection rejection(Outcome outcome) {
        return ((Outcome.Rejected) outcome).rejection();
    }

    private static List<Boolean> passed(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome.Passed.class::isInstance).toList();
    }

    private static String words(String letter, int count) {
        return String.join(
                " ", IntStream.range(0, count).mapToObj(n -> letter + n).toList());
    }

    @Test
    void rejectsWhatIsNearlyAnEarlierRowWithEvidence() {
        Collector collector = collector(Map.of());
        Sample first = sample(0, KEPT);

        assertThat(collector.admit(first)).isEqualTo(Outcome.passed(first));
        Rejection rejection = rejection(collector.admit(sample(1, NEAR)));
        // 16 words and 12 shingles; one more word in front, one more shingle.
        assertThat(rejection.reason()).isEqualTo(NearDuplicates.NEAR_DUPLICATE);
        assertThat(rejection.explanation())
                .isEqualTo("answer has a Jaccard similarity of 0.9231 with the sample " + first.id()
                        + ", which stays, and only what is below 0.8 may stay beside it");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("columns", List.of("answer"))
                        .with("near_duplicate_of", first.id().toString())
                        .with("similarity", 12 / 13.0)
                        .with("threshold", 0.8)
                        .with("contained", 12 / 13.0)
                        .with("containing", 1.0)
                        .with("shingles", 13)
                        .with("left_out", 0)
                        .with("shared", List.of(NEAR.substring(8))));
        assertThat(collector.admit(sample(2, KEPT.replace("hash", "linked")))).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void thresholdAndShingleCanBeChosen() {
        String other = KEPT.replace("a value", "the value");
        // Words: 13 different ones, of which "a" stays as it comes before.
        for (Map<String, Object> settings : List.<Map<String, Object>>of(
                Map.of("shingle", 1L), Map.of("threshold", 0.3), Map.of("shingle", 2L, "threshold", 0.7))) {
            Collector collector = collector(settings);
            collector.admit(sample(0, KEPT));
            assertThat(collector.admit(sample(1, other)))
                    .as(settings.toString())
                    .isInstanceOf(Outcome.Rejected.class);
        }
        Collector defaults = collector(Map.of());
        defaults.admit(sample(0, KEPT));
        assertThat(defaults.admit(sample(1, other))).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void severalColumnsAreComparedTogether() {
        Collector collector = collector(Map.of("column", List.of("question", "answer")));
        Data row = Data.of("question", words("q", 30)).with("answer", words("a", 30));

        collector.admit(Sample.draw("make", 0, row));
        assertThat(collector.admit(Sample.draw("make", 1, row.with("answer", words("b", 30)))))
                .isInstanceOf(Outcome.Passed.class);
        assertThat(rejection(collector.admit(Sample.draw("make", 2, row.with("answer", words("a", 31)))))
                        .evidence()
                        .value("shared"))
                .isEqualTo(List.of((words("q", 30) + "\n" + words("a", 30)).substring(0, 200) + "…"));
    }

    @Test
    void absentAndNullCountAsEmptyAndEmptyRowsAreEqual() {
        Collector collector = collector(Map.of());
        List<Outcome> outcomes = List.of(
                collector.admit(Sample.draw("make", 0, Data.empty())),
                collector.admit(Sample.draw("make", 1, Data.of("answer", null))),
                collector.admit(sample(2, "")),
                collector.admit(sample(3, "?!")),
                collector.admit(sample(4, "…")));

        assertThat(passed(outcomes)).containsExactly(true, false, false, true, true);
    }

    @Test
    void rowsOfOneTemplateStayIfItsWordsAreCommon() {
        List<Boolean> without = new ArrayList<>();
        List<Boolean> with = new ArrayList<>();
        Collector plain = collector(Map.of());
        Collector leavingOut = collector(Map.of("common", 0.001));
        for (int i = 0; i < 60; i++) {
            Sample sample = sample(i, words("template", 90) + " " + words("own" + i + "x", 9));
            without.add(plain.admit(sample) instanceof Outcome.Passed);
            with.add(leavingOut.admit(sample) instanceof Outcome.Passed);
        }

        assertThat(without.subList(1, 60)).containsOnly(false);
        assertThat(with.subList(20, 60)).containsOnly(true);
        Rejection rejection =
                rejection(leavingOut.admit(sample(60, words("template", 90) + " " + words("own50x", 9) + " again")));
        assertThat(rejection.evidence().value("left_out")).isEqualTo(86L);
        assertThat(rejection.evidence().value("shingles")).isEqualTo(10L);
    }

    @Test
    void annotatingRejectsNothing() {
        Collector collector = collector(Map.of("annotate", true));
        Sample first = sample(0, KEPT);
        Sample second = sample(1, NEAR);

        assertThat(collector.admit(first))
                .isEqualTo(
                        Outcome.passed(first.with("near_duplicate_of", null).with("near_duplicate_similarity", null)));
        assertThat(collector.admit(second))
                .isEqualTo(Outcome.passed(
                        second.with("near_duplicate_of", first.id().toString())
                                .with("near_duplicate_similarity", 12 / 13.0)));
        // What was near is not compared with: it would not have stayed.
        assertThat(((Outcome.Passed) collector.admit(sample(2, NEAR)))
                        .sample()
                        .data()
                        .text("near_duplicate_of"))
                .isEqualTo(first.id().toString());
        assertThat(collector.columnsAfter(Columns.none()).names())
                .containsExactly("near_duplicate_of", "near_duplicate_similarity");
    }

    @Test
    void theBestOfSeveralStays() {
        List<Sample> samples = List.of(
                sample(0, KEPT).withScore("score", 3),
                sample(1, "Name a prime number.").withScore("score", 1),
                sample(2, NEAR).withScore("score", 5),
                sample(3, NEAR + " ok").withScore("score", 5),
                sample(4, KEPT));
        List<Barrier.Released> released = released(barrier(Map.of()), samples);

        assertThat(released.stream().map(Barrier.Released::sample)).containsExactlyElementsOf(samples);
        assertThat(passed(released.stream().map(Barrier.Released::outcome).toList()))
                .containsExactly(false, true, true, false, false);
        assertThat(rejection(released.getFirst().outcome()).evidence().text("near_duplicate_of"))
                .isEqualTo(samples.get(2).id().toString());
    }

    @Test
    void theBestSeesWhatIsCommonInAllRows() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            samples.add(sample(i, words("template", 90) + " " + words("own" + i + "x", 9))
                    .withScore("score", i));
        }
        assertThat(passed(released(barrier(Map.of("common", 0.001)), samples).stream()
                        .map(Barrier.Released::outcome)
                        .toList()))
                .containsOnly(true);
        assertThat(passed(released(barrier(Map.of()), samples).stream()
                        .map(Barrier.Released::outcome)
                        .toList()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> i == 59).toList());
    }

    private static Barrier barrier(Map<String, Object> more) {
        Map<String, Object> settings = with(more);
        settings.put("survivor", "best");
        settings.put("score", new ScoreExpression());
        Built built = Built.of("near-duplicates", settings);
        assertThat(built.problems).isEmpty();
        return (Barrier) built.step;
    }

    private static List<Barrier.Released> released(Barrier barrier, List<Sample> samples) {
        samples.forEach(barrier::collect);
        List<Barrier.Released> released = new ArrayList<>();
        barrier.release().forEachRemaining(released::add);
        return released;
    }

    @Test
    void settingsThatContradictEachOtherAreProblems() {
        assertThat(Built.of("near-duplicates", with(Map.of("survivor", "best"))).problems)
                .containsExactly("score is left out, but `survivor: best` needs to know what is best");
        assertThat(Built.of("near-duplicates", with(Map.of("score", new ScoreExpression()))).problems)
                .containsExactly("score is given, but only `survivor: best` looks at it");
        assertThat(Built.of("near-duplicates", with(Map.of("common", 0.0))).problems)
                .containsExactly("common is 0, but must be above: leave it out, so that all shingles count");
    }

    @Test
    void aProgramMakesOneWithoutAPipeline() {
        Collector collector = new NearDuplicates(
                "near-duplicates", List.of("answer"), NearSettings.defaults(), CommonShingles.none());
        collector.admit(sample(0, KEPT));

        assertThat(collector.name()).isEqualTo("near-duplicates");
        assertThat(collector.admit(sample(1, NEAR))).isInstanceOf(Outcome.Rejected.class);
    }

    /// What `score: score` is bound to.
    private record ScoreExpression() implements Expression {
        @Override
        public @Nullable Object evaluate(Sample sample) {
            return Optional.ofNullable(sample.scores().get("score"))
                    .orElseThrow(() -> new TemplateException("`score` is missing here", null));
        }

        @Override
        public boolean test(Sample sample) {
            throw new UnsupportedOperationException("no condition");
        }

        @Override
        public Set<String> variables() {
            return Set.of("score");
        }

        @Override
        public String source() {
            return "score";
        }
    }
}
