package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryValueOnceWhateverTheSpread() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            double scale = Math.pow(10, random.nextInt(-6, 12));
            boolean whole = random.nextBoolean();
            double[] values = DoubleStream.generate(() -> random.nextGaussian() * scale)
                    .map(value -> whole ? Math.rint(value) : value)
                    .limit(random.nextInt(1, 200))
                    .toArray();
            int[] bins = new Histogram(values).bins();
            assertThat(Arrays.stream(bins).sum()).isEqualTo(values.length);
            assertThat(bins.length).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void doesNotLetATailHideTheRest() {
        double[] values = DoubleStream.concat(
                        DoubleStream.iterate(0, value -> value + 1).limit(100), DoubleStream.of(1_000_000))
                .toArray();
        assertThat(new Histogram(values).step()).isEqualTo(5);
    }

    @Test
    void holdsASingleValue() {
        Histogram histogram = new Histogram(new double[] {7, 7, 7});
        assertThat(histogram.bins()).containsExactly(3);
        assertThat(histogram.low()).isEqualTo(7);
    }
}
