package dev.seedbed.curate.agreement;

import java.util.OptionalDouble;

/// The mean of human labels, estimated from few of them and many of a judge's: mean Y + lambda (mean F of the others
/// - mean F of the labelled). Lambda 1 is prediction-powered inference (Angelopoulos, Bates, Fannjiang, Jordan and
/// Zrnic, Science 382, 2023); the lambda that gives the least variance is PPI++ (Angelopoulos, Duchi and Zrnic,
/// arXiv:2311.01453), kept within 0 and 1, as in ppi_py.
///
/// It is right however bad the judge is, if the labelled rows are a random pick. A bad judge makes it wide; with the
/// best lambda hardly wider than the human labels alone.
///
/// Intervals. Numbers: by Student's t with the labelled rows' degrees of freedom. Rates: half a row is added to each
/// cell of the labelled rows' table (Agresti and Min, Statistics in Medicine 24, 2005, for paired rates), since the
/// plain interval is empty for a judge that has not erred on the labelled rows.
final class PredictionPowered {
    private static final double ADDED = 0.5;

    private final Paired labelled;
    private final Paired forInterval;
    private final Moments others;
    private final double quantile;
    private final boolean isRate;

    /// Sums over rows that have both numbers; variances are of the rows themselves, not of what they were picked
    /// from.
    private record Paired(double rows, double meanHuman, double meanJudge, double human, double judge, double both) {
        /// How much the mean of Y - lambda F spreads.
        double variance(double lambda, double degrees) {
            return Math.max(0, human - 2 * lambda * both + lambda * lambda * judge) / degrees;
        }
    }

    private PredictionPowered(Paired labelled, Paired forInterval, Moments others, double quantile, boolean isRate) {
        this.labelled = labelled;
        this.forInterval = forInterval;
        this.others = others;
        this.quantile = quantile;
        this.isRate = isRate;
    }

    /// Of numbers, at least two labelled.
    static PredictionPowered ofNumbers(double[] human, double[] judge, double[] others, Precision precision) {
        Paired labelled = paired(human, judge);
        return new PredictionPowered(labelled, labelled, Moments.of(others), precision.t(human.length - 1.0), false);
    }

    /// Of what is positive or not.
    static PredictionPowered ofRates(BinaryConfusion confusion, long flagged, long others, Precision precision) {
        return new PredictionPowered(
                paired(confusion, 0), paired(confusion, ADDED), Moments.ofShare(flagged, others), precision.z(), true);
    }

    private static Paired paired(double[] human, double[] judge) {
        Moments humans = Moments.of(human);
        Moments judges = Moments.of(judge);
        double both = 0;
        for (int i = 0; i < human.length; i++) {
            both += (human[i] - humans.mean()) * (judge[i] - judges.mean());
        }
        double rows = human.length;
        return new Paired(
                rows, humans.mean(), judges.mean(), humans.squares() / rows, judges.squares() / rows, both / rows);
    }

    private static Paired paired(BinaryConfusion confusion, double added) {
        double rows = confusion.positives() + confusion.negatives() + 4 * added;
        double human = (confusion.positives() + 2 * added) / rows;
        double judge = (confusion.truePositives() + confusion.falsePositives() + 2 * added) / rows;
        double both = (confusion.truePositives() + added) / rows - human * judge;
        return new Paired(rows, human, judge, human * (1 - human), judge * (1 - judge), both);
    }

    /// The lambda of least variance; 0, which leaves the human labels alone, if the judge says the same of all rows.
    OptionalDouble bestLambda() {
        if (others.count() < 2) {
            return OptionalDouble.empty();
        }
        double rows = labelled.rows() + others.count();
        double mean = (labelled.rows() * labelled.meanJudge() + others.count() * others.mean()) / rows;
        double squares = labelled.rows() * (labelled.judge() + Math.pow(labelled.meanJudge() - mean, 2))
                + others.squares()
                + others.count() * Math.pow(others.mean() - mean, 2);
        if (squares == 0) {
            return OptionalDouble.of(0);
        }
        double ratio = 1 + labelled.rows() / others.count();
        return OptionalDouble.of(Math.clamp(labelled.both() / (ratio * squares / (rows - 1)), 0.0, 1.0));
    }

    /// The estimate with the best lambda.
    Figure tuned() {
        OptionalDouble lambda = bestLambda();
        return lambda.isPresent() ? at(lambda.getAsDouble()) : at(1);
    }

    /// The estimate with a given lambda.
    Figure at(double lambda) {
        if (others.count() == 0) {
            return new Figure.Unknown("every row has a human label, so there is nothing to estimate");
        }
        if (others.count() < 2 || labelled.rows() < 2) {
            return new Figure.Unknown("it takes 2 rows with a human label and 2 without");
        }
        double value = estimate(labelled, lambda);
        double centre = estimate(forInterval, lambda);
        double degrees = isRate ? forInterval.rows() : forInterval.rows() - 1;
        double variance = lambda * lambda * others.variance() / others.count() + forInterval.variance(lambda, degrees);
        double half = quantile * Math.sqrt(variance);
        double low = Math.min(value, centre - half);
        double high = Math.max(value, centre + half);
        return isRate
                ? new Figure.Known(Math.clamp(value, 0.0, 1.0), Math.clamp(low, 0.0, 1.0), Math.clamp(high, 0.0, 1.0))
                : new Figure.Known(value, low, high);
    }

    private double estimate(Paired paired, double lambda) {
        return paired.meanHuman() + lambda * (others.mean() - paired.meanJudge());
    }
}
