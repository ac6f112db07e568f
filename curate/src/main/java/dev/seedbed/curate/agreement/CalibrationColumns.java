package dev.seedbed.curate.agreement;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which columns hold the judge's and the human's labels, and what counts as positive.
///
/// With both a `positive` label and a `threshold`, the label is the human's and the threshold the judge's.
///
/// @param positive the label that counts as positive; left out, true of true and false, 1 of 1 and 0, yes of yes and no
/// @param threshold the number from which on a label is positive
public record CalibrationColumns(String judge, String human, Optional<String> positive, OptionalDouble threshold) {
    /// @throws SeedbedException if the threshold is not finite
    public CalibrationColumns {
        positive = positive.map(Cell::label);
        if (threshold.isPresent() && !Double.isFinite(threshold.getAsDouble())) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the threshold is " + threshold.getAsDouble() + ", but must be a number, such as 7");
        }
    }

    public static CalibrationColumns of(String judge, String human) {
        return new CalibrationColumns(judge, human, Optional.empty(), OptionalDouble.empty());
    }

    public CalibrationColumns positive(String label) {
        return new CalibrationColumns(judge, human, Optional.of(label), threshold);
    }

    public CalibrationColumns threshold(double number) {
        return new CalibrationColumns(judge, human, positive, OptionalDouble.of(number));
    }
}
