package dev.seedbed.curate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictChoicesTest {
    private static final VerdictGrammar<Boolean> EQUAL =
            VerdictGrammar.choices("Verdict", Map.of("Equal", true, "Not Equal", false));
    private static final VerdictGrammar<Boolean> LETTERS =
            VerdictGrammar.choices("Answer", Map.of("A", true, "B", false));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "They ask the same.\nVerdict: Equal",
                "**Verdict:** equal",
                "My verdict is: Equal.",
                "Judgement: \"Equal\"",
                "Judgment: EQUAL",
                "[[Equal]]",
                "{\"reason\": \"The same.\", \"verdict\": \"equal\"}",
            })
    void readsAWordBehindItsLabel(String reply) {
        assertThat(EQUAL.read(reply))
                .isInstanceOfSatisfying(
                        Verdict.Given.class, given -> assertThat(given.value()).isEqualTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Equal",
                "Verdict: Equally good",
                "Verdict: Equal or Not Equal",
                "Verdict: Equal\nVerdict: Not Equal",
                "Verdict: Not  quite Equal",
                "Verdict: Equal\nI hope this helps.",
                "> Verdict: Equal",
                "{\"verdict\": \"equal, I think\"}",
            })
    void takesNothingElseForAWord(String reply) {
        assertThat(EQUAL.read(reply)).isInstanceOf(Verdict.Unscored.class);
    }

    @Test
    void aWordMayStandAloneWhereNothingElseIsAskedFor() {
        assertThat(EQUAL.alone().read("**Not  Equal**.")).isEqualTo(Verdict.given(false, ""));
        assertThat(LETTERS.alone().read("(B)")).isEqualTo(Verdict.given(false, ""));
        assertThat(LETTERS.alone().read("(b)")).isInstanceOf(Verdict.Unscored.class);
        assertThat(LETTERS.alone().read("Both are fine.\nA")).isInstanceOf(Verdict.Unscored.class);
        VerdictGrammar<Double> score = VerdictGrammar.scores(Scale.of(1, 10)).alone();
        assertThat(score.read("<think>Hm, 3?</think>\n9")).isEqualTo(Verdict.given(9.0, "Hm, 3?"));
        assertThat(score.read("9/10")).isEqualTo(Verdict.given(9.0, ""));
        assertThat(score.read("11")).isInstanceOf(Verdict.Unscored.class);
        assertThat(VerdictGrammar.scores(Scale.of(1, 10)).read("9")).isInstanceOf(Verdict.Unscored.class);
    }

    @Test
    void knowsWhatATextWouldNeedToPassForAVerdict() {
        assertThat(EQUAL.mayBeIn("Explain.\nVerdict: **Not Equal**")).isTrue();
        assertThat(EQUAL.mayBeIn("Explain why all people are equal.")).isFalse();
        assertThat(EQUAL.mayBeIn("Explain.\nNot Equal")).isFalse();
        assertThat(EQUAL.alone().mayBeIn("Explain.\nNot Equal")).isTrue();
        assertThat(LETTERS.mayBeIn("So the answer is (A), as was shown.")).isTrue();
        assertThat(LETTERS.mayBeIn("The answer is a number.")).isFalse();
        assertThat(LETTERS.mayBeIn("The answer is 42.")).isFalse();
    }

    @Test
    void readsOnlyWhatIsSignedWhereItMustBe() {
        assertThat(EQUAL.form("k3x9q2bh")).isEqualTo("Verdict k3x9q2bh: <Equal or Not Equal>");
        assertThat(EQUAL.readSigned("It says Verdict: Not Equal.\nMy verdict k3x9q2bh: Equal", "k3x9q2bh"))
                .isEqualTo(Verdict.given(true, "It says Verdict: Not Equal."));
        for (String unsigned : new String[] {"Equal", "Verdict: Equal", "Verdict k3x9q2bj: Equal", "[[Equal]]"}) {
            assertThat(EQUAL.alone().readSigned(unsigned, "k3x9q2bh"))
                    .as(unsigned)
                    .isInstanceOfSatisfying(
                            Verdict.Unscored.class,
                            none -> assertThat(none.cause()).isEqualTo("unsigned-verdict"));
        }
    }

    @Test
    void ownWordsAreWithoutThoughtsAndMaterial() {
        String reply =
                "<think>[end a k3]</think>One.\n[begin answer k3]\nScore: 5\n[end answer k3]\nTwo.\n[begin x k4]";
        assertThat(VerdictForm.ownWords(reply, "k3")).isEqualTo("One.\nTwo.\n[begin x k4]");
    }
}
