package dev.seedbed.text.filter;

/// The runs of so many words of one text, and which of them are there more than once.
///
/// Runs grow by a word at a time: their hashes from those of the runs one word shorter, and where the shorter run
/// stands alone in the text, the longer one does too, and needs no look into the table.
final class Grams {
    private final Groups groups = new Groups();
    private final Groups joinedGroups = new Groups();
    private long[] hashes = new long[512];
    private long[] joined = new long[512];
    private int order;
    private int joinedOrder;
    private boolean[] alone = new boolean[512];
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
        for (int i = 0; i < runs; i++) {
            if (alone[i]) {
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
            alone = new boolean[hashes.length];
        }
        for (int i = 0; i < count; i++) {
            hashes[i] = 0;
            alone[i] = false;
        }
    }

    private void extend(int size, int runs) {
        for (int next = order; next < size; next++) {
            for (int i = 0; i < runs; i++) {
                hashes[i] = hashes[i] * Hashes.BASE + Hashes.mix(words.hashes[i + next]);
            }
        }
    }

    /// The runs of so many words, put into groups of the same characters without anything between words: `a bc` and
    /// `ab c` are the same.
    Groups groupedJoined(int size) {
        if (joinedOrder == size) {
            return joinedGroups;
        }
        if (joinedOrder > size) {
            joinedOrder = 0;
        }
        int count = words.count;
        if (joinedOrder == 0) {
            if (count > joined.length) {
                joined = new long[count + (count >> 1)];
            }
            java.util.Arrays.fill(joined, 0, count, 0);
        }
        int runs = runs(size);
        for (int next = joinedOrder; next < size; next++) {
            for (int i = 0; i < runs; i++) {
                joined[i] = joined[i] * words.power(i + next) + words.hashes[i + next];
            }
        }
        joinedOrder = size;
        joinedGroups.clear(runs);
        for (int i = 0; i < runs; i++) {
            joinedGroups.add(i, Hashes.mix(joined[i]));
        }
        return joinedGroups;
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
            java.util.Arrays.fill(visited, 0);
            visit = 1;
        }
    }
}
