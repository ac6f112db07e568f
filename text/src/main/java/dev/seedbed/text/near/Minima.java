package dev.seedbed.text.near;

import java.util.Arrays;

/// The minima of a set of shingles under the index's own family of functions, and what is made of them: the
/// keys of the bands, and the 128 bits of the [Sketch].
///
/// The functions are `a * x + b` in 32 bits, a odd, of a shingle's upper 32 bits, which are mixed already; the
/// smallest is that of signed numbers. The loops are plain ones that HotSpot turns into vector instructions:
/// all functions over eight shingles at a time, so that a minimum is read and written once for eight. Bands and
/// sketch are made of the same minima: that a candidate is equal in a band only makes more of its bits equal,
/// so that no pair is ruled out more often than [Sketch] says. Not thread-safe.
final class Minima {
    private static final int AT_A_TIME = 8;
    private static final long FAMILY = 0x5EEDBED0000001L;

    /// All vector registers divide it, so that no loop has a rest.
    private static final int WIDTH = 16;

    private final Bands bands;
    private final int[] factors;
    private final int[] summands;
    private final int[] minima;
    private int[] shingles = new int[512];
    private int count;
    private long sketchLow;
    private long sketchHigh;

    Minima(Bands bands) {
        this.bands = bands;
        int functions = (Math.max(Sketch.BITS, bands.minima()) + WIDTH - 1) / WIDTH * WIDTH;
        factors = new int[functions];
        summands = new int[functions];
        minima = new int[functions];
        long state = FAMILY;
        for (int i = 0; i < functions; i++) {
            state += Mixing.GOLDEN;
            long drawn = Mixing.mix(state);
            factors[i] = (int) drawn | 1;
            summands[i] = (int) (drawn >>> Integer.SIZE);
        }
    }

    /// Begins a new set of at most so many.
    void clear(int most) {
        count = 0;
        if (most + AT_A_TIME > shingles.length) {
            shingles = new int[Math.max(most + AT_A_TIME, Math.min(shingles.length * 2, 1 << 28))];
        }
    }

    void add(long shingle) {
        shingles[count++] = (int) (shingle >>> Integer.SIZE);
    }

    /// Adds the first `size`, in place of any that were there.
    void addAll(long[] hashes, int size) {
        clear(size);
        for (int i = 0; i < size; i++) {
            shingles[i] = (int) (hashes[i] >>> Integer.SIZE);
        }
        count = size;
    }

    /// Writes the bands' keys to `keys[1..]`, and makes the sketch. There must be a shingle at least.
    void finish(long[] keys) {
        Arrays.fill(minima, Integer.MAX_VALUE);
        // The last one again and again, which changes no minimum.
        Arrays.fill(shingles, count, (count + AT_A_TIME - 1) / AT_A_TIME * AT_A_TIME, shingles[count - 1]);
        for (int i = 0; i < count; i += AT_A_TIME) {
            lower(factors, summands, minima, shingles, i);
        }
        for (int band = 0; band < bands.bands(); band++) {
            keys[band + 1] = key(band);
        }
        sketchLow = bits(0);
        sketchHigh = bits(Long.SIZE);
    }

    private static void lower(int[] factors, int[] summands, int[] minima, int[] shingles, int from) {
        int s0 = shingles[from];
        int s1 = shingles[from + 1];
        int s2 = shingles[from + 2];
        int s3 = shingles[from + 3];
        int s4 = shingles[from + 4];
        int s5 = shingles[from + 5];
        int s6 = shingles[from + 6];
        int s7 = shingles[from + 7];
        for (int i = 0; i < minima.length; i++) {
            int a = factors[i];
            int b = summands[i];
            int first = Math.min(Math.min(a * s0 + b, a * s1 + b), Math.min(a * s2 + b, a * s3 + b));
            int second = Math.min(Math.min(a * s4 + b, a * s5 + b), Math.min(a * s6 + b, a * s7 + b));
            minima[i] = Math.min(minima[i], Math.min(first, second));
        }
    }

    /// The order of the rows counts, and so does the band's number: a sum of minima would make unrelated rows
    /// collide.
    private long key(int band) {
        long key = Mixing.mix(FAMILY + band);
        int from = band * bands.rows();
        for (int i = from; i < from + bands.rows(); i++) {
            key = Mixing.mix(key ^ minima[i]);
        }
        return key;
    }

    /// One mixed bit of each of 64 minima.
    private long bits(int from) {
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            bits |= (long) (Mixing.mix(minima[from + i]) & 1) << i;
        }
        return bits;
    }

    long sketchLow() {
        return sketchLow;
    }

    long sketchHigh() {
        return sketchHigh;
    }
}
