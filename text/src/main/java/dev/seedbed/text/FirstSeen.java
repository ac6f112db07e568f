package dev.seedbed.text;

import java.util.ArrayList;
import java.util.List;

/// Which row first had a fingerprint, with a few numbers noted about it.
///
/// ```java
/// FirstSeen seen = new FirstSeen(1);
/// int earlier = seen.put(fingerprint);          // -1: it is new, and is now row seen.rows() - 1
/// seen.note(seen.rows() - 1, 0, 4711);
/// ```
///
/// An open-addressing table of 4-byte row numbers, at most three quarters full (Knuth, TAOCP volume 3, section
/// 6.4, algorithm L), over rows of fingerprint and notes in blocks that are never copied: a row costs 16 bytes,
/// 8 for each note, and 5 to 11 for the table, 16 for a moment while it doubles. Rows are numbered in the order
/// they came, and can be read again. Not thread-safe.
public final class FirstSeen {
    private static final int BLOCK_ROWS = 1 << 14;
    private static final int MOST_ROWS = 1 << 30;

    private final List<long[]> blocks = new ArrayList<>();
    private final int rowLongs;
    private int[] table = new int[1 << 10];
    private int rows;

    /// @param notes how many numbers are noted with each
    public FirstSeen(int notes) {
        this.rowLongs = 2 + notes;
    }

    /// The number of the row that had the fingerprint before; -1 if none had, and now the last row has it.
    public int put(Fingerprint fingerprint) {
        int slot = slot(fingerprint.high(), fingerprint.low());
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (rows == MOST_ROWS) {
            throw new IllegalStateException("the table of duplicates is full at " + MOST_ROWS + " rows");
        }
        if (rows % BLOCK_ROWS == 0) {
            blocks.add(new long[BLOCK_ROWS * rowLongs]);
        }
        long[] block = block(rows);
        int place = place(rows);
        block[place] = fingerprint.high();
        block[place + 1] = fingerprint.low();
        table[slot] = ++rows;
        if (rows > table.length / 4 * 3) {
            grow();
        }
        return -1;
    }

    /// How many different fingerprints there are.
    public int rows() {
        return rows;
    }

    /// The fingerprint of a row.
    public Fingerprint fingerprint(int row) {
        return new Fingerprint(block(row)[place(row)], block(row)[place(row) + 1]);
    }

    /// What was noted with a row, 0 if nothing was.
    public long note(int row, int number) {
        return block(row)[place(row) + 2 + number];
    }

    /// Notes a number with a row.
    public void note(int row, int number, long value) {
        block(row)[place(row) + 2 + number] = value;
    }

    /// What it holds in memory, in bytes.
    public long bytes() {
        return (long) table.length * Integer.BYTES + (long) blocks.size() * BLOCK_ROWS * rowLongs * Long.BYTES;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int row = 0; row < rows; row++) {
            table[slot(block(row)[place(row)], block(row)[place(row) + 1])] = row + 1;
        }
    }

    /// The slot that holds the fingerprint, or the free one where it belongs.
    private int slot(long high, long low) {
        int mask = table.length - 1;
        int slot = (int) low & mask;
        while (table[slot] != 0) {
            long[] block = block(table[slot] - 1);
            int place = place(table[slot] - 1);
            if (block[place] == high && block[place + 1] == low) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private long[] block(int row) {
        return blocks.get(row / BLOCK_ROWS);
    }

    private int place(int row) {
        return row % BLOCK_ROWS * rowLongs;
    }
}
