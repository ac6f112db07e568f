package dev.seedbed.text.filter;

import java.util.Arrays;

/// Puts equal things into groups by their hashes: an open-addressed table that grows with the largest text it
/// met, and of which a text uses only as much as it needs.
final class Groups {
    /// The group of all things that equal no other. It counts as a thing that is there once, the first of all.
    static final int ALONE = 0;

    private long[] keys = new long[1024];
    private int[] values = new int[1024];
    private int mask;

    int[] of = new int[512];
    int[] times = new int[512];
    int[] first = new int[512];
    /// How many groups there are, with that of the things that stand alone.
    int count;
    /// How many things are in the group of an earlier one.
    int copies;

    /// Forgets everything and makes room for so many things.
    void clear(int things) {
        clear(things, things);
    }

    /// The same where only some of the things are going to be added. Which group the others are in stays.
    void clear(int things, int added) {
        int needed = Integer.highestOneBit(Math.clamp(added, 32, 1 << 28)) << 2;
        if (needed > keys.length) {
            keys = new long[needed];
            values = new int[needed];
        } else {
            Arrays.fill(keys, 0, needed, 0);
        }
        mask = needed - 1;
        if (things >= of.length) {
            int size = things + (things >> 1) + 1;
            of = new int[size];
            times = new int[size];
            first = new int[size];
        }
        count = 1;
        times[ALONE] = 1;
        first[ALONE] = 0;
        copies = 0;
    }

    /// Puts the first so many things into the group of those that stand alone.
    void standAlone(int things) {
        Arrays.fill(of, 0, things, ALONE);
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
                copies++;
                return;
            }
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        values[slot] = count;
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
        return of[thing] == ALONE || first[of[thing]] == thing;
    }
}
