package dev.seedbed.text.span;

import java.util.Arrays;

/// Under which keys which places were put: a hash table of chains, the newest first. Of a key 32 bits are kept, so
/// a place may come up under another key, too.
///
/// 16 bytes for each place in blocks that are never copied, and 4 to 8 for the chains' heads, which double. One
/// thread at a time.
final class PlaceTable {
    /// Where a chain ends.
    static final int END = -1;

    private static final int WIDTH = 4;
    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int MOST_HEADS = 1 << 30;

    private int[][] blocks = new int[4][];
    private int[] heads = new int[1 << 10];
    private int entries;

    void add(long key, long place) {
        if (entries == Integer.MAX_VALUE - 1) {
            throw new IllegalStateException("the index of repeated spans is full at " + entries + " anchors");
        }
        if (entries == heads.length && heads.length < MOST_HEADS) {
            grow();
        }
        int entry = entries++;
        int number = entry >>> BLOCK_BITS;
        if (number == blocks.length) {
            blocks = Arrays.copyOf(blocks, number * 2);
        }
        if (blocks[number] == null) {
            blocks[number] = new int[BLOCK * WIDTH];
        }
        int[] block = blocks[number];
        int at = at(entry);
        block[at + 1] = shortened(key);
        block[at + 2] = (int) place;
        block[at + 3] = (int) (place >>> Integer.SIZE);
        link(block, at, entry);
    }

    private void link(int[] block, int at, int entry) {
        int slot = block[at + 1] & (heads.length - 1);
        block[at] = heads[slot];
        heads[slot] = entry + 1;
    }

    private void grow() {
        heads = new int[heads.length * 2];
        for (int entry = 0; entry < entries; entry++) {
            link(blocks[entry >>> BLOCK_BITS], at(entry), entry);
        }
    }

    private static int at(int entry) {
        return (entry & (BLOCK - 1)) * WIDTH;
    }

    private static int shortened(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    /// The newest entry with the key, or [#END].
    int first(long key) {
        int wanted = shortened(key);
        return from(heads[wanted & (heads.length - 1)], wanted);
    }

    /// The one before it, or [#END].
    int next(int entry, long key) {
        return from(blocks[entry >>> BLOCK_BITS][at(entry)], shortened(key));
    }

    private int from(int head, int wanted) {
        int next = head;
        while (next != 0) {
            int[] block = blocks[(next - 1) >>> BLOCK_BITS];
            int at = at(next - 1);
            if (block[at + 1] == wanted) {
                return next - 1;
            }
            next = block[at];
        }
        return END;
    }

    long place(int entry) {
        int[] block = blocks[entry >>> BLOCK_BITS];
        int at = at(entry);
        return Integer.toUnsignedLong(block[at + 2]) | (long) block[at + 3] << Integer.SIZE;
    }

    /// Forgets all, in the time it took to put it in.
    void clear() {
        for (int entry = 0; entry < entries; entry++) {
            heads[blocks[entry >>> BLOCK_BITS][at(entry) + 1] & (heads.length - 1)] = 0;
        }
        entries = 0;
    }

    int entries() {
        return entries;
    }

    /// What it holds in memory, in bytes.
    long bytes() {
        long held = heads.length;
        for (int[] block : blocks) {
            held += block == null ? 0 : block.length;
        }
        return held * Integer.BYTES;
    }
}
