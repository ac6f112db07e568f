package dev.seedbed.text.near;

/// The fingerprints that came. 256 open-addressing tables, chosen by the upper bits, each of which doubles when
/// it is three quarters full: so that growing never needs room for twice as many at once. 11 to 22 bytes each.
final class SeenSets {
    private static final int PARTS = 256;

    private final long[][] parts = new long[PARTS][16];
    private final int[] used = new int[PARTS];

    /// Whether it is new.
    boolean add(long fingerprint) {
        long key = fingerprint == 0 ? 1 : fingerprint;
        int part = (int) (key >>> 56);
        long[] table = parts[part];
        int slot = slot(table, key);
        if (table[slot] == key) {
            return false;
        }
        table[slot] = key;
        if (++used[part] > table.length / 4 * 3) {
            parts[part] = doubled(table);
        }
        return true;
    }

    private static int slot(long[] table, long key) {
        int slot = (int) key & (table.length - 1);
        while (table[slot] != 0 && table[slot] != key) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private static long[] doubled(long[] table) {
        long[] result = new long[table.length * 2];
        for (long key : table) {
            if (key != 0) {
                result[slot(result, key)] = key;
            }
        }
        return result;
    }
}
