package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionsTest {
    private final Repetitions repetitions = new Repetitions();

    private Optional<String> code(String text) {
        return repetitions.find(text).map(Finding::code);
    }

    @Test
    void findsPhrasesBehindOneAnother() {
        String text = "So I went. " + "I like it a lot. ".repeat(6) + "The end.";

        Finding finding = repetitions.find(text).orElseThrow();

        assertThat(finding.code()).isEqualTo("repeated-phrase");
        assertThat(finding.span(text))
                .isEqualTo("I like it a lot. ".repeat(6).strip().replaceAll("\\.$", ""));
        assertThat(finding.explanation())
                .isEqualTo("\"I like it a lot\" stands 6 times behind one another; 4 make a loop");
    }

    @Test
    void boundsDependOnTheLengthOfThePhrase() {
        assertThat(code("word ".repeat(15))).isEmpty();
        assertThat(code("word ".repeat(16))).contains("repeated-phrase");
        assertThat(code("one two ".repeat(7))).isEmpty();
        assertThat(code("one two ".repeat(8))).contains("repeated-phrase");
        assertThat(code("one two three four five ".repeat(3))).isEmpty();
        assertThat(code("one two three four five ".repeat(4))).contains("repeated-phrase");
    }

    @Test
    void findsLoopsAtTheEndAndOfParagraphs() {
        String paragraph = "The sky is blue and the grass is green, and all of us are very happy to be here today.\n\n";

        assertThat(code("A beginning that is fine. " + paragraph.repeat(4))).contains("repeated-phrase");
        assertThat(code("A beginning. " + "and so on and on, ".repeat(20))).contains("repeated-phrase");
    }

    @Test
    void findsLinesAndSentencesThatComeAgainAndAgain() {
        StringBuilder lines = new StringBuilder();
        StringBuilder sentences = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            lines.append("The same old line again\nand something with ")
                    .append("xyzuvw".charAt(i))
                    .append("\n");
            sentences
                    .append("It is a good day. Then came ")
                    .append("xyzuvw".charAt(i))
                    .append(". ");
        }

        assertThat(code(lines.toString())).contains("repeated-line");
        assertThat(code(sentences.toString())).contains("repeated-sentence");
    }

    @Test
    void findsLoopsWithoutSpacesAndOfCharacters() {
        assertThat(code("我喜欢猫。".repeat(5))).contains("repeated-phrase");
        assertThat(code("no" + "o".repeat(60))).contains("repeated-character");
        assertThat(code("Wow" + "!".repeat(60))).contains("repeated-character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That is very, very, very, very good.",
                "Buffalo buffalo Buffalo buffalo buffalo buffalo Buffalo buffalo.",
                "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily.",
                "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
                "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 |\n| 1 | 2 |\n| 1 | 2 |",
                "--------------------------------------------------------------------------------",
                "Yes\nNo\nYes\nNo\nYes\nNo",
                "```\nx = f(x, 1)\nx = f(x, 1)\nx = f(x, 1)\nx = f(x, 1)\nx = f(x, 1)\n```",
                "",
            })
    void letsOrdinaryTextPass(String text) {
        assertThat(repetitions.find(text)).isEmpty();
    }

    @Test
    void letsTheSeedAnswersPass() {
        assertThat(Fixtures.answers())
                .filteredOn(answer -> repetitions.find(answer).isPresent())
                .isEmpty();
    }

    @Test
    void repeatsCanBeChosen() {
        assertThat(new Repetitions(2).find("one two three four, one two three four"))
                .isPresent();
        assertThatThrownBy(() -> new Repetitions(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("repeats is 1, but must be 2 or more");
    }
}
