package dev.seedbed.text.near;

import java.util.Arrays;

/// The candidates of one row, each once, with the number of bits in which its sketch differs. Used again and
/// again; not thread-safe.
final class RowSet {
    private static final int FEW = 64;
    private static final int SLOTS_A_ROW = 4;
    private static final int MANY_SLOTS = 1 << 12;

    private int[] rows = new int[FEW];
    private byte[] distances = new byte[FEW];
    private int count;
    private int[] slots = new int[FEW * SLOTS_A_ROW];

    /// Takes the room of a crowd back, which every later row would have to clear.
    void clear() {
        if (slots.length > MANY_SLOTS) {
            rows = new int[FEW];
            distances = new byte[FEW];
            slots = new int[FEW * SLOTS_A_ROW];
        } else if (count > 0) {
            Arrays.fill(slots, 0);
        }
        count = 0;
    }

    void add(int row, int distance) {
        int mask = slots.length - 1;
        int slot = Mixing.mix(row) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == row + 1) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            distances = Arrays.copyOf(distances, count * 2);
            slots = new int[slots.length * 2];
            for (int i = 0; i < count; i++) {
                enter(rows[i]);
            }
            enter(row);
        }
        distances[count] = (byte) distance;
        rows[count++] = row;
    }

    /// Keeps so many of them or a few less, the nearest; all that are equally far stay or go together, unless
    /// the very nearest are too many. Then the earliest of them stay.
    void keepNearest(int most) {
        int[] ofDistance = new int[Sketch.BITS + 1];
        for (int i = 0; i < count; i++) {
            ofDistance[distances[i] & 0xFF]++;
        }
        int farthest = 0;
        int near = ofDistance[0];
        while (farthest < Sketch.BITS && (near == 0 || near + ofDistance[farthest + 1] <= most)) {
            near += ofDistance[++farthest];
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if ((distances[i] & 0xFF) <= farthest) {
                rows[kept++] = rows[i];
            }
        }
        Arrays.fill(slots, 0);
        count = kept;
        sort();
        count = Math.min(kept, most);
    }

    private void enter(int row) {
        int mask = slots.length - 1;
        int slot = Mixing.mix(row) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = row + 1;
    }

    /// The earliest first.
    void sort() {
        Arrays.sort(rows, 0, count);
    }

    int count() {
        return count;
    }

    int row(int i) {
        return rows[i];
    }
}
