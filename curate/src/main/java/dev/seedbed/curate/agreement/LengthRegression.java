package dev.seedbed.curate.agreement;

import java.util.stream.DoubleStream;

/// Logistic regression of a's wins on how much longer a is: log-odds = strength + length · tanh(difference / its
/// standard deviation).
///
/// The minimal form of AlpacaEval's length control (Dubois, Galambosi, Liang and Hashimoto, arXiv:2404.04475): no
/// difficulty of instructions and no regularisation, so that anybody's pairs will do. A tie counts as half a win and
/// half a loss. Intervals by the sandwich estimator (White 1982), since halves are no coin tosses.
final class LengthRegression {
    private static final int MOST_ROUNDS = 50;
    private static final double CLOSE = 1e-10;
    /// Newton's method may otherwise step over the maximum into where the curve is flat.
    private static final double LONGEST_STEP = 2;
    /// Log-odds beyond any that a finite number of pairs can tell from a rule without exception.
    private static final double BEYOND = 20;

    private static final String SEPARATED =
            "length alone tells who wins, without an exception, so there is no finite coefficient";

    private final double[] wins;
    private final double[] differences;
    private final Precision precision;

    /// What came out.
    record Fitted(Figure coefficient, Figure winRateAtEqualLength) {
        static Fitted unknown(String why) {
            return new Fitted(new Figure.Unknown(why), new Figure.Unknown(why));
        }
    }

    /// @param wins of a, by pair: 1, 0.5 or 0
    /// @param differences of length, a's minus b's
    LengthRegression(double[] wins, double[] differences, Precision precision) {
        this.wins = wins;
        this.differences = differences;
        this.precision = precision;
    }

    Fitted fit() {
        if (wins.length < 2) {
            return Fitted.unknown("it takes 2 pairs with a verdict and both texts");
        }
        double deviation = Math.sqrt(Moments.of(differences).variance());
        if (deviation == 0) {
            return Fitted.unknown("a is longer than b by the same everywhere");
        }
        if (DoubleStream.of(wins).distinct().count() < 2) {
            return Fitted.unknown("all pairs have the same verdict");
        }
        double[] x = DoubleStream.of(differences)
                .map(each -> StrictMath.tanh(each / deviation))
                .toArray();
        double strength = 0;
        double length = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Sums sums = sums(x, strength, length);
            double determinant = sums.determinant();
            if (!(determinant > 0) || Math.abs(strength) > BEYOND || Math.abs(length) > BEYOND) {
                return Fitted.unknown(SEPARATED);
            }
            double stepStrength = (sums.xx * sums.gradient - sums.x * sums.gradientX) / determinant;
            double stepLength = (sums.one * sums.gradientX - sums.x * sums.gradient) / determinant;
            double shorter = Math.min(1, LONGEST_STEP / Math.hypot(stepStrength, stepLength));
            strength += shorter * stepStrength;
            length += shorter * stepLength;
            if (Math.abs(stepStrength) + Math.abs(stepLength) < CLOSE) {
                return fitted(sums(x, strength, length), strength, length);
            }
        }
        return Fitted.unknown(SEPARATED);
    }

    /// The gradient, the information matrix and the spread of the gradient.
    private static final class Sums {
        private double one;
        private double x;
        private double xx;
        private double gradient;
        private double gradientX;
        private double spread;
        private double spreadX;
        private double spreadXx;

        double determinant() {
            return one * xx - x * x;
        }
    }

    private Sums sums(double[] x, double strength, double length) {
        Sums sums = new Sums();
        for (int i = 0; i < x.length; i++) {
            double expected = chance(strength + length * x[i]);
            double weight = expected * (1 - expected);
            double rest = wins[i] - expected;
            sums.one += weight;
            sums.x += weight * x[i];
            sums.xx += weight * x[i] * x[i];
            sums.gradient += rest;
            sums.gradientX += rest * x[i];
            sums.spread += rest * rest;
            sums.spreadX += rest * rest * x[i];
            sums.spreadXx += rest * rest * x[i] * x[i];
        }
        return sums;
    }

    private Fitted fitted(Sums sums, double strength, double length) {
        double determinant = sums.determinant();
        double ofStrength = (sums.xx * sums.xx * sums.spread
                        - 2 * sums.xx * sums.x * sums.spreadX
                        + sums.x * sums.x * sums.spreadXx)
                / (determinant * determinant);
        double ofLength = (sums.x * sums.x * sums.spread
                        - 2 * sums.x * sums.one * sums.spreadX
                        + sums.one * sums.one * sums.spreadXx)
                / (determinant * determinant);
        double halfStrength = precision.z() * Math.sqrt(ofStrength);
        double halfLength = precision.z() * Math.sqrt(ofLength);
        return new Fitted(
                new Figure.Known(length, length - halfLength, length + halfLength),
                new Figure.Known(chance(strength), chance(strength - halfStrength), chance(strength + halfStrength)));
    }

    private static double chance(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }
}
