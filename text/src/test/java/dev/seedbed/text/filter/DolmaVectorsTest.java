package dev.seedbed.text.filter;

import static dev.seedbed.text.filter.Measured.reason;
import static dev.seedbed.text.filter.Measured.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What dolma's own tests expect (`tests/python/test_gopher.py` and `test_c4.py`, Apache-2.0, October 2026),
/// restated; the scores are exact there and here, for both versions of the tagger.
class DolmaVectorsTest {
    private static final String GOPHER = "gopher/dolma";
    private static final String SHORT = "This is a test.";
    private static final String LINES =
            "This is a sentence. \n  \n This is another sentence.\n\n  This is a third sentence.";

    @Test
    void scoresAShortTextExactly() {
        assertThat(value(GOPHER, "top-2-gram", SHORT)).isEqualTo(0.5);
        assertThat(value(GOPHER, "top-3-gram", SHORT)).isEqualTo(0.5833333333333334);
        assertThat(value(GOPHER, "top-4-gram", SHORT)).isEqualTo(1.0);
        assertThat(value(GOPHER, "min-words", SHORT)).isEqualTo(4);
        assertThat(value(GOPHER, "min-median-word-length", SHORT)).isEqualTo(3);
        for (String rule : List.of(
                "symbols",
                "stop-words",
                "bullet-lines",
                "ellipsis-lines",
                "duplicate-lines",
                "duplicate-line-characters",
                "duplicate-5-grams")) {
            assertThat(value(GOPHER, rule, SHORT)).as(rule).isZero();
        }
        assertThat(value(GOPHER, "alphabetic-words", SHORT)).isEqualTo(1);
    }

    @Test
    void scoresLinesExactly() {
        assertThat(value(GOPHER, "top-2-gram", LINES)).isEqualTo(0.3050847457627119);
        assertThat(value(GOPHER, "top-3-gram", LINES)).isEqualTo(0.23728813559322035);
        assertThat(value(GOPHER, "top-4-gram", LINES)).isEqualTo(0.2711864406779661);
        for (int size = 5; size <= 10; size++) {
            assertThat(value(GOPHER, "duplicate-" + size + "-grams", LINES)).isZero();
        }
        assertThat(value(GOPHER, "min-words", LINES)).isEqualTo(13);
        assertThat(value(GOPHER, "min-median-word-length", LINES)).isEqualTo(4);
        assertThat(value(GOPHER, "alphabetic-words", LINES)).isEqualTo(1);
        assertThat(value(GOPHER, "duplicate-lines", LINES)).isZero();
    }

    @Test
    void scoresTheSameInTheFirstVersion() {
        for (String text : List.of(SHORT, LINES)) {
            assertThat(FilterProfile.named("gopher/dolma-v1")
                            .worker()
                            .explain(text)
                            .measurements())
                    .isEqualTo(
                            FilterProfile.named(GOPHER).worker().explain(text).measurements());
        }
    }

    @Test
    void onlyTheFirstVersionTakesEmptyLinesForCopies() {
        String paragraphs = "one line\n\nanother line\n\na third line\n\nthe last line";
        assertThat(value("gopher/dolma-v1", "duplicate-lines", paragraphs)).isEqualTo(3.0 / 7);
        assertThat(value(GOPHER, "duplicate-lines", paragraphs)).isZero();
    }

    @Test
    void wordsStandBetweenWhiteSpace() {
        assertThat(value(GOPHER, "min-words", "T h i s \n    \n\n\n    isoneword !!!"))
                .isEqualTo(6);
        assertThat(value(GOPHER, "stop-words", "The.and.that")).isZero();
        assertThat(value(GOPHER, "stop-words", "The and that")).isEqualTo(2);
    }

    @Test
    void namesWhatC4IsNotToHave() {
        FilterProfile c4 = FilterProfile.named("c4/dolma");
        assertThat(reason(c4, SHORT)).isNull();
        assertThat(reason(c4, "This is a test {")).isEqualTo("curly-bracket");
        assertThat(reason(c4, "This is a test javascript")).isEqualTo("javascript");
        assertThat(reason(c4, "This is a lorem ipsum test\nmore test.")).isEqualTo("lorem-ipsum");
    }

    @Test
    void dropsLinesWithoutEndMarkOrWithTooFewWords() {
        FilterWorker c4 = FilterProfile.named("c4/dolma").worker();
        String lines = """
                This is a test.
                It has more;
                A trailing space!\s
                Should be good on this one.
                This one is bad
                """;
        assertThat(c4.judge(lines).cleaned())
                .contains("This is a test.\nA trailing space! \nShould be good on this one.");
        assertThat(c4.judge("Short!\nThis short.\nBarely above the limit!\nthis is last frontier.")
                        .cleaned())
                .contains("Barely above the limit!\nthis is last frontier.");
    }

    /// The words of dolma's list are replaced by harmless ones: how they must stand is what is tested.
    @Test
    void badWordsStandByThemselvesAndPhrasesAnywhere() {
        FilterProfile c4 = FilterProfile.named("c4/dolma").withBadWords(List.of("turnip", "parsnip", "red cabbage"));
        assertThat(reason(c4, "This sentence has no bad words.")).isNull();
        assertThat(reason(c4, "This sentence mentions turnip as a bad word.")).isEqualTo("bad-words");
        assertThat(reason(c4, "This sentence has parsnip, but not a bad word because of comma."))
                .isNull();
        assertThat(reason(c4, "If I say red cabbage because it is on a plate, it's a bad word."))
                .isEqualTo("bad-words");
    }

    @Test
    void aMedianBetweenTwoWordsIsTheirMean() {
        assertThat(value(GOPHER, "min-median-word-length", "a abcd")).isCloseTo(2.5, within(0.0));
        assertThat(value(GOPHER, "min-median-word-length", "x".repeat(300) + " " + "x".repeat(99)))
                .isCloseTo(199.5, within(0.0));
    }
}
