package dev.seedbed.text.near;

import java.util.List;

/// What [NearIndex] says of a row.
public sealed interface NearVerdict {
    /// How many different shingles of the row were compared.
    int shingles();

    /// How many were left out, as too many rows have them.
    int leftOut();

    /// It is like none of those that were kept, and is now one of them.
    record Kept(int shingles, int leftOut) implements NearVerdict {}

    /// It is a near duplicate of a row that stays.
    ///
    /// @param shingles as above; 0 if nothing was left to compare, so that the whole sets of shingles are equal
    /// @param row the survivor, by the number that it was admitted with
    /// @param id the survivor, by the id that it was admitted with; empty if with none
    /// @param jaccard the size of the two sets' intersection, divided by that of their union
    /// @param contained the share of this row's shingles that the survivor has
    /// @param containing the share of the survivor's shingles that this row has
    /// @param shared where in this row the longest runs of shared shingles stand, the longest first, at most
    /// three
    record Near(
            int shingles,
            int leftOut,
            long row,
            String id,
            double jaccard,
            double contained,
            double containing,
            List<Span> shared)
            implements NearVerdict {
        public Near {
            shared = List.copyOf(shared);
        }
    }
}
