package dev.seedbed.text.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What datamap-rs's own tests expect of its line modifiers (`tests/map_fxn_tests/*_modifier_test.rs`, Apache-2.0,
/// read in November 2026), restated. A modifier is asked by itself: the bounds of the others let everything pass.
class DatamapLinesTest {
    private static String clean(Cleaning cleaning, String text) {
        CleanedText cleaned = new CleanedText();
        LineEnds ends = new LineEnds();
        ends.read(text.toCharArray(), 0, text.length());
        cleaning.clean(text.toCharArray(), 0, text.length(), ends, cleaned);
        return new String(cleaned.chars, 0, cleaned.length);
    }

    private static String capitals(double most, String text) {
        return clean(new DclmCleaning(most, 1, 0), text);
    }

    private static String digits(double most, String text) {
        return clean(new DclmCleaning(1, most, 0), text);
    }

    private static String counters(String text) {
        return clean(new DclmCleaning(1, 1, 0), text);
    }

    private static String words(int fewest, String text) {
        return clean(new DclmCleaning(1, 1, fewest), text);
    }

    @Test
    void linesInCapitalsGo() {
        assertThat(capitals(
                        0.3,
                        "this is a lowercase line\nTHIS IS AN UPPERCASE LINE\nThis Has Some Uppercase Letters\n"
                                + "Another 50% UPPERCASE line"))
                .isEqualTo("this is a lowercase line\nThis Has Some Uppercase Letters");
        assertThat(capitals(0.5, "HALF uppercase\nAAAaaa\nall lowercase"))
                .isEqualTo("HALF uppercase\nAAAaaa\nall lowercase");
        assertThat(capitals(0, "HALF uppercase\nAAAaaa\nall lowercase")).isEqualTo("all lowercase");
    }

    @Test
    void linesOfDigitsGo() {
        assertThat(
                        digits(
                                0.2,
                                "This is a text without numbers\nThis has 1 number\nThis has 12345 numbers\nPhone: 555-123-4567"))
                .isEqualTo("This is a text without numbers\nThis has 1 number");
    }

    @Test
    void countersGo() {
        assertThat(counters("A normal line\n10K likes\nAnother normal line\n5.2M views\nFinal normal line"))
                .isEqualTo("A normal line\nAnother normal line\nFinal normal line");
        assertThat(counters("A normal line\n10k Likes\nAnother normal line\n5.2m Views"))
                .isEqualTo("A normal line\nAnother normal line");
        assertThat(counters("1k likes\n1.5K likes\n10,000 followers\n(10M views)\n 5B downloads "))
                .isEmpty();
        assertThat(counters("10K likes\n5.2M views\n3B followers")).isEmpty();
        assertThat(counters("This is a normal line\nAnother normal line"))
                .isEqualTo("This is a normal line\nAnother normal line");
    }

    @Test
    void linesOfFewWordsGo() {
        assertThat(words(3, "hello\nhi there")).isEmpty();
        assertThat(words(2, "hello world\nrust is awesome")).isEqualTo("hello world\nrust is awesome");
        assertThat(words(3, "hello world\nrust is awesome\nshort line")).isEqualTo("rust is awesome");
        assertThat(words(2, "hello world\nsingle")).isEqualTo("hello world");
        assertThat(words(3, "こんにちは 世界 rust\nHello world")).isEqualTo("こんにちは 世界 rust");
        assertThat(words(0, "hello\n\nempty line")).isEqualTo("hello\n\nempty line");
    }

    @Test
    void phrasesAreTakenOutOfShortLines() {
        assertThat(counters("There are 3 items in cart now.\nA good line."))
                .isEqualTo("There are 3 now.\nA good line.");
        assertThat(counters("End of line Read more...\nRead more... in the middle.\nNormal line."))
                .isEqualTo("End of line\nRead more... in the middle.\nNormal line.");
        assertThat(counters("Sign-in start of line.\nMiddle Sign-in word.\nNormal line."))
                .isEqualTo("start of line.\nMiddle Sign-in word.\nNormal line.");
        assertThat(counters("items in cart\nThis is good.")).isEqualTo("This is good.");
        String lengthy = "Sign-in is a word that a line of more than ten words may well begin with.";
        assertThat(counters(lengthy)).isEqualTo(lengthy);
        assertThat(counters("")).isEmpty();
    }

    @Test
    void runsOfLineFeedsBecomeTwo() {
        Cleaning lineFeeds = new LineFeedCleaning();
        assertThat(clean(lineFeeds, "Hello\n\n\n\nWorld")).isEqualTo("Hello\n\nWorld");
        assertThat(clean(lineFeeds, "Hello\n\nWorld\nAgain")).isEqualTo("Hello\n\nWorld\nAgain");
        assertThat(clean(lineFeeds, "")).isEmpty();
    }

    @Test
    void aTextThatLosesTooManyWordsGoes() {
        FilterProfile dclm = FilterProfile.named("dclm").only("words-taken-out");
        String kept = "this is a line of eight words here\n";
        assertThat(dclm.with("words-taken-out", 0.2)
                        .worker()
                        .judge(kept + "1,000 likes")
                        .passed())
                .isTrue();
        assertThat(dclm.with("words-taken-out", 0.19)
                        .worker()
                        .judge(kept + "1,000 likes")
                        .passed())
                .isFalse();
        assertThat(Measured.value(dclm, "words-taken-out", kept + "1,000 likes"))
                .isEqualTo(0.2);
        assertThat(Measured.value(dclm, "words-taken-out", kept)).isZero();
    }
}
