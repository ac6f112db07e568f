package dev.seedbed.text;

import java.util.Arrays;

/// The length of the longest common subsequence of one pattern with many texts, 64 cells of the table at a
/// time.
///
/// Hyyrö, "Bit-parallel LCS-length computation revisited" (AWOCA 2004), section 3: with V all ones and M(s) the
/// positions of symbol s in the pattern, each text symbol takes U = V & M(s), V = (V + U) | (V - U); the zeros
/// of V count the length. Patterns of more than 64 symbols take several words and carry between them.
///
/// Not thread-safe: one pattern, one thread.
final class CommonSubsequence {
    /// A text's symbol that is not in the pattern.
    static final int ABSENT = -1;

    private final int length;
    private final int words;
    private final long[] positions;
    private final long[] state;

    /// @param pattern symbols from 0 to `symbols - 1`
    CommonSubsequence(int[] pattern, int symbols) {
        length = pattern.length;
        words = (length + Long.SIZE - 1) / Long.SIZE;
        positions = new long[symbols * words];
        state = new long[words];
        for (int i = 0; i < length; i++) {
            positions[pattern[i] * words + (i >>> 6)] |= 1L << i;
        }
    }

    /// @param text its first `count` elements are the text: symbols of the pattern, or [#ABSENT]
    int lengthWith(int[] text, int count) {
        if (words == 1) {
            return shortLengthWith(text, count);
        }
        Arrays.fill(state, -1L);
        for (int i = 0; i < count; i++) {
            int symbol = text[i];
            if (symbol != ABSENT) {
                advance(symbol * words);
            }
        }
        int common = 0;
        for (int word = 0; word < words; word++) {
            common += Long.bitCount(~state[word] & used(word));
        }
        return common;
    }

    private int shortLengthWith(int[] text, int count) {
        long v = -1L;
        for (int i = 0; i < count; i++) {
            int symbol = text[i];
            if (symbol != ABSENT) {
                long u = v & positions[symbol];
                v = (v + u) | (v - u);
            }
        }
        return Long.bitCount(~v & used(0));
    }

    private void advance(int row) {
        long carry = 0;
        for (int word = 0; word < words; word++) {
            long v = state[word];
            long u = v & positions[row + word];
            long sum = v + u;
            long withCarry = sum + carry;
            carry = Long.compareUnsigned(sum, v) < 0 || Long.compareUnsigned(withCarry, sum) < 0 ? 1 : 0;
            // U is a subset of V, so V - U never borrows from the next word.
            state[word] = withCarry | (v - u);
        }
    }

    private long used(int word) {
        int bits = length - word * Long.SIZE;
        return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }
}
