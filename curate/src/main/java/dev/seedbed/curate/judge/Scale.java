package dev.seedbed.curate.judge;

import java.math.BigDecimal;

/// The scores that a judge may give: from the lowest to the highest, ends included.
///
/// @param fractions whether a score may lie between two whole numbers
public record Scale(long lowest, long highest, boolean fractions) {
    public Scale {
        if (lowest >= highest) {
            throw new IllegalArgumentException("the lowest score " + lowest + " must be below the highest " + highest);
        }
    }

    /// Whole scores.
    public static Scale of(long lowest, long highest) {
        return new Scale(lowest, highest, false);
    }

    boolean holds(BigDecimal score) {
        return score.compareTo(BigDecimal.valueOf(lowest)) >= 0 && score.compareTo(BigDecimal.valueOf(highest)) <= 0;
    }

    /// Such as `a whole number from 1 to 5`.
    String words() {
        return (fractions ? "a number" : "a whole number") + " from " + lowest + " to " + highest;
    }
}
