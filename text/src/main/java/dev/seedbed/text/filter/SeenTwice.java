package dev.seedbed.text.filter;

import java.util.Arrays;

/// Tells of most hashes that they were there only once: two bits for each place, and 64 places for each hash. What
/// it says was there twice may have been there once; what it says was there once was.
final class SeenTwice {
    private long[] once = new long[256];
    private long[] twice = new long[256];
    private int shift;

    /// Forgets everything and makes room for so many.
    void clear(int things) {
        int needed = Integer.highestOneBit(Math.clamp(things, 16, 1 << 27)) << 1;
        if (needed > once.length) {
            once = new long[needed];
            twice = new long[needed];
        } else {
            Arrays.fill(once, 0, needed, 0);
            Arrays.fill(twice, 0, needed, 0);
        }
        shift = 64 - 6 - Integer.numberOfTrailingZeros(needed);
    }

    void add(long hash) {
        long place = (hash * Hashes.BASE) >>> shift;
        int word = (int) (place >>> 6);
        long bit = 1L << place;
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }

    boolean isMaybe(long hash) {
        long place = (hash * Hashes.BASE) >>> shift;
        return (twice[(int) (place >>> 6)] & 1L << place) != 0;
    }
}
