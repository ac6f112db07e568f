package dev.seedbed.text.near;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A MinHash signature (Broder, 1997), bit for bit that of datasketch, so that signatures can be compared with
/// those that others made. For speed use [NearIndex], whose family of functions is another.
///
/// ```java
/// MinHash minHash = new MinHash(4, 1);
/// minHash.update("Hello".getBytes(UTF_8));
/// minHash.values();                        // 734825475, 960773806, 359816889, 342714745
/// ```
///
/// The functions are `((a * h + b) mod 2^64 mod (2^61 - 1)) mod 2^32` of the first four bytes of an item's
/// SHA-1, read with the lowest first; a and b are drawn by turns, a from 1, b from 0, from MT19937 (datasketch,
/// `minhash.py`; the vector above is that of its `test/test_minhash.py`, both as of June 2026). Not
/// thread-safe.
public final class MinHash {
    private static final long PRIME = (1L << 61) - 1;
    private static final long MOST = 0xFFFFFFFFL;

    private final long[] factors;
    private final long[] summands;
    private final long[] values;
    private final MessageDigest sha1 = sha1();

    /// @param functions how many minima it has
    /// @param seed of the functions; signatures are comparable only if both are equal
    public MinHash(int functions, int seed) {
        factors = new long[functions];
        summands = new long[functions];
        values = new long[functions];
        Arrays.fill(values, MOST);
        MersenneTwister random = new MersenneTwister(seed);
        for (int i = 0; i < functions; i++) {
            factors[i] = random.between(1, PRIME - 1);
            summands[i] = random.between(0, PRIME - 1);
        }
    }

    /// Adds an item.
    public void update(byte[] item) {
        updateHash(Integer.toUnsignedLong(ByteBuffer.wrap(sha1.digest(item))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt()));
    }

    /// Adds an item by its 32-bit hash.
    public void updateHash(long hash) {
        for (int i = 0; i < values.length; i++) {
            // As there, the product wraps around before it is reduced.
            long reduced = Long.remainderUnsigned(factors[i] * hash + summands[i], PRIME) & MOST;
            values[i] = Math.min(values[i], reduced);
        }
    }

    /// The minima, each below 2^32.
    public long[] values() {
        return values.clone();
    }

    /// The share of equal minima: an estimate of the Jaccard similarity of the two sets of items.
    public double similarity(MinHash other) {
        if (values.length != other.values.length
                || !Arrays.equals(factors, other.factors)
                || !Arrays.equals(summands, other.summands)) {
            throw new IllegalArgumentException(
                    "signatures of other functions cannot be compared: use the same number and seed");
        }
        int equal = 0;
        for (int i = 0; i < values.length; i++) {
            equal += values[i] == other.values[i] ? 1 : 0;
        }
        return (double) equal / values.length;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
