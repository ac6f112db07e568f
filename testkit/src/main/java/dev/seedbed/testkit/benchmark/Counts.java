package dev.seedbed.testkit.benchmark;

/// How often each of many numbers came: an open hash table without objects, since millions of rows are counted
/// beside what is measured. Not for several threads at once.
final class Counts {
    private long[] keys = new long[1 << 12];
    private int[] counts = new int[keys.length];
    private int size;
    private int most;
    private long total;

    /// Counts it once more.
    ///
    /// @return how often it had come before
    int add(long key) {
        if (size * 2 > keys.length) {
            grow();
        }
        int at = slot(key);
        int before = counts[at]++;
        if (before == 0) {
            keys[at] = key;
            size++;
        }
        most = Math.max(most, before + 1);
        total++;
        return before;
    }

    int of(long key) {
        return counts[slot(key)];
    }

    /// How many different numbers came.
    int size() {
        return size;
    }

    long total() {
        return total;
    }

    /// How often the number that came most often came.
    int most() {
        return most;
    }

    private int slot(long key) {
        int at = (int) Mix.of(key, 0, 0) & (keys.length - 1);
        while (counts[at] != 0 && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                counts[at] = oldCounts[i];
            }
        }
    }
}
