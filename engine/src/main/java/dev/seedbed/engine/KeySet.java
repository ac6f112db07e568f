package dev.seedbed.engine;

import dev.seedbed.api.Hash;

/// The keys seen so far, by 64 of their bits, in an open-addressing table of at most 22 bytes a key: a run asks
/// millions. Two keys that share those bits, one chance in 37 million among a million keys, count as one.
final class KeySet {
    private static final int FEWEST = 1 << 8;

    private long[] table = new long[FEWEST];
    private int size;

    /// Whether it is new.
    synchronized boolean add(Hash key) {
        if (size >= table.length / 4 * 3) {
            grow();
        }
        // Zero marks an empty place.
        if (put(table, key.low() == 0 ? 1 : key.low())) {
            size++;
            return true;
        }
        return false;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long each : table) {
            if (each != 0) {
                put(larger, each);
            }
        }
        table = larger;
    }

    private static boolean put(long[] places, long key) {
        int at = (int) (key ^ (key >>> Integer.SIZE)) & (places.length - 1);
        while (places[at] != 0) {
            if (places[at] == key) {
                return false;
            }
            at = (at + 1) & (places.length - 1);
        }
        places[at] = key;
        return true;
    }
}
