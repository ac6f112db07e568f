package dev.seedbed.text.near;

import java.util.Arrays;

/// A set of 64-bit hashes, none of them 0, that numbers them as they come. An open-addressing table (Knuth,
/// TAOCP volume 3, section 6.4, algorithm L) at most a quarter full, so that the processor foresees that a slot
/// is free. It is used again and again. Not thread-safe.
final class ShingleTable {
    private long[] keys = new long[1 << 10];
    private int[] numbers = new int[1 << 10];
    private int mask;
    private int count;

    /// Empties it, with room for so many. Costs what they cost, not what it once held.
    void clear(int most) {
        if (most > 1 << 27) {
            throw new IllegalArgumentException(
                    "a text of " + most + " words is too long to be compared; at most " + (1 << 27) + " are");
        }
        int slots = Math.max(16, Integer.highestOneBit(Math.max(1, most * 2 - 1)) << 2);
        if (slots > keys.length) {
            keys = new long[slots];
            numbers = new int[slots];
        } else {
            Arrays.fill(keys, 0, slots, 0);
        }
        mask = slots - 1;
        count = 0;
    }

    /// The number of a hash that it has; else gives it the next number and returns -1.
    int putIfAbsent(long hash) {
        int slot = (int) hash & mask;
        while (true) {
            long key = keys[slot];
            if (key == 0) {
                keys[slot] = hash;
                numbers[slot] = count++;
                return -1;
            }
            if (key == hash) {
                return numbers[slot];
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The number of a hash; -1 if it is not there.
    int find(long hash) {
        int slot = (int) hash & mask;
        while (true) {
            long key = keys[slot];
            if (key == hash) {
                return numbers[slot];
            }
            if (key == 0) {
                return -1;
            }
            slot = (slot + 1) & mask;
        }
    }

    int count() {
        return count;
    }
}
