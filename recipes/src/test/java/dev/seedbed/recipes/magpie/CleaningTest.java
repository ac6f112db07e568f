package dev.seedbed.recipes.magpie;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Question: Why is the sky blue?|Why is the sky blue?",
                "**Question:** Why is the sky blue?|Why is the sky blue?",
                "## Task 3: Sort the list.|Sort the list.",
                "1. Question: Why?|Why?",
                "12) Name a river.|Name a river.",
                "Question your assumptions.|Question your assumptions.",
                "What is 2.5 times 4?|What is 2.5 times 4?",
                "The answer is simple, isn't it?|The answer is simple, isn't it?",
            })
    void takesOffLabels(String written, String clean) {
        assertThat(Cleaning.of(written)).isEqualTo(clean);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is 2 + 2?\\nAnswer: 4|What is 2 + 2?",
                "What is 2 + 2?\\n\\n**Solution:**\\n4|What is 2 + 2?",
                "Solve it.\\n## Step 1: add|Solve it.",
                "Explain this.\\nGive your explanation in one line.|Explain this.\\nGive your explanation in one line.",
            })
    void cutsTheBeginningOfAnAnswer(String written, String clean) {
        assertThat(Cleaning.of(written.replace("\\n", "\n"))).isEqualTo(clean.replace("\\n", "\n"));
    }
}
