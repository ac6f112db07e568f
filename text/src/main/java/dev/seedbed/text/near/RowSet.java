package dev.seedbed.text.near;

import java.util.Arrays;

/// The candidates of one row, each once. Used again and again; not thread-safe.
final class RowSet {
    private int[] rows = new int[64];
    private int count;
    private int[] slots = new int[256];

    void clear() {
        if (count > 0) {
            Arrays.fill(slots, 0);
        }
        count = 0;
    }

    void add(int row) {
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
            slots = new int[slots.length * 2];
            for (int i = 0; i < count; i++) {
                enter(rows[i]);
            }
            enter(row);
        }
        rows[count++] = row;
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
