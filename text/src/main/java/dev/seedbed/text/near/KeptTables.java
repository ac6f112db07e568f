package dev.seedbed.text.near;

import java.util.Arrays;

/// Which kept rows have a key: for each band a hash table of chains, and for each row one record that holds the
/// links of all its chains, its sketch, how many shingles it has, and where they lie.
///
/// The tables grow by linear hashing (Litwin, VLDB 1980): with every other row one more slot of each is split,
/// so that growing never copies anything, and no moment needs twice the memory. Splitting needs one more bit of
/// a row's keys each time the slots have doubled; a byte of each key is kept for that, which lasts for 2^24
/// slots. Beyond 33 million rows the chains grow instead. The byte also rules most rows of a chain out that
/// have another key.
///
/// Memory: for b bands (b + 1) * 7 + 28 bytes a row, 112 for 11 bands, and (b + 1) * 256 kB to begin with. One
/// thread at a time.
final class KeptTables {
    private static final int ROWS_BITS = 11;
    private static final int ROWS = 1 << ROWS_BITS;
    private static final int SLOTS_BITS = 14;
    private static final int SLOTS = 1 << SLOTS_BITS;
    private static final int FIRST_LEVEL = 16;
    private static final int LAST_LEVEL = FIRST_LEVEL + Byte.SIZE;
    private static final int ROWS_OF_A_SLOT = 2;

    private final int tables;
    private final int tags;
    private final int sketch;
    private final int width;
    private int[][] blocks = new int[16][];
    private final int[][][] heads;
    private int slots = 1 << FIRST_LEVEL;
    private int rows;

    /// The chains that are being walked.
    private final int[] ofTable;

    private final int[] nextRow;

    KeptTables(int tables) {
        this.tables = tables;
        this.tags = tables;
        this.sketch = tags + (tables + Integer.BYTES - 1) / Integer.BYTES;
        this.width = sketch + 7;
        this.heads = new int[tables][][];
        this.ofTable = new int[tables + 1];
        this.nextRow = new int[tables + 1];
        for (int table = 0; table < tables; table++) {
            heads[table] = new int[slots / SLOTS][SLOTS];
        }
    }

    int rows() {
        return rows;
    }

    /// Puts a row in, under the first `used` of its keys.
    void add(long[] keys, int used, long sketchLow, long sketchHigh, int shingles, long place) {
        if (rows == Integer.MAX_VALUE - 1) {
            throw new IllegalStateException("the index of near duplicates is full at " + rows + " kept rows");
        }
        int row = rows++;
        if (row % ROWS == 0) {
            if (row / ROWS == blocks.length) {
                blocks = Arrays.copyOf(blocks, blocks.length * 2);
            }
            blocks[row / ROWS] = new int[ROWS * width];
        }
        int[] block = blocks[row / ROWS];
        int at = row % ROWS * width;
        for (int table = 0; table < used; table++) {
            long key = keys[table];
            int slot = slot(key);
            int[] part = heads[table][slot >>> SLOTS_BITS];
            block[at + table] = part[slot & (SLOTS - 1)];
            part[slot & (SLOTS - 1)] = row + 1;
            block[at + tags + (table >>> 2)] |= tag(key) << ((table & 3) * Byte.SIZE);
        }
        block[at + sketch] = (int) sketchLow;
        block[at + sketch + 1] = (int) (sketchLow >>> Integer.SIZE);
        block[at + sketch + 2] = (int) sketchHigh;
        block[at + sketch + 3] = (int) (sketchHigh >>> Integer.SIZE);
        block[at + sketch + 4] = shingles;
        block[at + sketch + 5] = (int) place;
        block[at + sketch + 6] = (int) (place >>> Integer.SIZE);
        while (slots < rows / ROWS_OF_A_SLOT && slots < 1 << LAST_LEVEL) {
            split();
        }
    }

    private static int tag(long key) {
        return (int) (key >>> FIRST_LEVEL) & 0xFF;
    }

    private int slot(long key) {
        int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(slots);
        int slot = (int) key & ((2 << level) - 1);
        return slot < slots ? slot : slot & ((1 << level) - 1);
    }

    /// Adds the slot number `slots` to every table, with the rows that belong there.
    private void split() {
        int level = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(slots);
        int from = slots - (1 << level);
        int chains = 0;
        for (int table = 0; table < tables; table++) {
            if (slots % SLOTS == 0) {
                int part = slots / SLOTS;
                if (part == heads[table].length) {
                    heads[table] = Arrays.copyOf(heads[table], part * 2);
                }
                heads[table][part] = new int[SLOTS];
            }
            int[] part = heads[table][from >>> SLOTS_BITS];
            chains = begin(chains, table, part[from & (SLOTS - 1)]);
            part[from & (SLOTS - 1)] = 0;
        }
        while (chains > 0) {
            chains = splitNext(chains, from, slots, level - FIRST_LEVEL);
        }
        slots++;
    }

    /// Notes that a chain goes on with this row, if there is one.
    private int begin(int chains, int table, int next) {
        ofTable[chains] = table;
        nextRow[chains] = next;
        return next == 0 ? chains : chains + 1;
    }

    /// Puts one row of each chain where it belongs; returns how many chains go on.
    private int splitNext(int chains, int from, int to, int bit) {
        int going = 0;
        for (int i = 0; i < chains; i++) {
            int table = ofTable[i];
            int row = nextRow[i];
            int[] block = blocks[(row - 1) >>> ROWS_BITS];
            int at = ((row - 1) & (ROWS - 1)) * width;
            int tag = block[at + tags + (table >>> 2)] >>> ((table & 3) * Byte.SIZE);
            int slot = (tag >>> bit & 1) == 0 ? from : to;
            int[] part = heads[table][slot >>> SLOTS_BITS];
            int next = block[at + table];
            block[at + table] = part[slot & (SLOTS - 1)];
            part[slot & (SLOTS - 1)] = row;
            going = begin(going, table, next);
        }
        return going;
    }

    /// Adds the rows that may have one of the first `used` keys: to `equal` those of table 0, to `similar` those of the
    /// others whose sketch differs in at most so many bits.
    ///
    /// All chains are walked at once, a row of each by turns, so that the processor waits for their memory
    /// together.
    ///
    /// @param mostSteps how many rows of a chain to look at
    /// @return whether those were all
    boolean find(
            long[] keys,
            int used,
            long sketchLow,
            long sketchHigh,
            int mostDifferent,
            int mostSteps,
            RowSet equal,
            RowSet similar) {
        int chains = 0;
        for (int table = 0; table < used; table++) {
            int slot = slot(keys[table]);
            chains = begin(chains, table, heads[table][slot >>> SLOTS_BITS][slot & (SLOTS - 1)]);
        }
        for (int step = 0; step < mostSteps && chains > 0; step++) {
            int going = 0;
            for (int i = 0; i < chains; i++) {
                int table = ofTable[i];
                int row = nextRow[i] - 1;
                int[] block = blocks[row >>> ROWS_BITS];
                int at = (row & (ROWS - 1)) * width;
                int tag = block[at + tags + (table >>> 2)] >>> ((table & 3) * Byte.SIZE) & 0xFF;
                if (tag == tag(keys[table])) {
                    int different = different(block, at + sketch, sketchLow, sketchHigh);
                    if (table == 0) {
                        equal.add(row, different);
                    } else if (different <= mostDifferent) {
                        similar.add(row, different);
                    }
                }
                going = begin(going, table, block[at + table]);
            }
            chains = going;
        }
        return chains == 0;
    }

    private static int different(int[] block, int at, long sketchLow, long sketchHigh) {
        return Integer.bitCount(block[at] ^ (int) sketchLow)
                + Integer.bitCount(block[at + 1] ^ (int) (sketchLow >>> Integer.SIZE))
                + Integer.bitCount(block[at + 2] ^ (int) sketchHigh)
                + Integer.bitCount(block[at + 3] ^ (int) (sketchHigh >>> Integer.SIZE));
    }

    /// How many shingles a row has.
    int shingles(int row) {
        return blocks[row >>> ROWS_BITS][(row & (ROWS - 1)) * width + sketch + 4];
    }

    /// Where they lie.
    long place(int row) {
        int[] block = blocks[row >>> ROWS_BITS];
        int at = (row & (ROWS - 1)) * width + sketch + 5;
        return Integer.toUnsignedLong(block[at]) | (long) block[at + 1] << Integer.SIZE;
    }

    /// What it holds in memory, in bytes.
    long bytes() {
        long held = (long) ((rows + ROWS - 1) / ROWS) * ROWS * width;
        for (int[][] table : heads) {
            for (int[] part : table) {
                held += part == null ? 0 : part.length;
            }
        }
        return held * Integer.BYTES;
    }
}
