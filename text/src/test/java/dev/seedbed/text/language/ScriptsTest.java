package dev.seedbed.text.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptsTest {
    private final ScriptMixing mixing = new ScriptMixing();

    @Test
    void sharesLettersAmongScriptsTheMostFirst() {
        ScriptShares shares = ScriptShares.of("Это test, 123!");

        assertThat(shares.letters()).isEqualTo(7);
        assertThat(shares.shares())
                .containsExactly(entry(UnicodeScript.LATIN, 4 / 7.0), entry(UnicodeScript.CYRILLIC, 3 / 7.0));
        assertThat(ScriptShares.of("\uD840\uDC00 \uD83D").shares().get(UnicodeScript.HAN))
                .isCloseTo(1, within(0.0));
        assertThat(ScriptShares.of("1 2 3").shares()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Enter your p\u0430ssword to go on.",
                "Visit P\u0430yP\u0430l today, it is fine.",
                "Это хoрошо известно всем.",
                "The \u03BFffice is open on Mondays."
            })
    void findsLettersThatPassForOthers(String text) {
        assertThat(mixing.find(text)).get().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("mixed-word");
            assertThat(finding.span(text)).doesNotContain(" ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The next step is to 分析 the data and to write a report about it.",
                "We should consider the конечно options before we decide on a plan.",
                "Der nächste Schritt ist es, die Daten zu 处理 und dann zu speichern.",
                "The results were very अच्छा and everyone went home happy that day."
            })
    void findsWordsOfAScriptThatTheTextIsNotWrittenIn(String text) {
        assertThat(mixing.find(text))
                .get()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("foreign-script"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The quick brown fox jumps over the lazy dog.",
                "日本語のテキストにはHTMLやCSSなどの英語が混ざる。",
                "Купил новый iPhone 15 и установил Windows на ноутбук.",
                "Let λ = 2 and μ be the mean; a β-blocker lowers the pressure.",
                "The Chinese word 你好 means hello, as every beginner soon learns.",
                "The city of Moscow (Москва) is the capital of the country.",
                "She said “спасибо” and left the room without another word.",
                "A lens of 5 μm and 10 kΩ stood on the table next to the window.",
                "```\nx = 'привет'\nprint(x)\n```\nThis prints a greeting on the screen.",
                "한국어 문장에는 漢字와 English가 섞일 수 있다.",
                "Привет, мир! Hello, world! Здравствуй, hello again, опять и снова.",
                "Translation: Доброе утро, which you say when you get up."
            })
    void letsPassWhatMixesByRight(String text) {
        assertThat(mixing.find(text)).isEmpty();
    }
}
