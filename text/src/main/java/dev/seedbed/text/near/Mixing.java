package dev.seedbed.text.near;

/// 64-bit mixing: every bit of the result depends on every bit of the input.
final class Mixing {
    /// The fractional part of the golden ratio, as SplitMix64 has it.
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mixing() {}

    /// A bijection (Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64).
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// The same for 32 bits (Wellons' lowbias32).
    static int mix(int value) {
        int z = value;
        z = (z ^ (z >>> 16)) * 0x7FEB352D;
        z = (z ^ (z >>> 15)) * 0x846CA68B;
        return z ^ (z >>> 16);
    }

    /// Any characters, in their order.
    static long ofChars(char[] chars, int from, int to, long seed) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = (hash ^ chars[i]) * GOLDEN;
        }
        return mix(hash ^ (to - from));
    }
}
