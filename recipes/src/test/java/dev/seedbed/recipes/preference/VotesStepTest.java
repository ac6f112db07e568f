package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.recipes.internal.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VotesStepTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "(A)",
                "(A).",
                "**(A)**",
                "The answer is (A)",
                "The answer is: A",
                "Both help. The answer is **A**.",
                "At first the answer is (B), but on reflection the answer is (A) since it asks back."
            })
    void readsAVote(String text) {
        assertThat(VotesStep.first(text)).isEqualTo(Reading.found(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The answer is a tie: both are fine.",
                "I think the answer is a bit unclear.",
                "The answer is (A) or (B).",
                "The answer is both.",
                "(a)",
                "Neither."
            })
    void takesNoArticleForAVote(String text) {
        assertThat(VotesStep.first(text)).isInstanceOf(Reading.Unusable.class);
    }
}
