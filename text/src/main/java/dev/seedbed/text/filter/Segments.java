package dev.seedbed.text.filter;

import java.util.Arrays;

/// The lines or paragraphs of one text, and how many of them there are more than once.
final class Segments {
    int count;
    int[] starts = new int[64];
    int[] ends = new int[64];
    private final Groups groups = new Groups();

    /// Lengths and numbers of what is there more than once. Without copies, the length of all is not in the unit.
    long length;
    int laterCopies;
    long laterCopiesLength;
    int allCopies;
    long allCopiesLength;
    private boolean grouped;

    void clear() {
        count = 0;
        grouped = false;
    }

    void add(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        starts[count] = from;
        ends[count] = to;
        count++;
    }

    /// This, with its pieces compared to each other.
    Segments compared(char[] chars, Unit unit) {
        if (!grouped) {
            compare(chars, unit);
            grouped = true;
        }
        return this;
    }

    /// Whether the pieces differ in their lengths or a few characters at their ends: most do, and need not be read.
    private boolean differAtEnds(char[] chars) {
        groups.clear(count);
        for (int i = 0; i < count; i++) {
            int from = starts[i];
            int to = ends[i];
            length += to - from;
            long hash = (long) to - from;
            if (to - from >= 4) {
                hash = (hash * Hashes.BASE + Hashes.four(chars, from)) * Hashes.BASE + Hashes.four(chars, to - 4);
            } else {
                for (int at = from; at < to; at++) {
                    hash = hash * Hashes.BASE + chars[at];
                }
            }
            groups.add(i, Hashes.mix(hash));
        }
        if (groups.copies > 0) {
            length = 0;
        }
        return groups.copies == 0;
    }

    private void compare(char[] chars, Unit unit) {
        length = 0;
        laterCopies = 0;
        laterCopiesLength = 0;
        allCopies = 0;
        allCopiesLength = 0;
        if (differAtEnds(chars)) {
            return;
        }
        groups.clear(count);
        for (int i = 0; i < count; i++) {
            groups.add(i, Hashes.ofChars(chars, starts[i], ends[i]));
        }
        laterCopies = groups.copies;
        for (int i = 0; i < count; i++) {
            int own = unit.length(chars, starts[i], ends[i]);
            length += own;
            if (groups.timesOf(i) > 1) {
                allCopies++;
                allCopiesLength += own;
                laterCopiesLength += groups.isFirst(i) ? 0 : own;
            }
        }
    }
}
