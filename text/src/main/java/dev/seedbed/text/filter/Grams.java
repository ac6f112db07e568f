package dev.seedbed.text.filter;

import java.util.Arrays;

/// The runs of so many words of one text, and which of them are there more than once.
///
/// Runs grow by a word at a time: their hashes from those of the runs one word shorter, and where the shorter run
/// stands alone in the text, the longer one does too, and needs no look into the table.
final class Grams {
    /// Joined runs are never of fewer words.
    static final int SHORTEST_JOINED = 5;

    private static final int WINDOW = 12;

    private final Groups groups = new Groups();
    private final Groups joinedGroups = new Groups();
    private long[] hashes = new long[512];
    private long[] mixed = new long[512];
    private long[] joined = new long[512];
    private int order;
    private int joinedOrder;
    private boolean[] alone = new boolean[512];
    private boolean[] aloneJoined = new boolean[512];
    private int[] begins = new int[512];
    private long[] windowHashes = new long[512];
    private final SeenTwice seen = new SeenTwice();
    private char[] joinedChars = new char[1 << 12];
    private int[] visited = new int[512];
    private int visit;

    private Tokens words = new Tokens();

    /// Begins with the words of the next text.
    void clear(Tokens read) {
        words = read;
        order = 0;
        joinedOrder = 0;
    }

    /// How many runs of so many words there are; 0 if the text is shorter.
    int runs(int size) {
        return Math.max(0, words.count - size + 1);
    }

    /// The runs of so many words, put into groups of the same words.
    Groups grouped(int size) {
        if (order > size) {
            order = 0;
        }
        int count = words.count;
        if (order == 0) {
            reset(count);
        }
        boolean grouping = order > 0;
        int runs = runs(size);
        if (grouping && order < size) {
            for (int i = 0; i < runs; i++) {
                alone[i] = alone[i] || groups.timesOf(i) == 1;
            }
        }
        if (order == size) {
            return groups;
        }
        extend(size, runs);
        order = size;
        groups.clear(runs);
        seen.clear(runs);
        for (int i = 0; i < runs; i++) {
            seen.add(hashes[i]);
        }
        for (int i = 0; i < runs; i++) {
            if (alone[i] || !seen.isMaybe(hashes[i])) {
                groups.addAlone(i);
            } else {
                groups.add(i, Hashes.mix(hashes[i]));
            }
        }
        return groups;
    }

    private void reset(int count) {
        if (count > hashes.length) {
            hashes = new long[count + (count >> 1)];
            mixed = new long[hashes.length];
            alone = new boolean[hashes.length];
        }
        for (int i = 0; i < count; i++) {
            hashes[i] = 0;
            mixed[i] = Hashes.mix(words.hashes[i]);
            alone[i] = false;
        }
    }

    private void extend(int size, int runs) {
        for (int next = order; next < size; next++) {
            for (int i = 0; i < runs; i++) {
                hashes[i] = hashes[i] * Hashes.BASE + mixed[i + next];
            }
        }
    }

    /// The runs of so many words, put into groups of the same characters without anything between words: `a bc` and
    /// `ab c` are the same.
    Groups groupedJoined(char[] chars, int size) {
        if (joinedOrder == size) {
            return joinedGroups;
        }
        if (joinedOrder == 0 || joinedOrder > size) {
            beginJoined(chars);
        }
        int runs = runs(size);
        extendJoined(size, runs);
        joinedOrder = size;
        joinedGroups.clear(runs);
        for (int i = 0; i < runs; i++) {
            if (aloneJoined[i]) {
                joinedGroups.addAlone(i);
            } else {
                joinedGroups.add(i, Hashes.mix(joined[i]));
            }
        }
        return joinedGroups;
    }

    private void extendJoined(int size, int runs) {
        for (int next = joinedOrder; next < size; next++) {
            for (int i = 0; i < runs; i++) {
                if (!aloneJoined[i]) {
                    joined[i] = joined[i] * words.power(i + next) + words.hashes[i + next];
                }
            }
        }
    }

    /// Finds the words from which so many characters on are there once: no run of them that is as long or longer can
    /// be there twice, wherever its words end.
    private void beginJoined(char[] chars) {
        joinedOrder = 0;
        int count = words.count;
        if (count > joined.length) {
            joined = new long[count + (count >> 1)];
            aloneJoined = new boolean[joined.length];
            begins = new int[joined.length];
            windowHashes = new long[joined.length];
        }
        Arrays.fill(joined, 0, count, 0);
        int length = join(chars);
        seen.clear(count);
        int windows = 0;
        for (; windows < count && begins[windows] + WINDOW <= length; windows++) {
            windowHashes[windows] = window(begins[windows]);
            seen.add(windowHashes[windows]);
        }
        for (int i = 0; i < count; i++) {
            aloneJoined[i] = i < windows
                    && i + SHORTEST_JOINED < count
                    && begins[i + SHORTEST_JOINED] - begins[i] >= WINDOW
                    && !seen.isMaybe(windowHashes[i]);
        }
    }

    private int join(char[] chars) {
        int length = 0;
        for (int i = 0; i < words.count; i++) {
            begins[i] = length;
            int end = words.ends[i];
            if (length + end - words.starts[i] > joinedChars.length) {
                joinedChars = Arrays.copyOf(joinedChars, Math.max(chars.length, joinedChars.length * 2));
            }
            for (int at = words.starts[i]; at < end; at++) {
                joinedChars[length++] = chars[at];
            }
        }
        return length;
    }

    private long window(int at) {
        long first = Hashes.four(joinedChars, at) * Hashes.BASE;
        long second = (Hashes.four(joinedChars, at + 4) ^ first >>> 32) * Hashes.BASE;
        return first ^ second ^ second >>> 32 ^ Hashes.four(joinedChars, at + 8) * Hashes.OTHER_BASE;
    }

    /// The lengths of a run's words together.
    long lengthOf(int run, int size) {
        long length = 0;
        for (int i = run; i < run + size; i++) {
            length += words.lengths[i];
        }
        return length;
    }

    /// Marks a group of the current walk as seen; false if it was.
    boolean visit(int group) {
        if (visited[group] == visit) {
            return false;
        }
        visited[group] = visit;
        return true;
    }

    /// Begins a walk over so many groups.
    void beginVisit(int count) {
        if (count > visited.length) {
            visited = new int[count + (count >> 1)];
            visit = 0;
        }
        if (++visit == 0) {
            Arrays.fill(visited, 0);
            visit = 1;
        }
    }
}
