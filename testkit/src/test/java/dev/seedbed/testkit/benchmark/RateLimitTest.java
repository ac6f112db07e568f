package dev.seedbed.testkit.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void givesTheBurstAtOnceAndThenTheRate() {
        RateLimit limit = new RateLimit(new EndpointScript.Rate(100, 20), 0);
        int given = 0;
        for (long now = 0; now <= 10 * SECOND; now += SECOND / 1000) {
            while (limit.until(1, now) == 0) {
                limit.take(1);
                given++;
            }
        }
        // The burst, and 100 in each of ten seconds.
        assertThat(given).isEqualTo(1_020);
    }

    @Test
    void saysWhenThereWillBeEnough() {
        RateLimit limit = new RateLimit(new EndpointScript.Rate(10, 5), 0);
        limit.take(5);

        long wait = limit.until(2, 0);
        assertThat(wait).isEqualTo(SECOND / 5);
        assertThat(limit.until(2, wait)).isZero();
        assertThat(limit.until(3, wait)).isEqualTo(SECOND / 10);
        assertThat(limit.untilFull()).isEqualTo(3 * SECOND / 10);
        assertThat(limit.perMinute()).isEqualTo(600);
    }

    @Test
    void neverHoldsMoreThanTheBurst() {
        RateLimit limit = new RateLimit(new EndpointScript.Rate(10, 5), 0);

        assertThat(limit.until(1, 3600 * SECOND)).isZero();
        assertThat(limit.left()).isEqualTo(5);
        assertThat(limit.until(1_000, 3600 * SECOND))
                .as("more than the burst would never be there")
                .isZero();
    }

    @Test
    void limitsNothingWithoutARate() {
        RateLimit limit = new RateLimit(EndpointScript.Rate.NONE, 0);

        assertThat(limit.until(1_000_000, 0)).isZero();
        assertThatThrownBy(() -> new EndpointScript.Rate(-1, 5)).hasMessageContaining("-1");
    }
}
