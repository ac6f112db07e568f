package dev.seedbed.text.contamination;

/// What the rule for rephrased items looks at, and its weights, so that a score can be added up again.
///
/// A word weighs the more the rarer it is among the items (and in everyday English): the negative logarithm of
/// the share of texts that hold it. With that, for a passage of the row about as long as the item,
///
/// - prose: `6.5 covered + 4.5 numbers + 2 information - 13.75`
/// - code: `3 covered + 8 signs + 0.5 information - 6.75`
///
/// and the item counts as rephrased if the sum is not below 0. The weights are those of a logistic regression on half
/// of the rephrased items of GSM8K, HumanEval and MMLU (abstract algebra) of lm-sys/llm-decontaminator against half
/// of clean rows, rounded; `benchmarks/curation/contamination.py` reports on the other half.
///
/// @param covered the share of the item's words, by weight, that the passage holds
/// @param numbers numbers that both hold, as a share of those that either holds, number words included; 0.5 if the
///     item has none, so that it says nothing
/// @param signs the share of the item's sequences of four punctuation marks and operators, by weight, that the
///     passage holds; 0 for prose, where it does not count
/// @param information the natural logarithm of 1 + the weight of the shared words: the longer and rarer what is
///     shared, the less it can be chance
/// @param letters the share of the item's sequences of five letters or digits that the passage holds; 0 where it
///     was not needed
/// @param code whether the item is code, by the punctuation it has
public record Terms(double covered, double numbers, double signs, double information, double letters, boolean code) {
    private static final double MAXIMAL_NUMBERS = 1;

    /// The sum, from which the item is rephrased if it is not below 0.
    public double sum() {
        return code ? ofCode() : ofProse(covered, numbers, information);
    }

    private double ofCode() {
        return 3 * covered + 8 * signs + 0.5 * information - 6.75;
    }

    private static double ofProse(double covered, double numbers, double information) {
        return 6.5 * covered + 4.5 * numbers + 2 * information - 13.75;
    }

    /// Whether prose that shares so much can be rephrased, whatever its numbers.
    static boolean possible(double covered, double information) {
        return ofProse(covered, MAXIMAL_NUMBERS, information) >= 0;
    }

    /// The sum as a share: 0.5 where it is 0. No probability beyond the data it was fitted on.
    public double score() {
        return 1 / (1 + Math.exp(-sum()));
    }
}
