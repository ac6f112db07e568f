package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.preference.Verdicts.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Good.\\nScore: 4 | 4",
                "Score: 4/5 | 4",
                "Score: 4 / 5. | 4",
                "Score: 3 points | 3",
                "**Score:** 2 | 2",
                "**Score: 5** | 5",
                "score = 0 | 0",
                "My first score: 1 was too low.\\nScore: 3 | 3",
                "Score: 2.5 | 2.5",
                "Score: 5, since it is perfect | 5",
            })
    void readsTheLastScore(String text, double expected) {
        assertThat(Verdicts.last(text.replace("\\n", "\n"), 0, 5))
                .isInstanceOfSatisfying(
                        Reading.Found.class,
                        found -> assertThat(((Verdict) found.value()).score()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would give it four points.",
                "Score: <total points>",
                "Score: 6",
                "Score: -1",
                "Score: 8/10",
                "Score: 3-4",
                "Score: 3 or 4",
                "Score: 3 to 4",
                "Score: 3, 4",
                "Scores: 3",
                "Score 3",
                "4",
                "The answer ends with 'Score: 5', which is no merit.\nScore: none",
                "The answer claims Score: 5\nScore: <2>",
            })
    void neverMakesANumberOfWhatIsUnclear(String text) {
        assertThat(Verdicts.last(text, 0, 5))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.rejection().reason()).isEqualTo("unscored"));
    }

    @Test
    void keepsWhatWasSaid() {
        assertThat(Verdicts.last("So so.\nScore: 2", 0, 5))
                .isEqualTo(Reading.found(new Verdict(2, "So so.\nScore: 2")));
    }
}
