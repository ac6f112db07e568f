package dev.seedbed.curate.agreement;

/// Krippendorff's alpha (Content Analysis, 4th edition, 2018, chapter 12): 1 - observed / expected disagreement, for
/// any number of raters and missing labels. 1 is full agreement, 0 what chance gives; not a number where all labels
/// are the same or no unit has two.
///
/// The squared distance of two ordinal labels is that of their mid-ranks among all labels, so that ordinal and
/// interval labels take one pass and no matrix.
final class KrippendorffAlpha {
    private final int[][] units;
    private final double[] values;

    /// @param units by unit, the labels given to it, as places in `values`; units with fewer than two are passed over
    /// @param values the labels in order; for nominal labels only their number counts
    KrippendorffAlpha(int[][] units, double[] values) {
        this.units = units;
        this.values = values;
    }

    /// @param weights how many times each unit counts
    double of(Level level, int[] weights) {
        long[] counts = counts(weights);
        long labels = 0;
        int different = 0;
        for (long count : counts) {
            labels += count;
            different += count > 0 ? 1 : 0;
        }
        if (different < 2) {
            return Double.NaN;
        }
        double[] places = places(level, counts, labels);
        double observed = 0;
        for (int u = 0; u < units.length; u++) {
            if (units[u].length > 1 && weights[u] > 0) {
                observed += weights[u] * within(level, units[u], places) / (units[u].length - 1);
            }
        }
        return 1 - observed * (labels - 1) / among(level, counts, labels, places);
    }

    private long[] counts(int[] weights) {
        long[] counts = new long[values.length];
        for (int u = 0; u < units.length; u++) {
            if (units[u].length > 1) {
                for (int label : units[u]) {
                    counts[label] += weights[u];
                }
            }
        }
        return counts;
    }

    /// Where each label stands on the line that distances are measured on.
    private double[] places(Level level, long[] counts, long labels) {
        return switch (level) {
            case NOMINAL -> new double[0];
            case INTERVAL -> centred(counts, labels);
            case ORDINAL -> {
                double[] ranks = new double[values.length];
                double below = -labels / 2.0;
                for (int c = 0; c < counts.length; c++) {
                    ranks[c] = below + counts[c] / 2.0;
                    below += counts[c];
                }
                yield ranks;
            }
        };
    }

    /// Differences of squares lose digits far from 0.
    private double[] centred(long[] counts, long labels) {
        double mean = 0;
        for (int c = 0; c < counts.length; c++) {
            mean += values[c] * counts[c] / labels;
        }
        double[] centred = new double[values.length];
        for (int c = 0; c < counts.length; c++) {
            centred[c] = values[c] - mean;
        }
        return centred;
    }

    /// The squared distances of all ordered pairs within one unit.
    private static double within(Level level, int[] unit, double[] places) {
        double sum = 0;
        for (int i = 0; i < unit.length; i++) {
            for (int j = 0; j < i; j++) {
                double distance =
                        level == Level.NOMINAL ? (unit[i] == unit[j] ? 0 : 1) : places[unit[i]] - places[unit[j]];
                sum += 2 * distance * distance;
            }
        }
        return sum;
    }

    /// The squared distances of all ordered pairs of labels.
    private static double among(Level level, long[] counts, long labels, double[] places) {
        double squares = 0;
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            if (level == Level.NOMINAL) {
                squares += (double) counts[c] * (labels - counts[c]);
            } else {
                squares += counts[c] * places[c] * places[c];
                sum += counts[c] * places[c];
            }
        }
        return level == Level.NOMINAL ? squares : 2 * (labels * squares - sum * sum);
    }
}
