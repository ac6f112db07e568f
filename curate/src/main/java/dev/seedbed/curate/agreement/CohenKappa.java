package dev.seedbed.curate.agreement;

/// Cohen's kappa (Educational and Psychological Measurement 20, 1960): agreement of two raters beyond what their habits
/// alone would give. Not a number where both give one and the same label throughout.
final class CohenKappa {
    private CohenKappa() {}

    /// @param left by row, a label as a number from 0
    /// @param labels how many labels there are
    /// @param weights how many times each row counts
    static double of(int[] left, int[] right, int labels, int[] weights) {
        long[] lefts = new long[labels];
        long[] rights = new long[labels];
        long rows = 0;
        long same = 0;
        for (int i = 0; i < left.length; i++) {
            lefts[left[i]] += weights[i];
            rights[right[i]] += weights[i];
            rows += weights[i];
            same += left[i] == right[i] ? weights[i] : 0;
        }
        double chance = 0;
        for (int c = 0; c < labels; c++) {
            chance += (double) lefts[c] / rows * rights[c] / rows;
        }
        return chance >= 1 ? Double.NaN : ((double) same / rows - chance) / (1 - chance);
    }
}
