package dev.seedbed.text.filter;

/// 64-bit hashes. Two different stretches of a text meet by chance once in 2^64.
final class Hashes {
    /// An odd number with well spread bits: 2^64 divided by the golden ratio.
    static final long BASE = 0x9E3779B97F4A7C15L;

    /// Another one, for what stands beside it.
    static final long OTHER_BASE = 0xD1B54A32D192ED03L;

    private Hashes() {}

    /// Spreads the bits of a hash: Stafford's thirteenth variant of the finisher of MurmurHash 3.
    static long mix(long hash) {
        long mixed = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /// The hash of `chars[from..to)`, four characters at a time.
    static long ofChars(char[] chars, int from, int to) {
        long hash = (long) to - from;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            hash = (hash ^ four(chars, i)) * BASE;
            hash ^= hash >>> 29;
        }
        for (; i < to; i++) {
            hash = (hash ^ chars[i]) * BASE;
        }
        return mix(hash);
    }

    /// Four characters as one number.
    static long four(char[] chars, int at) {
        return chars[at] | (long) chars[at + 1] << 16 | (long) chars[at + 2] << 32 | (long) chars[at + 3] << 48;
    }
}
