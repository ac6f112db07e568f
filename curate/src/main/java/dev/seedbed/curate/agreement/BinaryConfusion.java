package dev.seedbed.curate.agreement;

/// The labelled rows by what the human and the judge say.
///
/// @param truePositives both say positive
/// @param falseNegatives the human says positive, the judge does not
/// @param falsePositives the judge says positive, the human does not
/// @param trueNegatives neither does
public record BinaryConfusion(long truePositives, long falseNegatives, long falsePositives, long trueNegatives) {
    /// What the human calls positive.
    public long positives() {
        return truePositives + falseNegatives;
    }

    /// What the human calls negative.
    public long negatives() {
        return falsePositives + trueNegatives;
    }

    /// The share of positives that the judge finds.
    Figure sensitivity(Precision precision) {
        return Proportion.of(truePositives, positives(), precision, "no labelled row is positive by the human");
    }

    /// The share of negatives that the judge leaves alone.
    Figure specificity(Precision precision) {
        return Proportion.of(trueNegatives, negatives(), precision, "no labelled row is negative by the human");
    }
}
