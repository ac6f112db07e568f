package dev.seedbed.text.filter;

import java.util.Arrays;

/// Puts equal things into groups by their hashes: an open-addressed table that grows with the largest text it
/// met, and of which a text uses only as much as it needs.
final class Groups {
    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int mask;

    int[] of = new int[512];
    int[] times = new int[512];
    int[] first = new int[512];
    int count;

    /// Forgets everything and makes room for so many things.
    void clear(int things) {
        int needed = Integer.highestOneBit(Math.clamp(things, 32, 1 << 28)) << 2;
        if (needed > keys.length) {
            keys = new long[needed];
            values = new int[needed];
        } else {
            Arrays.fill(keys, 0, needed, 0);
        }
        mask = needed - 1;
        if (things > of.length) {
            int size = things + (things >> 1);
            of = new int[size];
            times = new int[size];
            first = new int[size];
        }
        count = 0;
    }

    /// Puts a thing into the group of its hash. The hash 0 stands for a free place, and so counts as 1.
    void add(int thing, long hash) {
        long key = hash == 0 ? 1 : hash;
        int slot = (int) key & mask;
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                int group = values[slot];
                of[thing] = group;
                times[group]++;
                return;
            }
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        values[slot] = count;
        addAlone(thing);
    }

    /// Puts a thing into a group of its own, as it is known to equal no other.
    void addAlone(int thing) {
        of[thing] = count;
        times[count] = 1;
        first[count] = thing;
        count++;
    }

    /// How often there is what a thing is.
    int timesOf(int thing) {
        return times[of[thing]];
    }

    boolean isFirst(int thing) {
        return first[of[thing]] == thing;
    }
}
