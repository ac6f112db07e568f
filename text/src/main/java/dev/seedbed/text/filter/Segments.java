package dev.seedbed.text.filter;

import java.util.Arrays;

/// The lines or paragraphs of one text, and how many of them there are more than once.
final class Segments {
    int count;
    int[] starts = new int[64];
    int[] ends = new int[64];
    private final Groups groups = new Groups();

    /// Lengths and numbers of what is there more than once.
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

    private void compare(char[] chars, Unit unit) {
        groups.clear(count);
        for (int i = 0; i < count; i++) {
            groups.add(i, Hashes.ofChars(chars, starts[i], ends[i]));
        }
        length = 0;
        laterCopies = count - groups.count;
        laterCopiesLength = 0;
        allCopies = 0;
        allCopiesLength = 0;
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
