package dev.seedbed.text.near;

/// MT19937 (Matsumoto and Nishimura, ACM TOMACS 8(1), 1998) seeded as NumPy's `RandomState(seed)` is, of which
/// published MinHash signatures depend.
final class MersenneTwister {
    private static final int LENGTH = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[LENGTH];
    private int next = LENGTH;

    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < LENGTH; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    int nextInt() {
        if (next == LENGTH) {
            turn();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >>> 18);
    }

    /// A number from `lowest` to `highest`, both included: 64 bits, masked, and drawn again while above.
    long between(long lowest, long highest) {
        long range = highest - lowest;
        long mask = -1L >>> Long.numberOfLeadingZeros(range);
        while (true) {
            long high = Integer.toUnsignedLong(nextInt());
            long drawn = ((high << Integer.SIZE) | Integer.toUnsignedLong(nextInt())) & mask;
            if (Long.compareUnsigned(drawn, range) <= 0) {
                return lowest + drawn;
            }
        }
    }

    private void turn() {
        for (int i = 0; i < LENGTH; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % LENGTH] & 0x7FFFFFFF);
            state[i] = state[(i + MIDDLE) % LENGTH] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }
        next = 0;
    }
}
