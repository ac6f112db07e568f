package dev.seedbed.pipeline.step;

import java.util.HashMap;
import java.util.Map;

/// Counts how often each 64-bit hash was seen, in an open-addressing table of the hashes alone: 11 to 21 bytes
/// for each different one, 32 while the table grows, and a map entry only for those seen again. Two different
/// rows share a hash with a probability of 3e-8 in a million rows.
///
/// Not thread-safe.
final class OccurrenceCounts {
    private static final double FULLEST = 0.75;

    private final Map<Long, Integer> repeated = new HashMap<>();
    private long[] table = new long[1 << 10];
    private int size;

    /// How often the hash was seen before; it has now been seen once more.
    int seen(long hash) {
        // 0 marks an empty place
        long key = hash == 0 ? 1 : hash;
        int place = placeOf(table, key);
        if (table[place] == key) {
            return repeated.merge(key, 1, Integer::sum);
        }
        table[place] = key;
        if (++size > table.length * FULLEST) {
            grow();
        }
        return 0;
    }

    long bytes() {
        return (long) table.length * Long.BYTES;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(table.length, 2)];
        for (long key : table) {
            if (key != 0) {
                larger[placeOf(larger, key)] = key;
            }
        }
        table = larger;
    }

    private static int placeOf(long[] table, long key) {
        int mask = table.length - 1;
        int place = (int) (key ^ (key >>> 32)) & mask;
        while (table[place] != 0 && table[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
