package dev.seedbed.testkit.benchmark;

/// Cheap 64-bit hashes of bytes, and the choices made from them. A choice follows from a seed and from what is
/// asked, never from when it is asked.
final class Mix {
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Mix() {}

    /// FNV-1a (draft-eastlake-fnv, section 2) of the bytes in `from..to`.
    static long hash(byte[] bytes, int from, int to) {
        long hash = START;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return hash;
    }

    /// One number of three, each bit of which depends on all of theirs: the finalizer of SplitMix64 (Steele, Lea
    /// and Flood, OOPSLA 2014).
    static long of(long a, long b, long c) {
        return scramble(scramble(scramble(a) + b) + c);
    }

    /// A number from 0 to 1, 1 not included.
    static double share(long mixed) {
        return (mixed >>> 11) * 0x1p-53;
    }

    private static long scramble(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
