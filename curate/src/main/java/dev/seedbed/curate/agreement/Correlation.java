package dev.seedbed.curate.agreement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Pearson's correlation of weighted rows, and ranks to make it Spearman's.
final class Correlation {
    private Correlation() {}

    /// Not a number where one side is the same throughout.
    static double of(double[] left, double[] right, int[] weights) {
        double rows = 0;
        double meanLeft = 0;
        double meanRight = 0;
        for (int i = 0; i < left.length; i++) {
            if (weights[i] > 0) {
                rows += weights[i];
                meanLeft += weights[i] * (left[i] - meanLeft) / rows;
                meanRight += weights[i] * (right[i] - meanRight) / rows;
            }
        }
        double both = 0;
        double squaresLeft = 0;
        double squaresRight = 0;
        for (int i = 0; i < left.length; i++) {
            double l = left[i] - meanLeft;
            double r = right[i] - meanRight;
            both += weights[i] * l * r;
            squaresLeft += weights[i] * l * l;
            squaresRight += weights[i] * r * r;
        }
        return squaresLeft == 0 || squaresRight == 0
                ? Double.NaN
                : Math.clamp(both / Math.sqrt(squaresLeft) / Math.sqrt(squaresRight), -1.0, 1.0);
    }

    /// From 1; equal values share the mean of their ranks.
    static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }
}
