package dev.seedbed.text.near;

import java.util.Arrays;

/// In how many rows each shingle stands. Rows with equal sets of shingles count once, so that exact copies of a
/// text do not make it a template.
///
/// ```java
/// ShingleCounts counts = new ShingleCounts();
/// texts.forEach(text -> counts.add(profiler.profile(text)));
/// NearIndex index = NearIndex.temporary(settings, counts.common(0.001));
/// ```
///
/// The counts are exact for the first six million shingles or so (a table of 12 bytes a slot, 96 MB at most). A
/// text that brings more turns it into a count-min sketch of 64 MB (Cormode and Muthukrishnan, 2005; four rows,
/// conservative update of Estan and Varghese, 2002), which only overestimates: with a million rows of 300
/// shingles by less than one in ten thousand rows. What counts as seen takes 11 to 22 bytes a row. Adding is
/// for one thread, and the answers follow from the order of the rows; after the last [#add], any thread may
/// ask.
public final class ShingleCounts {
    /// The fewest rows a shingle must stand in more of to be common.
    public static final int LEAST_LIMIT = 20;

    private static final int MOST_SLOTS = 1 << 23;
    private static final int SKETCH_WIDTH = 1 << 22;
    private static final int SKETCH_ROWS = 4;

    private final int mostSlots;
    private final int sketchWidth;
    private SeenSets seen = new SeenSets();
    private long[] keys = new long[1 << 10];
    private int[] rows = new int[1 << 10];
    private int used;
    private int[][] sketch = {};
    private long[] filter = {};
    private long total;

    /// Counts nothing yet.
    public ShingleCounts() {
        this(MOST_SLOTS, SKETCH_WIDTH);
    }

    /// @param mostSlots of the exact table, and `sketchWidth` of the sketch: powers of two
    ShingleCounts(int mostSlots, int sketchWidth) {
        this.mostSlots = mostSlots;
        this.sketchWidth = sketchWidth;
    }

    /// Counts a row.
    public void add(Profile profile) {
        total++;
        if (!profile.hasWords() || !seen.add(profile.fingerprint())) {
            return;
        }
        for (long shingle : profile.shingles) {
            if (sketch.length > 0) {
                addToSketch(shingle, 1);
            } else {
                addToTable(shingle);
            }
        }
    }

    /// How many rows there were, copies included.
    public long rows() {
        return total;
    }

    /// Those that stand in more than that share of the rows, and in more than 20. Takes what was counted with
    /// it: these counts must not be used any more.
    public CommonShingles.Counted common(double share) {
        int limit = limit(new CommonShingles.AsRowsCome(share).share());
        seen = new SeenSets();
        if (sketch.length == 0) {
            keepOnlyAbove(limit);
        } else {
            filter = filter(limit);
        }
        return new CommonShingles.Counted(this, limit);
    }

    /// Whether it stands in more rows than that, which must be the limit that was asked for.
    boolean isAbove(int limit, long shingle) {
        if (filter.length > 0) {
            int cell = cell(shingle, 0);
            if ((filter[cell / Long.SIZE] >>> cell & 1) == 0) {
                return false;
            }
        }
        return rowsWith(shingle) > limit;
    }

    /// So few that they lie in the processor's cache: everybody asks for every shingle of every row.
    private void keepOnlyAbove(int limit) {
        long[] oldKeys = keys;
        int[] oldRows = rows;
        used = (int) Arrays.stream(oldRows).filter(count -> count > limit).count();
        keys = new long[Integer.highestOneBit(Math.max(8, used)) * 4];
        rows = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldRows[i] > limit) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }

    /// By cell of the first row, one bit: whether it is above.
    private long[] filter(int limit) {
        long[] bits = new long[Math.max(1, sketchWidth / Long.SIZE)];
        for (int cell = 0; cell < sketchWidth; cell++) {
            if (sketch[0][cell] > limit) {
                bits[cell / Long.SIZE] |= 1L << cell;
            }
        }
        return bits;
    }

    /// The most rows that a shingle may stand in, of those that came so far.
    int limit(double share) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_LIMIT, (long) (share * total)));
    }

    /// In how many rows it stands; never fewer than it does.
    int rowsWith(long shingle) {
        if (sketch.length > 0) {
            return estimate(shingle);
        }
        return rows[slot(shingle)];
    }

    private void addToTable(long shingle) {
        int slot = slot(shingle);
        if (keys[slot] == 0) {
            keys[slot] = shingle;
            used++;
        }
        rows[slot]++;
        if (used > keys.length / 4 * 3) {
            grow();
        }
    }

    private int slot(long shingle) {
        int mask = keys.length - 1;
        int slot = (int) shingle & mask;
        while (keys[slot] != 0 && keys[slot] != shingle) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = rows;
        boolean full = keys.length >= mostSlots;
        if (full) {
            sketch = new int[SKETCH_ROWS][sketchWidth];
        }
        keys = new long[full ? 1 : keys.length * 2];
        rows = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0 && full) {
                addToSketch(oldKeys[i], oldRows[i]);
            } else if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }

    /// Raises only the cells that are below the new estimate.
    private void addToSketch(long shingle, int times) {
        int raised = estimate(shingle) + times;
        for (int row = 0; row < SKETCH_ROWS; row++) {
            int cell = cell(shingle, row);
            sketch[row][cell] = Math.max(sketch[row][cell], raised);
        }
    }

    private int estimate(long shingle) {
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < SKETCH_ROWS; row++) {
            least = Math.min(least, sketch[row][cell(shingle, row)]);
        }
        return least;
    }

    private int cell(long shingle, int row) {
        return (int) Mixing.mix(shingle + row * Mixing.GOLDEN) & (sketchWidth - 1);
    }
}
