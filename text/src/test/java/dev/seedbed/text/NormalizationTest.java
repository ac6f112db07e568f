package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final Normalization WORDS = Normalization.STANDARD.withoutPunctuation();

    @Test
    void bringsEqualTextsTogether() {
        assertThat(Normalization.EXACT.apply("cafe\u0301")).isEqualTo("caf\u00E9");
        assertThat(Normalization.STANDARD.apply("  CAFE\u0301\n au \u00A0\u3000 lait\u200B\t"))
                .isEqualTo("caf\u00E9 au lait");
        assertThat(Normalization.STANDARD.apply("STRASSE")).isEqualTo(Normalization.STANDARD.apply("stra\u00DFe"));
        assertThat(Normalization.STANDARD.apply("\u039F\u0394\u039F\u03A3"))
                .isEqualTo(Normalization.STANDARD.apply("\u03BF\u03B4\u03BF\u03C2"));
        assertThat(WORDS.apply("Why? Why not!")).isEqualTo("why why not");
        assertThat(WORDS.apply("C++, C#")).isEqualTo("c++ c");
    }

    @Test
    void keepsApartWhatDiffers() {
        assertThat(Normalization.EXACT.apply(" A ")).isEqualTo(" A ");
        assertThat(Normalization.STANDARD.apply("a.b")).isNotEqualTo(Normalization.STANDARD.apply("a b"));
        assertThat(Normalization.STANDARD.apply("ab")).isNotEqualTo(Normalization.STANDARD.apply("a b"));
    }

    @Test
    void doesNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Normalization.STANDARD.apply("TITLE")).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void applyingItAgainChangesNothing() {
        Random random = new Random(5);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                text.appendCodePoint(point(random));
            }
            for (Normalization each : new Normalization[] {Normalization.EXACT, Normalization.STANDARD, WORDS}) {
                String once = each.apply(text.toString());
                assertThat(each.apply(once)).isEqualTo(once);
            }
        }
    }

    private static int point(Random random) {
        int point = random.nextInt(
                switch (random.nextInt(3)) {
                    case 0 -> 0x80;
                    case 1 -> 0x3000;
                    default -> 0x1FFFF;
                });
        return Character.getType(point) == Character.SURROGATE ? ' ' : point;
    }

    @Test
    void fingerprintsTellTextsAndBoundariesApart() {
        assertThat(Fingerprint.of("a", "bc"))
                .isNotEqualTo(Fingerprint.of("ab", "c"))
                .isEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of()).isNotEqualTo(Fingerprint.of(""));
    }

    /// In one piece this would take the square of the marks: hours.
    @Test
    void composesAnyNumberOfMarksInTime() {
        String text = "a" + "\u0301\u0316".repeat(1_000_000);

        assertThat(Normalization.EXACT.apply(text)).startsWith("\u00e1").isEqualTo(Normalization.EXACT.apply(text));
        assertThat(Normalization.STANDARD.apply(text)).hasSizeGreaterThan(text.length() - 2);
    }
}
