package dev.seedbed.text.near;

import org.jspecify.annotations.Nullable;

/// What [NearIndex] needs to know of a text: its distinct shingles, where its words stand, the keys of its
/// bands and its sketch. Made by a [Profiler]; belongs to the settings it was made for. Unchanging; may go from
/// thread to thread. Takes about 16 bytes a word.
public final class Profile {
    /// The distinct ones in the order of their first occurrence; of a text without words, the two halves of its
    /// hash.
    final long[] shingles;

    /// By position, which of the distinct ones stands there; null if each stands once.
    final int @Nullable [] numbers;

    /// Start and end of each word by turns.
    final int[] edges;

    /// The fingerprint of the set, and the bands' keys if it is signed.
    final long[] keys;

    final long sketchLow;
    final long sketchHigh;

    /// How many shingles count; -1 if that is decided when the row is admitted.
    final int counted;

    /// By shingle, whether it is left out; null if none is.
    final boolean @Nullable [] leftOut;

    Profile(
            long[] shingles,
            int @Nullable [] numbers,
            int[] edges,
            long[] keys,
            long sketchLow,
            long sketchHigh,
            int counted,
            boolean @Nullable [] leftOut) {
        this.shingles = shingles;
        this.numbers = numbers;
        this.edges = edges;
        this.keys = keys;
        this.sketchLow = sketchLow;
        this.sketchHigh = sketchHigh;
        this.counted = counted;
        this.leftOut = leftOut;
    }

    /// How many words the text has.
    public int words() {
        return edges.length / 2;
    }

    /// How many different shingles it has; 0 if it has no words.
    public int shingles() {
        return hasWords() ? shingles.length : 0;
    }

    boolean hasWords() {
        return edges.length > 0;
    }

    /// That of the whole set: equal for equal sets, whatever their order.
    long fingerprint() {
        return keys[0];
    }

    boolean isLeftOut(int number) {
        return leftOut != null && leftOut[number];
    }
}
