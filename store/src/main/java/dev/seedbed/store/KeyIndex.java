package dev.seedbed.store;

import dev.seedbed.api.Hash;
import java.util.concurrent.locks.StampedLock;

/// From a key to the row of its newest call: an open-addressing table with linear probing, 20 bytes a slot, at
/// most three quarters full, so 42 MB for a million calls. Keys are hashes already, so their own bits choose
/// the slot.
///
/// One thread writes, any number read: readers look without a lock and look again if a write came between.
final class KeyIndex {
    private static final int FEWEST_SLOTS = 1 << 10;
    private static final int MOST_SLOTS = 1 << 29;

    private final StampedLock lock = new StampedLock();
    private Slots slots;
    private int used;

    /// A table that takes so many keys without growing.
    KeyIndex(long expected) {
        int size = FEWEST_SLOTS;
        while (size < MOST_SLOTS && size / 4 * 3L <= expected) {
            size <<= 1;
        }
        slots = new Slots(size);
    }

    /// Says that the newest call of a key is in a row, from 1 to the largest int.
    void put(long high, long low, int row) {
        long stamp = lock.writeLock();
        try {
            if (used >= slots.rows.length / 4 * 3) {
                slots = slots.doubled();
            }
            if (slots.put(high, low, row)) {
                used++;
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /// The row of a key's newest call, 0 if there is none.
    int find(Hash key) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            int row = slots.find(key.high(), key.low());
            if (lock.validate(stamp)) {
                return row;
            }
        }
        stamp = lock.readLock();
        try {
            return slots.find(key.high(), key.low());
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private static final class Slots {
        private final long[] keys;
        private final int[] rows;

        Slots(int size) {
            if (size > MOST_SLOTS) {
                throw new IllegalStateException("a journal cannot hold more than " + MOST_SLOTS / 4 * 3L + " calls");
            }
            keys = new long[2 * size];
            rows = new int[size];
        }

        boolean put(long high, long low, int row) {
            int slot = slotOf(high, low);
            boolean isNew = rows[slot] == 0;
            keys[2 * slot] = high;
            keys[2 * slot + 1] = low;
            rows[slot] = row;
            return isNew;
        }

        int find(long high, long low) {
            return rows[slotOf(high, low)];
        }

        private int slotOf(long high, long low) {
            int mask = rows.length - 1;
            int slot = (int) high & mask;
            while (rows[slot] != 0 && (keys[2 * slot] != high || keys[2 * slot + 1] != low)) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        Slots doubled() {
            Slots larger = new Slots(2 * rows.length);
            for (int slot = 0; slot < rows.length; slot++) {
                if (rows[slot] != 0) {
                    larger.put(keys[2 * slot], keys[2 * slot + 1], rows[slot]);
                }
            }
            return larger;
        }
    }
}
