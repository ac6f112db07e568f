package dev.seedbed.curate.agreement;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// How wide intervals are, and what the resampled ones are drawn with. The same precision gives the same intervals.
///
/// @param confidence the share of intervals that hold, such as 0.95
/// @param resamples how many times a bootstrap draws the rows anew
/// @param seed what it draws with
public record Precision(double confidence, int resamples, long seed) {
    private static final int FEWEST_RESAMPLES = 100;
    private static final int MOST_RESAMPLES = 1_000_000;

    /// 95 %, 2,000 resamples.
    public static final Precision USUAL = new Precision(0.95, 2_000, 42);

    /// @throws SeedbedException if a value is out of range
    public Precision {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the confidence is " + confidence + ", but must be from 0.5 to less than 1, such as 0.95");
        }
        if (resamples < FEWEST_RESAMPLES || resamples > MOST_RESAMPLES) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the number of resamples is " + resamples + ", but must be from " + FEWEST_RESAMPLES + " to "
                            + MOST_RESAMPLES);
        }
    }

    /// The quantile of the normal distribution that an interval reaches to on either side.
    double z() {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(tail());
    }

    /// The same of Student's t distribution.
    double t(double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(tail());
    }

    /// The share of either side that an interval leaves out.
    double tail() {
        return (1 - confidence) / 2;
    }
}
