package dev.seedbed.recipes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void aTagThatOpensAgainCountsFromTheLastOpening() {
        assertThat(Tags.all("[Start of A] x [Start of A] y [End of A] [Start of A] [End of A]", "A"))
                .containsExactly("y");
    }
}
