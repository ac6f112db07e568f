package dev.seedbed.text.filter;

import static dev.seedbed.text.filter.Measured.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What datamap-rs's own tests expect of the rules that make DCLM's filters (`tests/map_fxn_tests/*.rs`, Apache-2.0,
/// read in November 2026), restated. Those about settings, field names and JSON have no counterpart here.
class DatamapVectorsTest {
    private static double covered(String words, int size) {
        char[] chars = words.toCharArray();
        Scan scan = new Scan();
        scan.begin(chars, 0, chars.length, Unit.BYTES, new CleanedText());
        Measure measure = size <= 4
                ? GramMeasures.topCovered(WordKind.SPACED, size)
                : GramMeasures.duplicatesCovered(WordKind.SPACED, size);
        return measure.of(scan);
    }

    private static double copies(List<String> lines, boolean weighted) {
        char[] chars = String.join("\n", lines).toCharArray();
        Scan scan = new Scan();
        scan.begin(chars, 0, chars.length, Unit.BYTES, new CleanedText());
        SegmentKind kind = SegmentKind.LINES_WITH_CHARACTERS;
        Measure measure = weighted ? LineMeasures.allCopiesOfPieces(kind, 1) : LineMeasures.allCopies(kind, 1);
        return measure.of(scan);
    }

    @Test
    void countsCopiesOfLines() {
        assertThat(copies(List.of(), false)).isEqualTo(1);
        assertThat(copies(List.of("hello"), false)).isZero();
        assertThat(copies(List.of("a", "b", "c", "d"), false)).isZero();
        assertThat(copies(List.of("a", "b", "a", "c", "b", "d"), false)).isEqualTo(4.0 / 6);
        assertThat(copies(List.of("a", "a", "a", "a"), false)).isEqualTo(1);
        assertThat(copies(List.of("short", "looooong", "short", "medium"), false))
                .isEqualTo(0.5);
    }

    @Test
    void weighsCopiesOfLines() {
        assertThat(copies(List.of("a", "b", "c", "d"), true)).isZero();
        assertThat(copies(List.of("aa", "bb", "aa", "cc", "bb", "dd"), true)).isEqualTo(8.0 / 12);
        assertThat(copies(List.of("a", "a", "a", "a"), true)).isEqualTo(1);
        assertThat(copies(List.of("short", "looooong", "short", "medium"), true))
                .isEqualTo(10.0 / 24);
        String large = "a".repeat(10_000);
        assertThat(copies(List.of(large, "b", large), true)).isEqualTo(20_000.0 / 20_001);
    }

    @Test
    void coversRepeatedRuns() {
        assertThat(covered("hello", 2)).isZero();
        assertThat(covered("a b c d e", 2)).isZero();
        assertThat(covered("a b c a b d", 2)).isEqualTo(4.0 / 6);
        assertThat(covered("a b c d a b c e", 3)).isEqualTo(6.0 / 8);
        assertThat(covered("short a b c short a b d", 4)).isZero();
        assertThat(covered("a a a a a a b c d f", 4)).isEqualTo(6.0 / 10);
        assertThat(covered("a b c d e f g h", 6)).isZero();
        assertThat(covered("a b c", 3)).isZero();
        assertThat(covered("a b c a b c", 3)).isEqualTo(1);
    }

    @Test
    void coversRunsOfWordsOfAllLengths() {
        String fox = "the quick brown fox jumps over the lazy ";
        assertThat(covered(fox + "dog " + fox + "cat", 8)).isCloseTo(64.0 / 70, within(1e-4));
        String question = "to be or not to be that is the question to be or not to be I don't know the answer.";
        int letters = question.replace(" ", "").length();
        assertThat(covered(question, 2)).isCloseTo(16.0 / letters, within(1e-4));
    }

    @Test
    void aLongTextOfRepeatedRunsIsCovered() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            words.append("word").append(i % 1000).append(' ');
        }
        assertThat(covered(words.toString(), 10)).isEqualTo(1);
    }

    @Test
    void symbolsAreCountedInFourForms() {
        assertThat(symbols(0.2, "This is a normal text with no special symbols."))
                .isTrue();
        assertThat(symbols(0.2, "This #post has #hashtags but should still pass the filter."))
                .isTrue();
        assertThat(symbols(0.2, "This #post has #too #many hashtags for the filter."))
                .isFalse();
        assertThat(symbols(0.25, "This text... has one ellipsis... and should pass."))
                .isTrue();
        assertThat(symbols(0.25, "Too many . . . of these . . . ellipses . . . in this text."))
                .isFalse();
        assertThat(symbols(0.25, "This has a Unicode ellipsis… only one… so it passes."))
                .isTrue();
        assertThat(symbols(0.3, "This #text has... mixed #symbols and… should be filtered."))
                .isFalse();
        assertThat(symbols(1e9, "")).isTrue();
        assertThat(symbols(0.2, "This #post has #hashtags and should be filtered."))
                .isFalse();
    }

    private static boolean symbols(double bound, String text) {
        return passes("dclm", "symbols", bound, text);
    }

    @Test
    void bulletsBeginLinesWithoutASpaceInFront() {
        String two = "This is line one\n• Bullet point one\n- Bullet point two\nThis is another line\nAnd one more";
        assertThat(passes("dclm", "bullet-lines", 0.5, two)).isTrue();
        assertThat(passes("dclm", "bullet-lines", 0.4, two)).isTrue();
        assertThat(passes("dclm", "bullet-lines", 0.3, two)).isFalse();
        assertThat(passes("dclm", "bullet-lines", 0.5, "• one\n- two\n* three\n● four"))
                .isFalse();
        assertThat(passes("dclm", "bullet-lines", 0.5, "one\ntwo\nthree\nfour")).isTrue();
        assertThat(passes("dclm", "bullet-lines", 0.5, "● one\n• two\n* three\n- four\nfive"))
                .isFalse();
        assertThat(passes("dclm", "bullet-lines", 0.5, "")).isTrue();
    }

    @Test
    void ellipsesEndLinesInThreeForms() {
        assertThat(ellipses(0.3, "Line one\nLine two\nLine three\nLine four")).isTrue();
        assertThat(ellipses(0.5, "Line one...\nLine two\nLine three\nLine four"))
                .isTrue();
        assertThat(ellipses(0.3, "Line one...\nLine two...\nLine three\nLine four"))
                .isFalse();
        assertThat(ellipses(0.5, "Standard...\nSpaced. . .\nUnicode…\nNone")).isFalse();
        assertThat(ellipses(0.25, "Line one...\n\nLine two\n\nLine three\nLine four"))
                .isTrue();
        assertThat(ellipses(0.5, "")).isTrue();
        assertThat(ellipses(0.3, "Line one\nLine two...")).isFalse();
    }

    private static boolean ellipses(double bound, String text) {
        return passes("dclm", "ellipsis-lines", bound, text);
    }

    @Test
    void wordsWithoutLettersAreCounted() {
        assertThat(letters(0.2, "This is all alphabetic text")).isTrue();
        assertThat(letters(0.5, "Some text 123 with 456")).isTrue();
        assertThat(letters(0.3, "Some text 123 456 789")).isFalse();
        assertThat(letters(0.5, "123 456 789")).isFalse();
        assertThat(letters(0.5, "")).isFalse();
        assertThat(letters(0.5, "This is in another field")).isTrue();
    }

    private static boolean letters(double bound, String text) {
        return passes("dclm", "words-without-letters", bound, text);
    }

    @Test
    void stopWordsCountInAnyCase() {
        assertThat(stopWords(2, "This is the document with the important content"))
                .isTrue();
        assertThat(stopWords(4, "This is the document with the important content"))
                .isFalse();
        assertThat(stopWords(2, "This is THE document with The important content"))
                .isTrue();
        assertThat(stopWords(2, "")).isFalse();
        assertThat(stopWords(2, "This is a document without any stop words from list"))
                .isFalse();
        assertThat(stopWords(0, "This has no stop words at all")).isTrue();
        assertThat(stopWords(3, "The document and the content that have information with details"))
                .isTrue();
    }

    private static boolean stopWords(double bound, String text) {
        return passes("dclm", "stop-words", bound, text);
    }

    @Test
    void wordLengthsTakeMarksAlong() {
        FilterProfile lengths = FilterProfile.named("dclm").only("min-mean-word-length", "max-mean-word-length");
        assertThat(length(lengths, 3, 5, "test word here")).isTrue();
        assertThat(length(lengths, 4, 10, "it is a")).isFalse();
        assertThat(length(lengths, 1, 4, "complicated extraordinary")).isFalse();
        assertThat(length(lengths, 5, 5, "hello world hello")).isTrue();
        assertThat(length(lengths, 3, 6, "the sample text")).isTrue();
        assertThat(length(lengths, 3, 10, "example")).isTrue();
        assertThat(length(lengths, 5, 6, "test, word? hello!")).isTrue();
        assertThat(length(lengths, 3, 10, "")).isFalse();
    }

    private static boolean length(FilterProfile profile, double least, double most, String text) {
        return profile.with("min-mean-word-length", least)
                .with("max-mean-word-length", most)
                .worker()
                .judge(text)
                .passed();
    }

    @Test
    void pagesAreAsLongAsTheirWords() {
        assertThat(words("one two three")).isEqualTo(3);
        assertThat(words("one two three four five")).isEqualTo(5);
        assertThat(words("one, two. three!")).isEqualTo(3);
        assertThat(words("")).isZero();
        assertThat(words(".,;!?")).isZero();
        assertThat(words("text with unicode 你好 世界")).isEqualTo(7);
    }

    private static double words(String text) {
        return Measured.value("dclm", "min-words", text);
    }
}
