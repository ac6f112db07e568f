package dev.seedbed.text.filter;

import static dev.seedbed.text.filter.Measured.reason;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What datatrove's own tests expect (`tests/pipeline/filters/test_filters.py`, Apache-2.0, October 2026), restated:
/// the same shapes of text with the same reasons.
class DatatroveVectorsTest {
    private static final FilterProfile GOPHER = FilterProfile.named("gopher/datatrove");
    private static final FilterProfile QUALITY = GOPHER.only(
                    "not-empty",
                    "min-words",
                    "max-words",
                    "min-mean-word-length",
                    "max-mean-word-length",
                    "hashes",
                    "ellipses",
                    "bullet-lines",
                    "ellipsis-lines",
                    "alphabetic-words",
                    "stop-words")
            .with("min-words", 10)
            .with("max-words", 1000);
    private static final String FRODO = "I wish it need not have happened in my time,' said Frodo. 'So do I,' said"
            + " Gandalf, 'and so do all who live to see such times. But that is not for them to decide. All we have to"
            + " decide is what to do with the time that is given us.'";
    private static final String FILM = "I am your father.";

    @Test
    void namesTheRepetitionThatDatatroveNames() {
        assertThat(reason(GOPHER, (FILM + "\n").repeat(4))).isEqualTo("duplicate-lines");
        assertThat(reason(GOPHER, (FILM + "\n\n").repeat(4))).isEqualTo("duplicate-paragraphs");
        assertThat(reason(
                        GOPHER,
                        "I am groot.\n\nYou are a wizard.\n\n" + FILM + "\n\n" + ("x".repeat(30) + ".\n\n").repeat(2)))
                .isEqualTo("duplicate-paragraph-characters");
        assertThat(reason(
                        GOPHER, "I am groot.\nYou are a wizard.\n" + FILM + "\n" + ("x".repeat(40) + ".\n").repeat(2)))
                .isEqualTo("duplicate-line-characters");
        assertThat(reason(GOPHER, "I am Frank, I am Frank, I am Frank")).isEqualTo("top-2-gram");
        assertThat(reason(GOPHER, "I am Frank, you are Jhon. I am Frank. I am Frank you are Jhon"))
                .isEqualTo("top-3-gram");
        assertThat(reason(GOPHER, "I am a solo traveller ".repeat(4) + FRODO)).isEqualTo("duplicate-5-grams");
    }

    @Test
    void namesTheQualityThatDatatroveNames() {
        assertThat(reason(QUALITY, "I am too small...")).isEqualTo("min-words");
        assertThat(reason(QUALITY, "I am ".repeat(20))).isEqualTo("min-mean-word-length");
        assertThat(reason(QUALITY, "interconnection ".repeat(20))).isEqualTo("max-mean-word-length");
        assertThat(reason(QUALITY, "# comment ".repeat(20))).isEqualTo("hashes");
        assertThat(reason(QUALITY, "... comment ".repeat(20))).isEqualTo("ellipses");
        assertThat(reason(QUALITY, "the ./!*?<><> apple <?////> orange  ++ interconnection !<>??? have".repeat(20)))
                .isEqualTo("alphabetic-words");
        assertThat(reason(QUALITY, FRODO)).isNull();
    }

    @Test
    void emptyTextsAreEmpty() {
        assertThat(reason(GOPHER, "")).isEqualTo("not-empty");
        assertThat(reason(QUALITY.without("min-words"), "")).isEqualTo("not-empty");
        assertThat(reason(QUALITY.without("min-words"), "   \n  \n")).isEqualTo("not-empty");
        assertThat(reason(FilterProfile.named("fineweb").only("lines-left"), ""))
                .isEqualTo("lines-left");
    }

    /// The rule counted occurrences before and different words since.
    @Test
    void oneStopWordOftenIsOneStopWord() {
        assertThat(reason(QUALITY, "have ".repeat(20))).isEqualTo("stop-words");
        assertThat(reason(QUALITY, "have with ".repeat(10))).isNull();
    }

    @Test
    void cleansPagesAsDatatrovesC4Does() {
        FilterProfile c4 = FilterProfile.named("c4/datatrove");
        String good = """
                This is a paragraph with several sentences in it.
                The content goes on with more information here.
                Another important point is made in this line.
                We can see that this text is of some quality.
                And the conclusion wraps everything up nicely.
                One more sentence to get above the threshold.""";
        assertThat(reason(c4, good)).isNull();
        String first = "This is a sentence with %s in it.\n";
        assertThat(reason(c4, first.formatted("lorem ipsum dolor") + good)).isEqualTo("lorem-ipsum");
        assertThat(reason(c4, first.formatted("a { bracket") + good)).isEqualTo("curly-bracket");
        assertThat(reason(c4, "Just one sentence.")).isEqualTo("min-sentences");
        Verdict verdict = c4.with("min-sentences", -1)
                .with("line-min-words", -1)
                .worker()
                .judge("This site uses cookies for tracking.\nAnother valid line here today.");
        assertThat(verdict.cleaned()).contains("Another valid line here today.");
    }

    @Test
    void looksAtLinesAsFineWebDoes() {
        FilterProfile own = FilterProfile.named("fineweb")
                .only("lines-left", "line-end-marks", "short-lines", "repeated-line-characters", "line-feeds-per-word")
                .with("line-min-words", -1);
        assertThat(reason(
                        own.with("line-end-marks", 0.5),
                        "No punctuation here\nAnother line without any\nStill nothing"))
                .isEqualTo("line-end-marks");
        assertThat(reason(own.with("line-end-marks", 0).with("short-lines", 0.5), "hi.\nbye.\nok.\nno.\nyes."))
                .isEqualTo("short-lines");
        assertThat(reason(own, """
                This is a paragraph that ends with proper punctuation, as it should.
                The content of it is substantial and has some information to give.
                Such filtering makes sure that only good texts pass through it all.
                Each line here is long enough and ends with a mark of punctuation.
                This text should pass all the checks that are applied by the filter.""")).isNull();
        assertThat(reason(own.with("line-feeds-per-word", 0.1), "a\n".repeat(49) + "a"))
                .isNotNull();
    }
}
