package dev.seedbed.curate.agreement;

/// The number, mean and sum of squared deviations of some numbers, gathered one by one (Welford 1962).
final class Moments {
    private long count;
    private double mean;
    private double squares;

    static Moments of(double[] values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /// Of so many ones, the rest zeros.
    static Moments ofShare(long ones, long count) {
        Moments moments = new Moments();
        moments.count = count;
        moments.mean = count == 0 ? 0 : (double) ones / count;
        moments.squares = ones * (1 - moments.mean);
        return moments;
    }

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /// The sum of squared deviations from the mean.
    double squares() {
        return squares;
    }

    /// Unbiased; of two numbers or more.
    double variance() {
        return squares / (count - 1);
    }

    /// The mean with an interval by Student's t.
    Figure figure(Precision precision, String tooFew) {
        if (count < 2) {
            return new Figure.Unknown(tooFew);
        }
        double half = precision.t(count - 1.0) * Math.sqrt(variance() / count);
        return new Figure.Known(mean, mean - half, mean + half);
    }
}
