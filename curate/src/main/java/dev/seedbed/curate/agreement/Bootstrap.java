package dev.seedbed.curate.agreement;

import dev.seedbed.api.Draw;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// Intervals of what has no formula: the percentile bootstrap over rows (Efron and Tibshirani 1993, chapter 13). The
/// same rows and seed give the same interval.
///
/// Drawn rows that leave a statistic undefined, such as all of one label, do not count.
final class Bootstrap {
    private final int rows;
    private final Precision precision;

    Bootstrap(int rows, Precision precision) {
        this.rows = rows;
        this.precision = precision;
    }

    /// @param statistic takes how many times each row counts; not a number where it is undefined
    /// @param undefined why, where it is undefined for the rows as they are
    Figure figure(ToDoubleFunction<int[]> statistic, String undefined) {
        int[] weights = new int[rows];
        Arrays.fill(weights, 1);
        double value = rows == 0 ? Double.NaN : statistic.applyAsDouble(weights);
        if (Double.isNaN(value)) {
            return new Figure.Unknown(undefined);
        }
        RandomGenerator random = new Draw(precision.seed()).random();
        double[] drawn = new double[precision.resamples()];
        int defined = 0;
        for (int i = 0; i < drawn.length; i++) {
            Arrays.fill(weights, 0);
            for (int row = 0; row < rows; row++) {
                weights[random.nextInt(rows)]++;
            }
            double each = statistic.applyAsDouble(weights);
            if (!Double.isNaN(each)) {
                drawn[defined++] = each;
            }
        }
        double[] sorted = defined == 0 ? new double[] {value} : Arrays.copyOf(drawn, defined);
        Arrays.sort(sorted);
        double low = quantile(sorted, precision.tail());
        double high = quantile(sorted, 1 - precision.tail());
        return new Figure.Known(value, Math.min(low, value), Math.max(high, value));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
