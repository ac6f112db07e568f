package dev.seedbed.text.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {
    /// By the binomial distribution in exact fractions of a thousand digits.
    @Test
    void theBoundMissesOneInAHundredThousand() {
        for (String threshold : new String[] {"0.5", "0.6", "0.7", "0.8", "0.85", "0.9", "0.95"}) {
            BigDecimal differs =
                    BigDecimal.ONE.subtract(new BigDecimal(threshold)).divide(BigDecimal.TWO);
            int most = Sketch.mostDifferent(Double.parseDouble(threshold));

            assertThat(moreThan(most, differs)).as(threshold).isLessThan(1e-5);
            assertThat(moreThan(most - 1, differs)).as(threshold).isGreaterThanOrEqualTo(1e-5);
        }
        assertThat(Sketch.mostDifferent(1)).isZero();
    }

    private static double moreThan(int most, BigDecimal differs) {
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger choices = BigInteger.ONE;
        for (int different = 0; different <= 128; different++) {
            if (different > most) {
                sum = sum.add(new BigDecimal(choices)
                        .multiply(differs.pow(different))
                        .multiply(BigDecimal.ONE.subtract(differs).pow(128 - different)));
            }
            choices = choices.multiply(BigInteger.valueOf(128 - different)).divide(BigInteger.valueOf(different + 1));
        }
        return sum.round(MathContext.DECIMAL64).doubleValue();
    }

    /// The bits that differ, and the bands that are equal, in pairs of sets of a known similarity: as the
    /// binomial distributions have it, within five standard errors, for small sets too.
    @ParameterizedTest
    @CsvSource({"8, 2, .8", "80, 20, .8", "800, 200, .8", "5, 5, .5", "90, 10, .9", "2, 18, .1", "0, 60, 0"})
    void minimaAreEqualAsOftenAsTheSetsAreSimilar(int shared, int own, double similarity) {
        int pairs = 4_000;
        Bands bands = new Bands(11, 4);
        Minima minima = new Minima(bands);
        Random random = new Random(shared * 31L + own);
        long[] keys = new long[12];
        long[] others = new long[12];
        long different = 0;
        long squares = 0;
        int equalBands = 0;
        int most = Sketch.mostDifferent(0.8);
        int ruledOut = 0;
        for (int pair = 0; pair < pairs; pair++) {
            long[] both = random.longs(shared + own).toArray();
            int half = shared + own / 2;
            minima.addAll(both, half);
            minima.finish(keys);
            long low = minima.sketchLow();
            long high = minima.sketchHigh();
            long[] other = both.clone();
            System.arraycopy(both, half, other, shared, own - own / 2);
            minima.addAll(other, shared + own - own / 2);
            minima.finish(others);
            int bits = Long.bitCount(low ^ minima.sketchLow()) + Long.bitCount(high ^ minima.sketchHigh());
            different += bits;
            squares += (long) bits * bits;
            ruledOut += bits > most ? 1 : 0;
            for (int band = 1; band <= 11; band++) {
                equalBands += keys[band] == others[band] ? 1 : 0;
            }
        }
        double differs = (1 - similarity) / 2;
        double deviation = Math.sqrt(128 * differs * (1 - differs));
        double mean = (double) different / pairs;
        assertThat(mean).isCloseTo(128 * differs, within(5 * deviation / Math.sqrt(pairs)));
        assertThat(Math.sqrt((double) squares / pairs - mean * mean)).isCloseTo(deviation, within(0.08 * deviation));
        double equal = Math.pow(similarity, 4);
        assertThat(equalBands / (11.0 * pairs))
                .isCloseTo(equal, within(5 * Math.sqrt(equal * (1 - equal) / (11.0 * pairs)) + 1e-4));
        if (similarity >= 0.8) {
            assertThat(ruledOut).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void minimaFollowFromTheSetAlone() {
        Minima minima = new Minima(new Bands(11, 4));
        Random random = new Random(1);
        for (int size = 1; size < 40; size++) {
            long[] shingles = random.longs(size).toArray();
            long[] keys = new long[12];
            minima.addAll(shingles, size);
            minima.finish(keys);
            long low = minima.sketchLow();
            long high = minima.sketchHigh();
            long[] again = new long[12];
            long[] reversed = new long[size];
            Arrays.setAll(reversed, i -> shingles[shingles.length - 1 - i]);
            minima.addAll(random.longs(900).toArray(), 900);
            minima.finish(new long[12]);
            minima.addAll(reversed, size);
            minima.finish(again);

            assertThat(again).isEqualTo(keys);
            assertThat(minima.sketchLow()).isEqualTo(low);
            assertThat(minima.sketchHigh()).isEqualTo(high);
        }
    }
}
