package dev.seedbed.text.near;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinHashTest {
    @Test
    void isThatOfDatasketch() {
        MinHash minHash = new MinHash(4, 1);
        minHash.update("Hello".getBytes(UTF_8));

        // test/test_minhash.py of ekzhu/datasketch.
        assertThat(minHash.values()).containsExactly(734825475L, 960773806L, 359816889L, 342714745L);
    }

    @Test
    void estimatesTheSimilarityOfSets() {
        MinHash one = new MinHash(512, 7);
        MinHash other = new MinHash(512, 7);
        for (int i = 0; i < 3_000; i++) {
            byte[] item = ("item " + i).getBytes(UTF_8);
            if (i < 2_000) {
                one.update(item);
            }
            if (i >= 1_000) {
                other.update(item);
            }
        }

        // A third, with a standard error of 0.021.
        assertThat(one.similarity(other)).isCloseTo(1 / 3.0, within(0.08));
        assertThatThrownBy(() -> one.similarity(new MinHash(512, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use the same number and seed");
    }

    /// Bands by rows of public pipelines, and the chance that a pair is a candidate, to three or four digits:
    /// datatrove 14x8, RedPajama 14x9, 9x13 and 5x25, Curator 20x13, duplodocus 26x11, BTS of Data-Juicer
    /// 25x10.
    @ParameterizedTest
    @CsvSource({
        "14, 8, 0.5, .053", "14, 8, 0.7, .565", "14, 8, 0.8, .924", "14, 8, 0.9, .9996",
        "20, 13, 0.5, .002", "20, 13, 0.7, .177", "20, 13, 0.8, .677", "20, 13, 0.9, .997",
        "26, 11, 0.5, .013", "26, 11, 0.7, .405", "26, 11, 0.8, .903", "26, 11, 0.9, .9999",
        "14, 9, 0.5, .027", "14, 9, 0.7, .438", "14, 9, 0.8, .867", "14, 9, 0.9, .999",
        "450, 20, 0.5, .0004", "450, 20, 0.7, .302", "450, 20, 0.8, .995", "50, 4, 0.5, .960"
    })
    void bandsProposeWithTheirProbability(int bands, int rows, double similarity, double expected) {
        double digits = expected > .999 || expected < .001 ? 0.00005 : 0.0006;
        assertThat(new Bands(bands, rows).probability(similarity)).isCloseTo(expected, within(digits));
    }

    /// Of datasketch's `_optimal_param` with equal weights and 128 minima.
    @ParameterizedTest
    @CsvSource({"0.9, 5, 25", "0.8, 9, 13", "0.5, 25, 5"})
    void balancedBandsAreThoseOfDatasketch(double threshold, int bands, int rows) {
        assertThat(Bands.balanced(threshold, 128)).isEqualTo(new Bands(bands, rows));
    }

    @Test
    void bandsOfAThresholdMissAlmostNoPairThere() {
        assertThat(Bands.forThreshold(0.8)).isEqualTo(new Bands(11, 4));
        for (int percent = 25; percent <= 100; percent++) {
            double threshold = percent / 100.0;
            Bands bands = Bands.forThreshold(threshold);

            assertThat(Math.pow(1 - Math.pow(threshold, bands.rows()), bands.bands()))
                    .isLessThanOrEqualTo(0.005);
            assertThat(bands.bands()).isLessThanOrEqualTo(20);
            assertThat(bands.minima()).isLessThanOrEqualTo(64);
        }
        assertThatThrownBy(() -> Bands.forThreshold(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the threshold is 0.0, but must be from 0.25 to 1");
    }
}
