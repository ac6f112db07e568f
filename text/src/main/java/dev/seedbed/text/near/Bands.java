package dev.seedbed.text.near;

import java.util.function.DoubleUnaryOperator;

/// How a MinHash signature is cut into bands: two texts are candidates if all rows of any band are equal.
///
/// ```java
/// Bands.forThreshold(0.8);                 // 11 bands of 4 rows
/// new Bands(14, 8).probability(0.8);       // 0.924: the chance that a pair of that similarity is a candidate
/// ```
///
/// @param bands how many
/// @param rows how many minima make a band
public record Bands(int bands, int rows) {
    /// The highest chance that [#forThreshold] leaves to a pair at the threshold to be missed.
    public static final double MISSED = 0.005;

    /// What is less alike is no duplicate, and would need more bands.
    private static final double LEAST_THRESHOLD = 0.25;

    private static final int MOST_BANDS = 20;
    private static final int MOST_MINIMA = 64;

    public Bands {
        if (bands < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    bands + " bands of " + rows + " rows are no bands: there must be one of each at least");
        }
    }

    /// As many rows a band as leave a pair at the threshold a chance of at most half a per cent to be missed,
    /// with at most 20 bands and 64 minima; and no more bands than that needs. More rows mean fewer candidates
    /// in vain.
    ///
    /// @param threshold from a quarter to 1
    public static Bands forThreshold(double threshold) {
        if (!(threshold >= LEAST_THRESHOLD && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "the threshold is " + threshold + ", but must be from " + LEAST_THRESHOLD + " to 1");
        }
        for (int rows = MOST_MINIMA; rows > 0; rows--) {
            for (int bands = 1; bands <= Math.min(MOST_BANDS, MOST_MINIMA / rows); bands++) {
                Bands found = new Bands(bands, rows);
                if (1 - found.probability(threshold) <= MISSED) {
                    return found;
                }
            }
        }
        throw new AssertionError(MOST_BANDS + " bands of one row are enough for every threshold");
    }

    /// The choice of datasketch and of those that follow it: the least sum of the chance of a candidate below
    /// the threshold and of none above it, each integrated in steps of 0.001, over all that need at most so
    /// many minima (`_optimal_param` of its module `lsh`, with equal weights). For others' pipelines, not for
    /// ours: at 0.8 it misses 28 % of the pairs at the threshold.
    public static Bands balanced(double threshold, int minima) {
        Bands best = new Bands(1, 1);
        double least = Double.MAX_VALUE;
        for (int bands = 1; bands <= minima; bands++) {
            for (int rows = 1; rows <= minima / bands; rows++) {
                Bands candidate = new Bands(bands, rows);
                double error = 0.5 * area(0, threshold, candidate::probability)
                        + 0.5 * area(threshold, 1, similarity -> 1 - candidate.probability(similarity));
                if (error < least) {
                    least = error;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static double area(double from, double to, DoubleUnaryOperator height) {
        double area = 0;
        for (double x = from; x < to; x += 0.001) {
            area += height.applyAsDouble(x + 0.0005) * 0.001;
        }
        return area;
    }

    /// The chance that a pair of that Jaccard similarity has an equal band.
    public double probability(double similarity) {
        return 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
    }

    /// How many minima they take.
    public int minima() {
        return bands * rows;
    }
}
