package dev.seedbed.text.near;

/// A set in 128 bits: one bit of each of 128 minima (Li and König, "b-bit minwise hashing", WWW 2010, with b =
/// 1).
///
/// Two sets of Jaccard similarity J have equal minima with probability J, and then equal bits; bits of
/// different minima are equal half the time. So a bit differs with probability (1 - J) / 2, independently of
/// the others.
final class Sketch {
    /// How many bits it has.
    static final int BITS = 128;

    /// The highest chance that a pair at the threshold is ruled out.
    static final double MISSED = 1e-5;

    private Sketch() {}

    /// The most bits in which sketches may differ, so that a pair at the threshold differs in more with a
    /// probability below [#MISSED]; a pair above it does so more seldom.
    static int mostDifferent(double threshold) {
        double differs = (1 - threshold) / 2;
        double exactly = Math.pow(1 - differs, BITS);
        double upTo = exactly;
        int different = 0;
        while (1 - upTo >= MISSED && different < BITS) {
            exactly *= differs / (1 - differs) * (BITS - different) / (different + 1);
            upTo += exactly;
            different++;
        }
        return different;
    }
}
