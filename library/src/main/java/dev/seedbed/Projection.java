package dev.seedbed;

import dev.seedbed.Estimate.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// Projects what was measured on some candidates onto those to come: percentile bootstrap over candidates, with
/// the spread of a sum and of the number of candidates. [Estimate] says how and cites why.
final class Projection {
    private static final int DRAWS = 1_000;
    private static final double TAIL = 0.025;
    private static final long SEED = 20_261_121;

    private final double[] rows;
    private final double[][] quantities;
    private final Need need;

    /// How many candidates are to come.
    sealed interface Need {}

    /// As many as it takes.
    record Rows(double rows) implements Need {}

    /// So many.
    record Candidates(double candidates) implements Need {}

    /// What came out: the number of candidates, and their sum of each quantity.
    record Projected(Range candidates, List<Range> sums) {}

    /// @param rows accepted rows by candidate, at least one candidate
    /// @param quantities by candidate, then quantity
    Projection(double[] rows, double[][] quantities, Need need) {
        this.rows = rows;
        this.quantities = quantities;
        this.need = need;
    }

    Projected project() {
        int width = quantities[0].length;
        double[][] draws = new double[width + 1][DRAWS];
        SplittableRandom random = new SplittableRandom(SEED);
        int[] chosen = new int[rows.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = random.nextInt(rows.length);
            }
            double count = count(chosen, random.nextGaussian());
            double spread = random.nextGaussian();
            draws[width][draw] = count;
            for (int quantity = 0; quantity < width; quantity++) {
                draws[quantity][draw] = sum(chosen, quantity, count, spread);
            }
        }
        int[] all = new int[rows.length];
        Arrays.setAll(all, i -> i);
        double likely = count(all, 0);
        List<Range> sums = new ArrayList<>();
        for (int quantity = 0; quantity < width; quantity++) {
            sums.add(range(draws[quantity], sum(all, quantity, likely, 0)));
        }
        return new Projected(range(draws[width], likely), sums);
    }

    private double count(int[] chosen, double spread) {
        return switch (need) {
            case Candidates(double candidates) -> candidates;
            case Rows(double wanted) -> {
                double mean = mean(chosen, -1);
                if (mean == 0) {
                    yield wanted == 0 ? 0 : Double.POSITIVE_INFINITY;
                }
                double deviation = Math.sqrt(wanted * variance(chosen, -1, mean) / (mean * mean * mean));
                yield Math.max(0, wanted / mean + spread * deviation);
            }
        };
    }

    private double sum(int[] chosen, int quantity, double count, double spread) {
        double mean = mean(chosen, quantity);
        if (Double.isInfinite(count)) {
            return mean == 0 ? 0 : count;
        }
        double deviation = spread == 0 ? 0 : Math.sqrt(count * variance(chosen, quantity, mean));
        return Math.max(0, count * mean + spread * deviation);
    }

    private double value(int candidate, int quantity) {
        return quantity < 0 ? rows[candidate] : quantities[candidate][quantity];
    }

    private double mean(int[] chosen, int quantity) {
        double sum = 0;
        for (int candidate : chosen) {
            sum += value(candidate, quantity);
        }
        return sum / chosen.length;
    }

    private double variance(int[] chosen, int quantity, double mean) {
        double sum = 0;
        for (int candidate : chosen) {
            double difference = value(candidate, quantity) - mean;
            sum += difference * difference;
        }
        return chosen.length < 2 ? 0 : sum / (chosen.length - 1);
    }

    private static Range range(double[] draws, double likely) {
        Arrays.sort(draws);
        double low = draws[(int) (TAIL * DRAWS)];
        double high = draws[(int) ((1 - TAIL) * DRAWS) - 1];
        return new Range(finite(low).orElse(0), finite(likely), finite(high));
    }

    private static OptionalDouble finite(double value) {
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
