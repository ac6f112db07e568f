package dev.seedbed.text.near;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the [Profile] of one text after the other. Pure; one for each thread, as it works in arrays of its
/// own.
///
/// ```java
/// Profiler profiler = new Profiler(NearSettings.defaults(), CommonShingles.none());
/// Profile profile = profiler.profile("The quick brown fox jumps over the lazy dog.");
/// ```
///
/// A text of fewer words than a shingle has is one shingle. A text without words stands for itself: it equals
/// only texts that are the same, character by character.
public final class Profiler {
    private static final int[] NO_WORDS = {};
    private static final long SHORT = 0x13198A2E03707344L;
    /// So many more shingles than a text has are there room for, at most.
    private static final int MOST_SPARE = 1 << 16;

    private static final long WORDLESS = 0xA4093822299F31D0L;

    private final int size;
    private final long oldest;
    private final int bands;
    private final CommonShingles common;
    private final Words words = new Words();
    private final ShingleTable table = new ShingleTable();
    private final Minima minima;
    private long[] distinct = new long[256];
    private int[] numbers = new int[256];

    private char[] copied = new char[1 << 12];

    /// @param common must be that of the index
    public Profiler(NearSettings settings, CommonShingles common) {
        this.size = settings.shingle();
        this.common = common;
        Bands chosen = settings.bands();
        this.bands = chosen.bands();
        this.minima = new Minima(chosen);
        long power = 1;
        for (int i = 0; i < size; i++) {
            power *= Mixing.GOLDEN;
        }
        this.oldest = power;
    }

    /// The profile of a text.
    public Profile profile(CharSequence text) {
        int length = text.length();
        if (length > copied.length) {
            copied = new char[Math.max(length, Math.min(copied.length * 2, 1 << 28))];
        }
        text.getChars(0, length, copied, 0);
        return profile(copied, 0, length);
    }

    /// The profile of `chars[from..to)`; spans are counted from `from`.
    public Profile profile(char[] chars, int from, int to) {
        words.read(chars, from, to);
        int count = words.count();
        if (count == 0) {
            return wordless(chars, from, to);
        }
        int positions = Math.max(1, count - size + 1);
        table.clear(positions);
        if (positions > distinct.length) {
            int more = positions + Math.min(positions, MOST_SPARE);
            distinct = new long[more];
            numbers = new int[more];
        }
        if (count < size) {
            enter(0, SHORT + count, 0, count);
        } else {
            enterAll(positions);
        }
        long[] shingles = Arrays.copyOf(distinct, table.count());
        long[] keys = new long[bands + 1];
        keys[0] = fingerprint(shingles);
        int[] each = table.count() == positions ? null : Arrays.copyOf(numbers, positions);
        return signed(shingles, each, edges(count, from), keys);
    }

    /// All shingles of whole size: polynomials over the words' hashes, so that their order counts, from which
    /// the oldest word is taken as the next one comes.
    private void enterAll(int positions) {
        long[] hashes = words.hashes;
        long rolling = 0;
        for (int i = 0; i < size - 1; i++) {
            rolling = (rolling + hashes[i]) * Mixing.GOLDEN;
        }
        for (int i = 0; i < positions; i++) {
            rolling += hashes[i + size - 1];
            note(i, Mixing.mix(rolling));
            rolling = rolling * Mixing.GOLDEN - hashes[i] * oldest;
        }
    }

    private void enter(int position, long seed, int from, int to) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = hash * Mixing.GOLDEN + words.hashes[i];
        }
        note(position, Mixing.mix(hash));
    }

    private void note(int position, long mixed) {
        long shingle = mixed == 0 ? 1 : mixed;
        int next = table.count();
        int known = table.putIfAbsent(shingle);
        if (known < 0) {
            distinct[next] = shingle;
            numbers[position] = next;
        } else {
            numbers[position] = known;
        }
    }

    private int[] edges(int count, int from) {
        int[] edges = new int[count * 2];
        for (int i = 0; i < count; i++) {
            edges[2 * i] = words.starts[i] - from;
            edges[2 * i + 1] = words.ends[i] - from;
        }
        return edges;
    }

    private static long fingerprint(long[] shingles) {
        long sum = shingles.length;
        for (long shingle : shingles) {
            sum += Mixing.mix(shingle);
        }
        return Mixing.mix(sum);
    }

    private Profile signed(long[] shingles, int @Nullable [] each, int[] edges, long[] keys) {
        return switch (common) {
            case CommonShingles.None _ -> {
                minima.addAll(shingles, shingles.length);
                minima.finish(keys);
                yield new Profile(
                        shingles, each, edges, keys, minima.sketchLow(), minima.sketchHigh(), shingles.length, null);
            }
            case CommonShingles.AsRowsCome _ -> new Profile(shingles, each, edges, keys, 0, 0, -1, null);
            case CommonShingles.Counted counted -> signed(shingles, each, edges, keys, counted);
        };
    }

    private Profile signed(
            long[] shingles, int @Nullable [] each, int[] edges, long[] keys, CommonShingles.Counted common) {
        boolean[] leftOut = new boolean[shingles.length];
        int counted = 0;
        minima.clear(shingles.length);
        for (int i = 0; i < shingles.length; i++) {
            leftOut[i] = common.isCommon(shingles[i]);
            if (!leftOut[i]) {
                minima.add(shingles[i]);
                counted++;
            }
        }
        if (counted > 0) {
            minima.finish(keys);
        }
        return new Profile(
                shingles,
                each,
                edges,
                keys,
                counted > 0 ? minima.sketchLow() : 0,
                counted > 0 ? minima.sketchHigh() : 0,
                counted,
                counted == shingles.length ? null : leftOut);
    }

    private Profile wordless(char[] chars, int from, int to) {
        long first = Mixing.ofChars(chars, from, to, WORDLESS);
        long second = Mixing.ofChars(chars, from, to, ~WORDLESS);
        long[] keys = new long[bands + 1];
        // Neither may be 0, which stands for a free slot, and they must differ.
        long[] halves = {first | 1, (second & ~1L) | 2};
        keys[0] = wordless(halves[0]);
        return new Profile(halves, null, NO_WORDS, keys, 0, 0, 0, null);
    }

    /// The fingerprint of a text without words, by the first half of its hash.
    static long wordless(long half) {
        return Mixing.mix(half ^ WORDLESS);
    }
}
