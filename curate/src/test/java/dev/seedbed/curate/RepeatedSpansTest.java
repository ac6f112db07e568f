package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.curate.duplicates.RepeatedSpans;
import dev.seedbed.text.span.SpanSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedSpansTest {
    private static final String NOTICE = "Please note that I am only a model and cannot give advice.";

    private static Built built(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("column", "answer", "words", 5L));
        settings.putAll(more);
        return Built.of("repeated-spans", settings);
    }

    private static Collector collector(Map<String, Object> more) {
        return (Collector) built(more).step;
    }

    private static Sample sample(long n, String answer) {
        return Sample.draw("make", n, Data.of("answer", answer));
    }

    private static Rejection rejection(Outcome outcome) {
        return ((Outcome.Rejected) outcome).rejection();
    }

    private static Sample passed(Outcome outcome) {
        return ((Outcome.Passed) outcome).sample();
    }

    private static List<Map<?, ?>> list(Data data, String column) {
        List<Map<?, ?>> entries = new ArrayList<>();
        if (data.value(column) instanceof List<?> list) {
            list.forEach(each -> entries.add((Map<?, ?>) each));
        }
        return entries;
    }

    private static String words(String letter, int count) {
        return IntStream.range(0, count).mapToObj(n -> letter + n).collect(Collectors.joining(" "));
    }

    @Test
    void rejectsWhatStandsInEarlierRowsForTheMostPartWithEvidence() {
        Collector collector = collector(Map.of());
        Sample first = sample(0, "Eat apples. " + NOTICE);
        Sample half = sample(1, NOTICE + " " + words("own", 12));
        String text = "Drink water. PLEASE note that I am only a model and cannot give advice!";

        assertThat(collector.admit(first)).isEqualTo(Outcome.passed(first));
        assertThat(collector.admit(half)).isEqualTo(Outcome.passed(half));
        Rejection rejection = rejection(collector.admit(sample(2, text)));
        assertThat(rejection.reason()).isEqualTo(RepeatedSpans.REPEATED_SPANS);
        assertThat(rejection.explanation())
                .isEqualTo(
                        "12 of the 14 words of answer stand in runs of 5 words or more that were there before, and at "
                                + "most the share 0.5 may");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("share", 12 / 14.0)
                        .with("repeated", 12)
                        .with("words", 14)
                        .with(
                                "spans",
                                List.of(Data.of("start", 13)
                                        .with("end", 70)
                                        .with("words", 12)
                                        .with("repeats", first.id().toString())
                                        .with("from_word", 2)
                                        .with("text", text.substring(13, 70))
                                        .asMap()))
                        .with("span_count", 1));
    }

    @Test
    void rejectedRowsAreNotComparedWith() {
        Collector collector = collector(Map.of("most", 0.4));
        collector.admit(sample(0, words("a", 10)));
        assertThat(collector.admit(sample(1, words("a", 10) + " " + words("b", 10))))
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(collector.admit(sample(2, words("b", 10)))).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void cutsWhatIsRepeatedAndKeepsItBeside() {
        Collector collector = collector(Map.of("action", "cut"));
        Sample first = sample(0, "Eat apples. " + NOTICE);
        String text = "Drink water.\n\n" + NOTICE + "\n\nSleep well.";
        Sample second = sample(1, text);

        assertThat(collector.admit(first)).isEqualTo(Outcome.passed(first.with("cut_spans", List.of())));
        Sample cut = passed(collector.admit(second));
        assertThat(cut)
                .isEqualTo(second.with("answer", "Drink water.\n\nSleep well.")
                        .with("cut_spans", List.of(Map.of("start", 14, "text", NOTICE + "\n\n"))));
        assertThat(cut.id()).isEqualTo(second.id());
        assertThat(passed(collector.admit(sample(2, "Walk far. " + NOTICE)))
                        .data()
                        .text("answer"))
                .isEqualTo("Walk far.");
        assertThat(collector.columnsAfter(Columns.none()).names()).containsExactly("cut_spans");
    }

    @Test
    void whatWasCutCanBePutBack() {
        Collector collector = collector(Map.of("action", "cut"));
        collector.admit(sample(0, words("a", 8) + " " + words("b", 8)));
        String text = "(" + words("b", 8) + "), own: " + words("a", 8) + "; words  " + words("b", 7) + " .\n";
        Data cut = passed(collector.admit(sample(1, text))).data();

        StringBuilder whole = new StringBuilder(cut.text("answer"));
        assertThat(whole.toString()).isEqualTo("own: words");
        for (Map<?, ?> piece : list(cut, "cut_spans")) {
            whole.insert(Integer.parseInt(String.valueOf(piece.get("start"))), String.valueOf(piece.get("text")));
        }
        assertThat(whole.toString()).isEqualTo(text);
    }

    @Test
    void aRowOfWhichNothingIsLeftIsRejected() {
        Collector collector = collector(Map.of("action", "cut"));
        collector.admit(sample(0, NOTICE));
        Rejection rejection = rejection(collector.admit(sample(1, "«" + NOTICE + "»")));

        assertThat(rejection.explanation())
                .isEqualTo(
                        "12 of the 12 words of answer stand in runs of 5 words or more that were there before, so that "
                                + "nothing is left");
        assertThat(collector.admit(sample(2, ""))).isInstanceOf(Outcome.Passed.class);
        assertThat(collector.admit(Sample.draw("make", 3, Data.of("answer", null))))
                .isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void whatIsNoTextCannotBeCut() {
        assertThatThrownBy(() -> collector(Map.of("action", "cut"))
                        .admit(Sample.draw("make", 0, Data.of("answer", List.of("a", "b")))))
                .isInstanceOf(TemplateException.class)
                .hasMessage("column 'answer' holds [\"a\",\"b\"], but only a text can be cut; turn it into one before, "
                        + "or write `action: reject`");
    }

    @Test
    void whatARowRepeatsOfItselfCountsUnlessToldOtherwise() {
        Sample chant = sample(0, "again and again we say ".repeat(20));
        Rejection rejection = rejection(collector(Map.of()).admit(chant));

        assertThat(rejection.evidence().value("share")).isEqualTo(0.95);
        assertThat(list(rejection.evidence(), "spans").getFirst().get("repeats"))
                .isEqualTo(chant.id().toString());
        assertThat(collector(Map.of("within", false)).admit(chant)).isEqualTo(Outcome.passed(chant));
        assertThat(passed(collector(Map.of("action", "cut")).admit(chant))
                        .data()
                        .text("answer"))
                .isEqualTo("again and again we say");
    }

    @Test
    void annotatingChangesAndRejectsNothing() {
        for (String action : List.of("reject", "cut")) {
            Collector collector = collector(Map.of("annotate", true, "action", action));
            Sample first = sample(0, NOTICE);
            Sample second = sample(1, NOTICE);
            collector.admit(first);
            Sample annotated = passed(collector.admit(second));

            assertThat(annotated.data().text("answer")).isEqualTo(NOTICE);
            assertThat(annotated.data().value("repeated_share")).isEqualTo(1.0);
            assertThat(list(annotated.data(), "repeated_spans"))
                    .singleElement()
                    .satisfies(span ->
                            assertThat(span.get("repeats")).isEqualTo(first.id().toString()));
            assertThat(collector.columnsAfter(Columns.none()).names())
                    .containsExactly("repeated_share", "repeated_spans");
        }
    }

    @Test
    void settingsThatContradictEachOtherAreProblems() {
        assertThat(built(Map.of("action", "cut", "most", 0.2)).problems)
                .containsExactly("most is given, but only `action: reject` looks at it");
        assertThat(built(Map.of("most", 1.0)).problems)
                .containsExactly(
                        "most is 1, but must be below: nothing would be rejected; `annotate: true` only looks");
        assertThat(built(Map.of()).problems).isEmpty();
    }

    @Test
    void aProgramMakesOneWithoutAPipeline() {
        Collector collector = new RepeatedSpans(
                "repeated-spans", "answer", SpanSettings.defaults(), true, new RepeatedSpans.Reject(0.5));
        collector.admit(sample(0, words("a", 60)));

        assertThat(collector.admit(sample(1, words("a", 60)))).isInstanceOf(Outcome.Rejected.class);
        assertThat(collector.admit(sample(2, words("a", 49)))).isInstanceOf(Outcome.Passed.class);
    }
}
