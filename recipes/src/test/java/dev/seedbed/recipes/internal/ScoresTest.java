package dev.seedbed.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    @ParameterizedTest
    @ValueSource(strings = {"Score: 4", "Good.\n\nscore: 4", "Score: 2\nNo:\nScore:  4\n \n", "Score:4"})
    void readsTheLastLine(String reply) {
        assertThat(Scores.lastLine("Score", 1, 5).apply(reply)).isEqualTo(Reading.found(4L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Score: 4\nThat is all.",
                "Score: 4/5",
                "Score: 4.",
                "Score: 4.5",
                "I score: 4",
                "The Score: 4",
                "Score: four",
                "Score: 6",
                "Score: 0",
                "Score: -4",
                "Score: 99999999999",
                "4",
                "",
            })
    void takesNothingElseForAScore(String reply) {
        assertThat(Scores.lastLine("Score", 1, 5).apply(reply))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.rejection().reason()).isEqualTo("unscored"));
    }

    @Test
    void readsTheScoreInItsTags() {
        var score = Scores.tagged("Score", 0, 2);
        assertThat(score.apply("[Start of Score]\n2\n[End of Score]")).isEqualTo(Reading.found(2L));
        assertThat(score.apply("[Start of Score]2")).isInstanceOf(Reading.Unusable.class);
        assertThat(score.apply("[Start of Score]3[End of Score]")).isInstanceOf(Reading.Unusable.class);
        assertThat(score.apply("[Start of Score]1 of 2[End of Score]")).isInstanceOf(Reading.Unusable.class);
        assertThat(score.apply("[Start of Score]1[End of Score] [Start of Score]2[End of Score]"))
                .isInstanceOf(Reading.Unusable.class);
    }

    @Test
    void aTagThatOpensAgainCountsFromTheLastOpening() {
        assertThat(Tags.all("[Start of A] x [Start of A] y [End of A] [Start of A] [End of A]", "A"))
                .containsExactly("y");
    }
}
