package dev.seedbed.curate;

import dev.seedbed.api.Hash;
import dev.seedbed.api.SampleId;
import dev.seedbed.text.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which sample first had a fingerprint.
///
/// An open-addressing table of 4-byte row numbers, at most three quarters full (Knuth, TAOCP volume 3, section
/// 6.4, algorithm L), over rows of 32 bytes, fingerprint and id, in blocks that are never copied: 37 to 43
/// bytes a row, and 48 for a moment while the table doubles. Not thread-safe.
final class FirstSeen {
    private static final int BLOCK_ROWS = 1 << 14;
    private static final int ROW_LONGS = 4;
    private static final int MOST_ROWS = 1 << 30;

    private final List<long[]> blocks = new ArrayList<>();
    private int[] table = new int[1 << 10];
    private int rows;

    /// The sample that had the fingerprint before; empty if none had, and now this one has it.
    Optional<SampleId> putIfAbsent(Fingerprint fingerprint, SampleId id) {
        int slot = slot(fingerprint.high(), fingerprint.low());
        if (table[slot] != 0) {
            long[] block = block(table[slot] - 1);
            int place = place(table[slot] - 1);
            return Optional.of(new SampleId(new Hash(block[place + 2], block[place + 3])));
        }
        if (rows == MOST_ROWS) {
            throw new IllegalStateException("the table of duplicates is full at " + MOST_ROWS + " rows");
        }
        if (rows % BLOCK_ROWS == 0) {
            blocks.add(new long[BLOCK_ROWS * ROW_LONGS]);
        }
        long[] block = block(rows);
        int place = place(rows);
        block[place] = fingerprint.high();
        block[place + 1] = fingerprint.low();
        block[place + 2] = id.hash().high();
        block[place + 3] = id.hash().low();
        table[slot] = ++rows;
        if (rows > table.length / 4 * 3) {
            grow();
        }
        return Optional.empty();
    }

    int rows() {
        return rows;
    }

    /// What it holds in memory, in bytes.
    long bytes() {
        return (long) table.length * Integer.BYTES + (long) blocks.size() * BLOCK_ROWS * ROW_LONGS * Long.BYTES;
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

    private static int place(int row) {
        return row % BLOCK_ROWS * ROW_LONGS;
    }
}
