package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.curate.judge.Verdict;
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
                "First I thought the answer is (B).\nThe answer is: (A)"
            })
    void readsAVote(String text) {
        assertThat(VotesStep.FIRST.read(text))
                .isEqualTo(Verdict.given(
                        true,
                        text.startsWith("Both help")
                                ? "Both help."
                                : text.startsWith("First") ? "First I thought the answer is (B)." : ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The answer is a tie: both are fine.",
                "I think the answer is a bit unclear.",
                "The answer is (A) or (B).",
                "The answer is both.",
                "(a)",
                "At first the answer is (B), but on reflection the answer is (A) since it asks back.",
                "The answer is: (B)\nThe answer is: (A)",
                "Neither."
            })
    void takesNoArticleForAVote(String text) {
        assertThat(VotesStep.FIRST.read(text)).isInstanceOf(Verdict.Unscored.class);
    }
}
