package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void leavesAShortTextAsItIs() {
        assertThat(Excerpt.of("four", 4)).isEqualTo("four");
        assertThat(Excerpt.of("", 1)).isEmpty();
        assertThat(Excerpt.cut("four", 4)).isEqualTo("four");
    }

    @Test
    void showsTheBeginningOfALongText() {
        assertThat(Excerpt.of("fourteen", 4)).isEqualTo("four…");
        assertThat(Excerpt.cut("fourteen", 4)).isEqualTo("four");
    }

    @Test
    void cutsNoSurrogatePairInTwo() {
        assertThat(Excerpt.of("ab\uD83D\uDE00c", 3)).isEqualTo("ab…");
        assertThat(Excerpt.cut("ab\uD83D\uDE00c", 4)).isEqualTo("ab\uD83D\uDE00");
    }
}
