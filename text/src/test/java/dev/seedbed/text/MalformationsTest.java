package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformationsTest {
    private final Malformations malformations = new Malformations();
    private final Malformations cutOff = new Malformations(Set.of(Malformations.CUT_OFF));

    private static Optional<String> code(Detector detector, String text) {
        return detector.find(text).map(Finding::code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n\t"})
    void findsEmptyText(String text) {
        assertThat(code(malformations, text)).contains("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The caf\u00C3\u00A9 is open.",
                "It\u00E2\u20AC\u2122s late.",
                "\u00E2\u20AC\u0153Hello\u00E2\u20AC\u009D",
                "It costs \u00C2\u00A35.",
                "lost \uFFFD\uFFFD here",
                "half a pair \uD83D here",
                "\u00EF\u00BB\u00BFThe beginning",
                "\u00D0\u00BF\u00D1\u20AC\u00D0\u00B8\u00D0\u00B2\u00D0\u00B5\u00D1\u201A",
                "a bell \u0007 rings",
            })
    void findsMojibake(String text) {
        assertThat(code(malformations, text)).contains("mojibake");
    }

    @Test
    void findsUnclosedFences() {
        String text = "Try this:\n```python\nprint(1)\n";

        Finding finding = malformations.find(text).orElseThrow();

        assertThat(finding.code()).isEqualTo("unclosed-fence");
        assertThat(finding.span(text)).isEqualTo("```python");
        assertThat(code(malformations, "````\n```\nx\n```\n")).contains("unclosed-fence");
        assertThat(code(malformations, "```\nx\n```\nand\n~~~\ny")).contains("unclosed-fence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1",
                "{\"a\": 1,}",
                "{\"a\": 1} and more",
                "{\"a\": \"b\nc\"}",
                "{\"a\": \"\\x\"}",
                "[{\"a\": 1}, {\"b\": 2",
                "[\"a\", \"b\"",
                "{\"a\": 01}",
                "{\"a\": tru}",
                "{\"a\": 1.}",
                "{\"a\" : {\"b\": [1, 2, }}",
                "```json\n{\"a\": [1, 2}\n```",
            })
    void findsMalformedJson(String text) {
        assertThat(code(malformations, text)).contains("malformed-json");
    }

    @Test
    void saysWhereJsonBreaks() {
        assertThat(malformations.find("{\"a\": 1,}").orElseThrow().explanation())
                .isEqualTo("the text begins as JSON and cannot be read from character 9");
        assertThat(malformations.find("{\"a\": 1").orElseThrow().explanation())
                .isEqualTo("the text begins as JSON and ends too early");
    }

    @Test
    void survivesDeepJson() {
        assertThat(code(malformations, "[[1,".repeat(100_000))).contains("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**Ingredients: flour, sugar.\n\nMix them.",
                "Some text.\n\n- **Step one: mix the flour\n- Step two",
                "See [the manual](https://example.org/a for more.",
            })
    void findsUnbalancedMarkdown(String text) {
        assertThat(code(malformations, text)).contains("unbalanced-markdown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A caf\u00E9 na\u00EFve \u00C5ngstr\u00F6m S\u00C3O PAULO AMANH\u00C3\u2026 25 \u00B0C \u20AC5 \u2014 \u201Cyes\u201D",
                "\u041F\u0440\u0438\u0432\u0435\u0442, \u4F60\u597D, \uD83D\uDC4D\uD83C\uDFFD",
                "```java\nint x;\n```",
                "Inline ``` is fine ``` here.",
                "~~~\n```\n~~~",
                "1. Do this:\n   ```\n   x\n   ```\n2. Done.",
                "{\"a\": [1, 2.5e3, -0, true, null, \"\\u00e9\"], \"b\": {}}",
                "[1, 2, 3]",
                "[1] Smith, 2020.",
                "[Verse 1]\nLa la la",
                "{x | x > 0} is a set.",
                "{} ",
                "[[wiki link]] is here",
                "```json\n{\"a\": 1}\n```",
                "```json\n{\"a\": 1}\n```\nThis is it.",
                "**Bold** and **more bold**: fine.",
                "**Bold over\ntwo lines** is fine.",
                "***Both*** is fine, **a *b* c** too.",
                "2 ** 3 is 8, and 2**3 too.",
                "Call f(**kwargs) or f(*args, **options).",
                "** free of charge on weekdays",
                "A rating of **** stars",
                "Use `**` for bold.",
                "See [the manual](https://example.org/a \"Title\") for more.",
                "See [the manual](https://en.wikipedia.org/wiki/A_(b)).",
                "Headings\n====\n\n* a\n* b",
                "Dear Ann,\n\nThank you\n\nBob",
            })
    void letsGoodFormPass(String text) {
        assertThat(malformations.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The mountain is high and the path that leads to the",
                "It is good for the heart, the lungs,",
                "There are three reasons. The first of them is that people who exercise sleep bett",
                "Three things:\n- apples and",
            })
    void findsCutSentencesWhenAsked(String text) {
        assertThat(code(cutOff, text)).contains("cut-off");
        assertThat(malformations.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is done.",
                "He said: \"It is done.\"",
                "**It is done.**",
                "Is it?",
                "Paris",
                "The capital of France",
                "- apples\n- pears from the garden of the neighbour",
                "## The long and winding road home again",
                "See the code:\n```\nint x =\n```",
                "x = 5",
                "これは文です。",
                "The answer to the question of everything is 42",
                "| a | b |",
            })
    void letsEndingsPass(String text) {
        assertThat(cutOff.find(text)).isEmpty();
    }

    @Test
    void letsTheSeedAnswersPass() {
        assertThat(Fixtures.answers())
                .filteredOn(answer ->
                        !answer.isBlank() && malformations.find(answer).isPresent())
                .isEmpty();
    }
}
