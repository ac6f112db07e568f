package dev.seedbed.curate.agreement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How good a judge is by human labels, and what follows for the rows that have none.
///
/// Rows without a verdict are in `rows` only; no figure counts them.
///
/// @param rows how many there are of each kind
/// @param confusion the rows with both labels, by human label and judge's
/// @param binary what is known where labels are positive or not
/// @param numbers what is known where labels are numbers
/// @param kappa Cohen's
/// @param nominalAlpha Krippendorff's, by whether labels are the same
/// @param notes what a person should know before believing the figures
public record Calibration(
        Rows rows,
        Confusion confusion,
        Optional<Binary> binary,
        Optional<Numbers> numbers,
        Figure kappa,
        Figure nominalAlpha,
        List<String> notes) {

    public Calibration {
        notes = List.copyOf(notes);
    }

    /// @param all in the file
    /// @param labelled with a human label and a verdict
    /// @param others with a verdict and no human label
    /// @param unscored without a verdict
    /// @param labelledUnscored those of the unscored that have a human label
    public record Rows(long all, long labelled, long others, long unscored, long labelledUnscored) {}

    /// @param labels in order
    /// @param counts by human label, then judge's
    public record Confusion(List<String> labels, List<List<Long>> counts) {
        public Confusion {
            labels = List.copyOf(labels);
            counts = counts.stream().map(List::copyOf).toList();
        }
    }

    /// @param confusion the labelled rows
    /// @param sensitivity the share of positives that the judge finds
    /// @param specificity the share of negatives that it leaves alone
    /// @param corrected the share of positives among the rows without a human label, after Rogan and Gladen
    /// @param rate the share of positives by the other ways
    public record Binary(
            BinaryConfusion confusion, Figure sensitivity, Figure specificity, Figure corrected, Estimates rate) {}

    /// @param ordinalAlpha Krippendorff's, by ranks
    /// @param intervalAlpha Krippendorff's, by differences
    /// @param mean the mean of the human label
    public record Numbers(Figure ordinalAlpha, Figure intervalAlpha, Estimates mean) {}

    /// Four answers to one question.
    ///
    /// @param byJudge what the judge says of the rows without a human label, taken at its word; the interval knows
    ///     nothing of its errors
    /// @param byHumans what the labelled rows alone say
    /// @param predictionPowered PPI: the judge's answer, put right by the labelled rows
    /// @param powerTuned PPI++: the same, leaning on the judge as far as it deserves
    /// @param lambda how far that is, from 0 to 1
    public record Estimates(
            Figure byJudge, Figure byHumans, Figure predictionPowered, Figure powerTuned, OptionalDouble lambda) {}
}
