package dev.seedbed.text.filter;

import java.util.Arrays;

/// The runs of so many words of one text, and which of them are there more than once.
///
/// Runs grow by a word at a time: their hashes from those of the runs one word shorter, and where the shorter run
/// stands alone in the text, the longer one does too, and is not looked at again.
final class Grams {
    /// Joined runs are never of fewer words.
    static final int SHORTEST_JOINED = 5;

    private static final int WINDOW = 12;
    private static final int MOST_WORDS_ARE_SHORTER = 8;

    private final Groups groups = new Groups();
    private final Groups joinedGroups = new Groups();
    private long[] hashes = new long[512];
    private long[] mixed = new long[512];
    private long[] joined = new long[512];
    private int order;
    private int joinedOrder;
    /// The runs that may be there more than once.
    private int[] candidates = new int[512];
    private int candidateCount;
    private int[] joinedCandidates = new int[512];
    private int joinedCandidateCount;
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
        if (order == size) {
            return groups;
        }
        int runs = runs(size);
        if (order == 0 || order > size) {
            begin(size, runs);
        } else {
            narrow(runs);
            extend(size);
        }
        order = size;
        groups.clear(runs, candidateCount);
        for (int i = 0; i < candidateCount; i++) {
            int run = candidates[i];
            groups.add(run, Hashes.mix(hashes[run]));
        }
        return groups;
    }

    /// Finds the runs that may be there more than once.
    private void begin(int size, int runs) {
        int count = words.count;
        if (count > hashes.length) {
            hashes = new long[count + (count >> 1)];
            mixed = new long[hashes.length];
            candidates = new int[hashes.length];
        }
        for (int i = 0; i < count; i++) {
            mixed[i] = Hashes.mix(words.hashes[i]);
        }
        seen.clear(runs);
        for (int i = 0; i < runs; i++) {
            long hash = mixed[i];
            for (int next = 1; next < size; next++) {
                hash = hash * Hashes.BASE + mixed[i + next];
            }
            hashes[i] = hash;
            seen.add(hash);
        }
        candidateCount = 0;
        for (int i = 0; i < runs; i++) {
            candidates[candidateCount] = i;
            candidateCount += seen.isMaybe(hashes[i]) ? 1 : 0;
        }
        groups.clear(runs, 0);
        groups.standAlone(runs);
    }

    /// Leaves out what stood alone when it was shorter.
    private void narrow(int runs) {
        int left = 0;
        for (int i = 0; i < candidateCount; i++) {
            int run = candidates[i];
            if (run < runs && groups.timesOf(run) > 1) {
                candidates[left++] = run;
            } else {
                groups.of[run] = Groups.ALONE;
            }
        }
        candidateCount = left;
    }

    private void extend(int size) {
        for (int i = 0; i < candidateCount; i++) {
            int run = candidates[i];
            for (int next = order; next < size; next++) {
                hashes[run] = hashes[run] * Hashes.BASE + mixed[run + next];
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
        joinedGroups.clear(words.count, joinedCandidateCount);
        for (int i = 0; i < joinedCandidateCount; i++) {
            int run = joinedCandidates[i];
            if (run < runs) {
                for (int next = joinedOrder; next < size; next++) {
                    joined[run] = joined[run] * words.power(run + next) + words.hashes[run + next];
                }
                joinedGroups.add(run, Hashes.mix(joined[run]));
            }
        }
        joinedOrder = size;
        return joinedGroups;
    }

    /// Finds the words from which so many characters on are there once: no run of them that is as long or longer can
    /// be there twice, wherever its words end.
    private void beginJoined(char[] chars) {
        joinedOrder = 0;
        int count = words.count;
        if (count > joined.length) {
            joined = new long[count + (count >> 1)];
            joinedCandidates = new int[joined.length];
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
        joinedCandidateCount = 0;
        for (int i = 0; i < count; i++) {
            boolean alone = i < windows
                    && i + SHORTEST_JOINED < count
                    && begins[i + SHORTEST_JOINED] - begins[i] >= WINDOW
                    && !seen.isMaybe(windowHashes[i]);
            joinedCandidates[joinedCandidateCount] = i;
            joinedCandidateCount += alone ? 0 : 1;
        }
        joinedGroups.clear(count, 0);
        joinedGroups.standAlone(count);
    }

    private int join(char[] chars) {
        int count = words.count;
        int most = count == 0 ? 0 : words.ends[count - 1] - words.starts[0];
        if (most + MOST_WORDS_ARE_SHORTER > joinedChars.length) {
            joinedChars = new char[most + (most >> 1) + MOST_WORDS_ARE_SHORTER];
        }
        char[] out = joinedChars;
        int length = 0;
        for (int i = 0; i < count; i++) {
            begins[i] = length;
            int start = words.starts[i];
            int own = words.ends[i] - start;
            if (own <= MOST_WORDS_ARE_SHORTER && start + MOST_WORDS_ARE_SHORTER <= chars.length) {
                // Always as many: the next word overwrites what is too much, and no branch is guessed wrong.
                for (int at = 0; at < MOST_WORDS_ARE_SHORTER; at++) {
                    out[length + at] = chars[start + at];
                }
            } else {
                System.arraycopy(chars, start, out, length, own);
            }
            length += own;
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
