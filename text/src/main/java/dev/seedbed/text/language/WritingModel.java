package dev.seedbed.text.language;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/// What the features of a text written in one way say about its language: of each known feature, the weights it
/// adds to some of the languages. Immutable.
final class WritingModel {
    /// A feature with as many entries or more has a row.
    private static final int MANY = 20;

    /// As the number of entries: that there is a row.
    private static final int FULL = 0x7F;

    private static final int BIAS = 128;

    /// As many rows are added before a lane of 16 bits can overflow.
    private static final int ROWS = 252;

    private final String[] codes;
    private final int mask;

    /// Of each known feature, at the place its key says or the next free one: the key, and where its entries begin
    /// and how many there are, in 32, 25 and 7 bits.
    private final long[] table;

    /// A language and a weight, in 8 bits each; in the order of the table, so that they are near one another.
    private final short[] entries;

    /// Weights of all languages, one row after the other, of the features that say something about many: four to
    /// a `long`, in 16 bits each, with [#BIAS] added so that none is negative.
    private final long[] rows;

    /// How many `long`s a row has.
    private final int width;

    private final float step;

    private WritingModel(String[] codes, long[] table, short[] entries, long[] rows, float step) {
        this.codes = codes;
        this.mask = table.length - 1;
        this.table = table;
        this.entries = entries;
        this.rows = rows;
        this.width = width(codes.length);
        this.step = step;
    }

    /// The codes of its languages, in the order of the scores.
    String[] codes() {
        return codes;
    }

    /// What a unit of a score stands for.
    float step() {
        return step;
    }

    /// Adds what the features say to `scores`; gives back how many it knows.
    ///
    /// Looks all of them up before it uses one: the table is larger than the processor's cache, and so many
    /// look-ups are on their way at once.
    ///
    /// @param found room for `count`
    /// @param lanes zeroes, and left so
    int add(int[] keys, int count, long[] found, long[] lanes, int[] scores) {
        for (int i = 0; i < count; i++) {
            found[i] = table[keys[i] & mask];
        }
        int known = 0;
        for (int i = 0; i < count; i++) {
            long slot = found[i];
            int key = keys[i];
            if ((int) (slot >>> 32) != key && slot != 0) {
                slot = after(key);
            }
            found[known] = slot;
            known += slot == 0 ? 0 : 1;
        }
        sum(found, known, lanes, scores);
        return known;
    }

    /// Adds entries as they come, and rows four at a time.
    private void sum(long[] found, int known, long[] lanes, int[] scores) {
        int full = 0;
        for (int i = 0; i < known; i++) {
            long slot = found[i];
            int size = (int) slot & 0x7F;
            int from = (int) slot >>> 7;
            if (size == FULL) {
                found[full++] = from;
            } else {
                for (int entry = from; entry < from + size; entry++) {
                    short each = entries[entry];
                    scores[each >>> 8 & 0xFF] += (byte) each;
                }
            }
        }
        int added = 0;
        int fours = full & ~3;
        for (int i = 0; i < fours; i += 4) {
            addRows((int) found[i], (int) found[i + 1], (int) found[i + 2], (int) found[i + 3], lanes);
            added += 4;
            if (added == ROWS) {
                empty(lanes, added, scores);
                added = 0;
            }
        }
        for (int i = fours; i < full; i++) {
            for (int lane = 0; lane < width; lane++) {
                lanes[lane] += rows[(int) found[i] + lane];
            }
        }
        empty(lanes, added + full - fours, scores);
    }

    private void addRows(int first, int second, int third, int fourth, long[] lanes) {
        for (int i = 0; i < width; i++) {
            lanes[i] += rows[first + i] + rows[second + i] + rows[third + i] + rows[fourth + i];
        }
    }

    private void empty(long[] lanes, int added, int[] scores) {
        for (int i = 0; i < codes.length; i++) {
            scores[i] += (int) (lanes[i >> 2] >>> ((i & 3) << 4) & 0xFFFF) - added * BIAS;
        }
        Arrays.fill(lanes, 0, width, 0);
    }

    private static int width(int languages) {
        return (languages + 3) / 4;
    }

    /// The slot of a key whose first place another has taken; 0 if there is none.
    private long after(int key) {
        int at = (key + 1) & mask;
        long slot = table[at];
        while (slot != 0 && (int) (slot >>> 32) != key) {
            at = (at + 1) & mask;
            slot = table[at];
        }
        return slot;
    }

    /// Reads what the training wrote: codes, step, the sorted keys as differences, how many entries each has, then
    /// all languages and all weights.
    static WritingModel read(DataInputStream in) throws IOException {
        String[] codes = in.readUTF().split(" ", -1);
        float step = in.readFloat();
        int count = in.readInt();
        int total = in.readInt();
        int[] keys = new int[count];
        int key = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            key += readNumber(in);
            keys[i] = key;
        }
        byte[] sizes = new byte[count];
        in.readFully(sizes);
        byte[] languages = new byte[total];
        in.readFully(languages);
        byte[] weights = new byte[total];
        in.readFully(weights);
        long[] table = new long[Integer.highestOneBit(Math.max(1, count * 4 / 3)) * 2];
        int entry = 0;
        for (int i = 0; i < count; i++) {
            int at = keys[i] & (table.length - 1);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = (long) keys[i] << 32 | entry << 7 | sizes[i];
            entry += sizes[i];
        }
        long[] rows = rows(table, languages, weights, width(codes.length));
        return new WritingModel(codes, table, ordered(table, languages, weights), rows, step);
    }

    /// The rows of features with many entries, and in the table where they are.
    private static long[] rows(long[] table, byte[] languages, byte[] weights, int width) {
        int many = 0;
        for (long slot : table) {
            many += ((int) slot & 0x7F) >= MANY ? 1 : 0;
        }
        long[] rows = new long[many * width];
        Arrays.fill(rows, BIAS * 0x0001_0001_0001_0001L);
        int next = 0;
        for (int at = 0; at < table.length; at++) {
            int size = (int) table[at] & 0x7F;
            if (size >= MANY) {
                int from = (int) table[at] >>> 7;
                for (int i = from; i < from + size; i++) {
                    rows[next + (languages[i] >> 2)] += (long) weights[i] << ((languages[i] & 3) << 4);
                }
                table[at] = (table[at] & 0xFFFFFFFF00000000L) | (long) next << 7 | FULL;
                next += width;
            }
        }
        return rows;
    }

    /// The entries in the order of the table, which is told the new places.
    private static short[] ordered(long[] table, byte[] languages, byte[] weights) {
        short[] entries = new short[languages.length];
        int next = 0;
        for (int at = 0; at < table.length; at++) {
            int size = (int) table[at] & 0x7F;
            if (size == FULL) {
                continue;
            }
            int from = (int) table[at] >>> 7;
            table[at] = (table[at] & 0xFFFFFFFF00000000L) | (long) next << 7 | size;
            for (int i = 0; i < size; i++) {
                entries[next++] = (short) (languages[from + i] << 8 | (weights[from + i] & 0xFF));
            }
            if (size == 0) {
                table[at] = 0;
            }
        }
        return entries;
    }

    private static int readNumber(DataInputStream in) throws IOException {
        int number = 0;
        int shift = 0;
        int read = in.readUnsignedByte();
        while (read >= 0x80) {
            number |= (read & 0x7F) << shift;
            shift += 7;
            read = in.readUnsignedByte();
        }
        return number | read << shift;
    }
}
