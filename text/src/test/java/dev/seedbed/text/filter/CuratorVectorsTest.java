package dev.seedbed.text.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What NeMo Curator's own tests expect of its heuristic filters (`tests/stages/text/modules/test_filters.py`,
/// Apache-2.0, October 2026), restated: of each list of texts, those that pass.
class CuratorVectorsTest {
    private static void passOf(String rule, double bound, List<String> texts, Integer... passing) {
        passOf(FilterProfile.named("nemo-curator").only(rule).with(rule, bound), texts, passing);
    }

    private static void passOf(String rule, List<String> texts, Integer... passing) {
        passOf(FilterProfile.named("nemo-curator").only(rule), texts, passing);
    }

    private static void passOf(FilterProfile profile, List<String> texts, Integer... passing) {
        FilterWorker worker = profile.worker();
        assertThat(texts.stream().filter(text -> worker.judge(text).passed()))
                .containsExactlyElementsOf(
                        List.of(passing).stream().map(texts::get).toList());
    }

    @Test
    void characters() {
        passOf("non-alphanumeric", List.of("", "This is a test case.", "%$^%$^%$&^$()))))", "$aaa"), 1, 3);
        passOf("numbers", 0.1, List.of("purely letters", "34134543", "$!@$@!$!@", "abcdefghi1"), 0, 2, 3);
        passOf("white-space", List.of("\t\n\r", "good", "50%\n\n\n", "123\b"), 1, 3);
        passOf("parentheses", List.of("()", "(not good)", "this is absolutely fine", "123456789("), 2, 3);
    }

    @Test
    void urls() {
        String address = "https://www.nvidia.com/en-us/";
        String words = "bunch of other words with url afdsjafidsaofjbwreowihfdsafbdashuoiotauhiofdafdsafd"
                + " fdasfdafdsafdsafdsafdsafdsafdsa " + address + " something else after the url etc more and more";
        passOf("urls", List.of(address, "no urls here!", "$!@$@!$!@", words, "words with url " + address), 1, 2, 3);
    }

    @Test
    void symbols() {
        passOf(
                "symbols",
                List.of("mixed bag ... #", "full of words", "... # ... # #", "barely ok 3 4 5 6 7 8 9 #"),
                1,
                3);
    }

    @Test
    void lines() {
        passOf(
                "bullet-lines",
                List.of(
                        "• not good",
                        "good",
                        "50 \n ⦾ 50",
                        "⁌ this \n⁌ should \n⁌barely \n⁌pass \n⁌5 \n⁌6 \n⁌7 \n⁌8 \n⁌9 \n done!"),
                1,
                2,
                3);
        passOf("lines-without-end-mark", 0.8, List.of("not good", "good.", "just\n barely\n fine\n ok\n yep."), 1, 2);
        passOf(
                "ellipsis-lines",
                0.8,
                List.of("not good...", "good.", "just...\n barely...\n fine...\n ok...\n yep."),
                1,
                2);
        passOf(
                "boilerplate",
                List.of(
                        "nothing\t here",
                        "1\n\n2\n\n3\n\n4\n\n5\n\n6\n\nterms of use\n\n privacy policy\n\n cookie policy\n\nuses cookies",
                        "too much \n\n privacy & cookies policy"),
                0,
                1);
    }

    @Test
    void words() {
        passOf("max-word-length", 4, List.of("tiny", "large"), 0);
        passOf(
                FilterProfile.named("nemo-curator")
                        .only("min-words", "max-words")
                        .with("min-words", 2)
                        .with("max-words", 4),
                List.of("", "one", "two words", "$#@$ %$@$#@ !#@!", "one two three four five"),
                2,
                3);
        passOf(
                FilterProfile.named("nemo-curator").only("min-mean-word-length", "max-mean-word-length"),
                List.of("a", "aa", "superlongword short", "evenly balanced", "waytoolongforasingleword"),
                2,
                3);
        passOf("stop-words", List.of("uncommon", "the and", "the and and of to"), 1, 2);
        passOf("alphabetic-words", List.of("totally fine", "good good good good !", "@"), 0, 1);
    }

    @Test
    void repeatedLinesAndParagraphs() {
        passOf("unique-lines", List.of("totally unique", "half.\nhalf."), 0);
        passOf("unique-paragraphs", List.of("totally unique", "half.\n\nhalf."), 0);
        String huge = "super very incredibly huge long duplicate.";
        passOf(
                "unique-line-characters",
                List.of(
                        "totally unique",
                        "a.\na.\nvery very very short duplicate.",
                        "half.\nhalf.",
                        huge + "\n" + huge + "\na.\nb.\nc."),
                0,
                1);
        passOf(
                "unique-paragraph-characters",
                List.of(
                        "totally unique",
                        "a.\n\n  a.\n\n  very very very short duplicate.",
                        "half.\n\nhalf.",
                        huge + "\n\n" + huge + "\n\n  a.\n\n  b.\n\n  c."),
                0,
                1);
    }

    @Test
    void repeatedRuns() {
        passOf(
                "top-2-gram",
                List.of(
                        "this is a totally fine sentence with no repeat ngrams so we are ok",
                        "a b . a b",
                        "a a a a a a",
                        "totally fine small dupe a b a b"),
                0,
                3);
        List<String> runs = List.of("a a b b a a b b", "totally fine", "a a a a this should be fine as well");
        FilterProfile two = new FilterProfile(
                "test",
                "the filter with its default, two words and .2",
                List.of(Stage.of(
                        Unit.CODE_POINTS,
                        List.of(Check.atMost(
                                "duplicate-2-grams",
                                0.2,
                                GramMeasures.laterDuplicatesWithSpaces(WordKind.SPACED, 2))))));
        passOf(two, runs, 1, 2);
    }
}
