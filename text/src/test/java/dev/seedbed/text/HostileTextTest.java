package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts made to break a detector: with quadratic time or recursion these would take minutes or end in an
/// error.
class HostileTextTest {
    private static final int LENGTH = 50_000;
    private static final int LONG = 2_000_000;

    /// Russian in capitals is in the right encoding, and every second letter of these begins a pair as broken
    /// text has it.
    @ParameterizedTest
    @ValueSource(strings = {"\u0420", "\u0420\u0430", "\u0421\u0421\u0421\u0420", "\u0420 \u0420\u0420\u0430"})
    void russianOfAnyLengthIsReadOnce(String unit) {
        String text = unit.repeat(LONG / unit.length());
        Malformations mojibake = new Malformations(Set.of(Malformations.MOJIBAKE));

        assertThat(mojibake.find(text)).isEmpty();
        assertThat(mojibake.find(text + " \u0420\u00B0\u0420\u00B1\u0420\u00B2"))
                .get()
                .satisfies(finding -> assertThat(finding.begin()).isGreaterThanOrEqualTo(text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"As an AI ", "\"As an AI "})
    void refusalsReadQuotationsOnce(String unit) {
        String text = "x " + unit.repeat(LONG / 4 / unit.length());

        assertThat(new Refusals().find(text)).isEmpty();
    }

    /// What stands behind the last line ends the search, or leaves it without a finding.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "<",
                "[a](b) ",
                "[a](http://b) ",
                "{\"a\":1}\n",
                "```json ",
                "// TODO: x ",
                "x = 1 TODO: add "
            })
    void longTextsAreReadOnce(String unit) {
        String text = "x " + unit.repeat(LONG / unit.length());
        for (Detector detector :
                new Detector[] {new Refusals(), new Artefacts(), new Malformations(Set.copyOf(Malformations.CODES))}) {
            for (String each : new String[] {text, text.substring(2), text + "\n```"}) {
                assertThat(detector.find(each).stream())
                        .allSatisfy(finding -> assertThat(detector.codes()).contains(finding.code()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[a](/",
                "**a ",
                " **A** **b",
                "`",
                "` `` ",
                "\n",
                " ",
                "\n\n### ",
                "###\n",
                "{{",
                "{\"a\":",
                "[\"",
                "<|",
                "I'm sorry, ",
                "as an ai ",
                "I ",
                "```\n",
                "\n```json\n{",
                "~~~",
                "\u00D0\u20AC",
                "\uD83D",
                "a. ",
                "a b c. ",
                "[Your ",
                "\\**",
                "1",
                "- **A\n",
                "\nHuman:",
                "</s> ",
                "0,"
            })
    void everyDetectorComesToAnEnd(String unit) {
        String text = unit.repeat(LENGTH / unit.length());
        for (Detector detector : new Detector[] {
            new Refusals(), new Artefacts(), new Malformations(Set.copyOf(Malformations.CODES)), new Repetitions()
        }) {
            for (String each : new String[] {text, "x " + text, text + " x", "```json\n" + text + "\n```"}) {
                assertThat(detector.find(each).stream()).allSatisfy(finding -> {
                    assertThat(detector.codes()).contains(finding.code());
                    assertThat(finding.span(each)).isNotNull();
                });
            }
        }
    }
}
