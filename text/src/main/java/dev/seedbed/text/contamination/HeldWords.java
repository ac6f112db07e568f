package dev.seedbed.text.contamination;

import java.util.Arrays;

/// Which words and neighbouring words a row holds, to see how much of an entry it can hold at most.
///
/// Neighbours are marked by a hash in a table of bits, at least thirty-two times as many as words (in a row of more
/// than 30,000 words, fewer), so that what it says is a little too much now and then.
final class HeldWords {
    private static final int LEAST_BITS = 1 << 10;
    private static final int MOST_BITS = 1 << 20;
    private static final int BITS_FOR_A_WORD = 32;

    private final Entries entries;
    private final int[] held;
    private int epoch;
    private long[] bits = new long[LEAST_BITS / Long.SIZE];
    private int mask;

    HeldWords(Entries entries) {
        this.entries = entries;
        held = new int[entries.vocabulary.size()];
    }

    /// Reads the first `count` words of a row, in place of those it held.
    void read(int[] ids, int count) {
        epoch++;
        int size = Integer.highestOneBit(Math.clamp((long) count * BITS_FOR_A_WORD, LEAST_BITS, MOST_BITS));
        if (bits.length < size / Long.SIZE) {
            bits = new long[size / Long.SIZE];
        }
        Arrays.fill(bits, 0, size / Long.SIZE, 0);
        mask = size - 1;
        for (int p = 0; p < count; p++) {
            if (ids[p] >= 0) {
                held[ids[p]] = epoch;
                if (p > 0 && ids[p - 1] >= 0) {
                    int bit = bit(ids[p - 1], ids[p]);
                    bits[bit >>> 6] |= 1L << bit;
                }
            }
        }
    }

    private int bit(int first, int second) {
        return (int) RowWords.mix((long) first << 32 | second) & mask;
    }

    /// From 0 to 2: the share of the entry's words, by weight, that the row holds, and of its neighbouring words.
    double share(int entry) {
        double weight = 0;
        for (int word : entries.distinct[entry]) {
            weight += held[word] == epoch ? entries.weight[word] : 0;
        }
        int[] all = entries.words[entry];
        int neighbours = 0;
        for (int i = 1; i < all.length; i++) {
            int bit = bit(all[i - 1], all[i]);
            neighbours += (int) (bits[bit >>> 6] >>> bit & 1);
        }
        return weight / entries.total[entry] + (double) neighbours / Math.max(1, all.length - 1);
    }
}
