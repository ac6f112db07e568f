package dev.seedbed.text.contamination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The runs of words that an entry and a stretch of a row have in common.
final class Runs {
    /// The shortest run that counts for the coverage.
    private static final int LEAST = 3;

    /// Where an item repeats a word more often, runs are found by an automaton instead, which takes no longer for it.
    private static final int MOST_PLACES = 1000;

    private int[] first = new int[64];
    private int[] places = new int[64];
    private int[] next = new int[64];
    private int[] length = new int[64];
    private int[] reached = new int[64];
    private int[] bestInItem = new int[64];
    private int[] bestInRow = new int[64];
    private int stretchFrom;
    private int stretchTo;

    int longest;

    /// The share of the entry's words in runs of at least [#LEAST].
    double coverage;

    /// Compares the entry's words with the row's words from `from` to `to`.
    ///
    /// @param item the words of the entry, each as its place among the entry's different words
    /// @param row the words of the row in the same way, a negative number for those that the entry does not have
    void compare(int[] item, int items, int different, int[] row, int from, int to) {
        stretchFrom = from;
        stretchTo = to;
        longest = 0;
        if (prepare(item, items, different, to - from) > MOST_PLACES) {
            new SuffixAutomaton(item, 0, items).longest(row, 0, to - from, bestInRow);
            new SuffixAutomaton(row, 0, to - from).longest(item, 0, items, bestInItem);
            for (int p = from; p < to; p++) {
                longest = Math.max(longest, bestInRow[p - from]);
            }
        } else {
            compareByPlaces(row, from, to);
        }
        int covered = 0;
        int left = 0;
        for (int j = items - 1; j >= 0; j--) {
            left = Math.max(left - 1, bestInItem[j] >= LEAST ? bestInItem[j] : 0);
            covered += left > 0 ? 1 : 0;
        }
        coverage = (double) covered / items;
    }

    private void compareByPlaces(int[] row, int from, int to) {
        for (int p = from; p < to; p++) {
            int best = 0;
            for (int j = row[p - from] < 0 ? -1 : first[row[p - from]]; j >= 0; j = next[j]) {
                int run = j > 0 && reached[j - 1] == p - 1 ? length[j - 1] + 1 : 1;
                length[j] = run;
                reached[j] = p;
                bestInItem[j] = Math.max(bestInItem[j], run);
                best = Math.max(best, run);
            }
            bestInRow[p - from] = best;
            longest = Math.max(longest, best);
        }
    }

    /// Returns how often the item has the word that it repeats most often.
    private int prepare(int[] item, int items, int different, int stretch) {
        if (length.length < items) {
            next = new int[items * 2];
            length = new int[items * 2];
            reached = new int[items * 2];
            bestInItem = new int[items * 2];
        }
        if (first.length < different) {
            first = new int[different * 2];
            places = new int[different * 2];
        }
        if (bestInRow.length < stretch) {
            bestInRow = new int[stretch * 2];
        }
        Arrays.fill(first, 0, different, -1);
        Arrays.fill(places, 0, different, 0);
        Arrays.fill(reached, 0, items, -2);
        Arrays.fill(bestInItem, 0, items, 0);
        int most = 0;
        for (int j = 0; j < items; j++) {
            int word = item[j];
            next[j] = first[word];
            first[word] = j;
            most = Math.max(most, ++places[word]);
        }
        return most;
    }

    /// Where the runs of at least `least` words stand in the row.
    List<Span> spans(RowWords words, int least) {
        List<Span> spans = new ArrayList<>();
        int left = 0;
        int end = -1;
        for (int p = stretchTo - 1; p >= stretchFrom - 1; p--) {
            int run = p < stretchFrom ? 0 : bestInRow[p - stretchFrom];
            left = Math.max(left - 1, run >= least ? run : 0);
            if (left > 0 && end < 0) {
                end = p;
            } else if (left <= 0 && end >= 0) {
                spans.add(new Span(words.starts[p + 1] - words.from, words.ends[end] - words.from));
                end = -1;
            }
        }
        return spans.reversed();
    }
}
