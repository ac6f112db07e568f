package dev.seedbed.curate;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/// The texts that a collector accepted, as they stood after each candidate. Only grows; thread-safe. About 8
/// bytes a text beside the text itself, and 12 for each candidate that brought some.
final class AcceptedTexts {
    private String[] texts = new String[16];
    private int size;
    private long[] candidates = new long[16];
    private int[] sizes = new int[16];
    private int marks;
    private long settled = -1;

    synchronized void add(String text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
        }
        texts[size++] = text;
    }

    synchronized void settled(long candidate) {
        settled = candidate;
        int before = marks == 0 ? 0 : sizes[marks - 1];
        if (size == before) {
            return;
        }
        if (marks == candidates.length) {
            candidates = Arrays.copyOf(candidates, marks * 2);
            sizes = Arrays.copyOf(sizes, marks * 2);
        }
        candidates[marks] = candidate;
        sizes[marks++] = size;
    }

    synchronized List<String> upTo(long candidate) {
        if (candidate > settled) {
            throw new IllegalStateException("candidate " + candidate
                    + " is not settled yet, only those up to " + settled
                    + " are; the step that asks must declare this collector as its look-behind");
        }
        int found = Arrays.binarySearch(candidates, 0, marks, candidate);
        int mark = found >= 0 ? found : -found - 2;
        return new Snapshot(texts, mark < 0 ? 0 : sizes[mark]);
    }

    /// The beginning of an array that is never changed there.
    private static final class Snapshot extends AbstractList<String> implements RandomAccess {
        private final String[] texts;
        private final int size;

        Snapshot(String[] texts, int size) {
            this.texts = texts;
            this.size = size;
        }

        @Override
        public String get(int index) {
            return texts[Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
