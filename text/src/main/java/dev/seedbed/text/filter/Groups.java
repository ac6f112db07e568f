package dev.seedbed.text.filter;

import java.util.Arrays;

/// Puts equal things into groups by their hashes: an open-addressed table that is emptied by counting up, and
/// grows with the largest text it met.
final class Groups {
    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int[] stamps = new int[1024];
    private int stamp;
    private int mask;

    int[] of = new int[512];
    int[] times = new int[512];
    int[] first = new int[512];
    int count;

    /// Forgets everything and makes room for so many things.
    void clear(int things) {
        int needed = Integer.highestOneBit(Math.max(things, 256)) << 2;
        if (needed > keys.length) {
            keys = new long[needed];
            values = new int[needed];
            stamps = new int[needed];
            stamp = 0;
        }
        mask = needed - 1;
        if (things > of.length) {
            int size = things + (things >> 1);
            of = new int[size];
            times = new int[size];
            first = new int[size];
        }
        if (++stamp == 0) {
            Arrays.fill(stamps, 0);
            stamp = 1;
        }
        count = 0;
    }

    /// Puts a thing into the group of its hash.
    void add(int thing, long hash) {
        int slot = (int) hash & mask;
        while (stamps[slot] == stamp) {
            if (keys[slot] == hash) {
                int group = values[slot];
                of[thing] = group;
                times[group]++;
                return;
            }
            slot = slot + 1 & mask;
        }
        stamps[slot] = stamp;
        keys[slot] = hash;
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
