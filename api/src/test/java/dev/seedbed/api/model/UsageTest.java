package dev.seedbed.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void isWhatAnEndpointTells() {
        assertThat(Usage.told(30, 20, 16, 12)).contains(new Usage(30, 20, 16, 12, false));
        assertThat(Usage.told(0, 0, 0, 0)).contains(Usage.NONE);
        assertThat(Usage.told(100_000_000, 7, 100_000_000, 9))
                .contains(new Usage(100_000_000, 7, 100_000_000, 7, false));
    }

    @Test
    void isNotToldWhereItCannotBe() {
        for (long figure : new long[] {-1, Long.MIN_VALUE, 100_000_001, Long.MAX_VALUE}) {
            assertThat(Usage.told(figure, 2, 0, 0)).as("input " + figure).isEmpty();
            assertThat(Usage.told(2, figure, 0, 0)).as("output " + figure).isEmpty();
            assertThat(Usage.told(2, 2, figure, 0)).as("cached " + figure).isEmpty();
            assertThat(Usage.told(2, 2, 0, figure)).as("reasoning " + figure).isEmpty();
            assertThat(Usage.told(Usage.sum(5, figure, 9), 2, 0, 0))
                    .as("a part of " + figure)
                    .isEmpty();
        }
        assertThat(Usage.told(2, 2, 3, 0)).as("more cached than there was").isEmpty();
    }

    @Test
    void isNotToldWhereItsPartsOnlySeemToAddUp() {
        assertThat(Usage.told(Usage.sum(-5, 15), 2, 0, 0)).isEmpty();
        assertThat(Usage.told(Usage.sum(Long.MAX_VALUE, Long.MAX_VALUE, 12), 2, 0, 0))
                .isEmpty();
        assertThat(Usage.told(Usage.sum(5, 15), 2, 0, 0)).contains(new Usage(20, 2, false));
    }
}
