package dev.seedbed.curate.agreement;

import java.util.List;

/// What a judge's verdicts on pairs lean to.
///
/// @param rows how many there are of each kind
/// @param flipRate the share of pairs whose verdict changed with the order of the answers
/// @param firstPlace the share of verdicts that name the answer shown first, ties as half; 0.5 without a leaning
/// @param winRateOfA the share of pairs that a wins, ties as half
/// @param longerWins the share of decided pairs of different lengths that the longer answer wins
/// @param length how the log-odds of a winning grow with the length of a; 0 without a leaning
/// @param winRateAtEqualLength the share of pairs that a would win if both were of the same length
/// @param own the share that answers of the judge's own family win against others
/// @param ownByHumans the same by people's preference
/// @param ownExcess how much more often the judge lets its own family win than people do, on the same pairs
/// @param notes what a person should know before believing the figures
public record PairBias(
        Rows rows,
        Figure flipRate,
        Figure firstPlace,
        Figure winRateOfA,
        Figure longerWins,
        Figure length,
        Figure winRateAtEqualLength,
        Figure own,
        Figure ownByHumans,
        Figure ownExcess,
        List<String> notes) {

    public PairBias {
        notes = List.copyOf(notes);
    }

    /// @param all in the file
    /// @param a won by a
    /// @param b won by b
    /// @param ties won by neither
    /// @param unscored without a verdict, and in no figure
    public record Rows(long all, long a, long b, long ties, long unscored) {}
}
