package dev.seedbed.text.contamination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds test items in rows. It has working memory for one thread; [TestItems#finder] makes as many as are needed,
/// and all of them say the same about a text.
public final class Finder {
    /// So many items are compared with a row of up to [#WORDS_FOR_ONE_MORE] words, and one more for as many words.
    /// An item that stands in a text again and again is told so often; each is held against all before it.
    private static final int MOST_HITS = 1_000;

    private static final int COMPARED = 8;

    private static final int WORDS_FOR_ONE_MORE = 50;

    private final Entries entries;
    private final RowWords words = new RowWords();
    private final Shortlist shortlist;
    private final Comparison comparison;
    private final int[] reach;
    private int[] ids = new int[256];
    private char[] chars = new char[1024];

    Finder(TestItems items, Entries entries, Postings postings) {
        this.entries = entries;
        reach = new int[entries.size()];
        for (int entry = 0; entry < reach.length; entry++) {
            reach[entry] = Shortlist.reach(entries.words[entry].length);
        }
        shortlist = new Shortlist(postings, reach);
        comparison = new Comparison(items, entries);
    }

    /// The items that a text holds, the one with the most evidence first; of two that overlap by more than half, the
    /// better one. Empty if it holds none.
    public List<Contamination> find(String text) {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[Math.max(length, chars.length * 2)];
        }
        text.getChars(0, length, chars, 0);
        return find(chars, 0, length);
    }

    /// As above, for a text that is `chars[from..to)`; positions are counted from `from`.
    public List<Contamination> find(char[] chars, int from, int to) {
        words.read(chars, from, to);
        if (ids.length < words.count) {
            ids = new int[Math.max(words.count, ids.length * 2)];
        }
        for (int i = 0; i < words.count; i++) {
            ids[i] = entries.vocabulary.find(words.hashes[i]);
        }
        shortlist.read(ids, words.count);
        if (shortlist.count == 0) {
            return List.of();
        }
        return compared(chars);
    }

    private List<Contamination> compared(char[] chars) {
        List<Contamination> hits = new ArrayList<>();
        int most = COMPARED + words.count / WORDS_FOR_ONE_MORE;
        if (shortlist.count <= most) {
            for (int i = 0; i < shortlist.count; i++) {
                compare(i, chars, hits);
            }
        } else {
            List<Integer> best = new ArrayList<>();
            for (int i = 0; i < shortlist.count; i++) {
                best.add(i);
            }
            best.sort(Comparator.comparingInt((Integer i) -> -shortlist.shares[i])
                    .thenComparingInt(i -> shortlist.entries[i])
                    .thenComparingInt(i -> shortlist.firsts[i]));
            best.subList(0, most).forEach(i -> compare(i, chars, hits));
        }
        return hits.size() < 2 ? List.copyOf(hits) : withoutOverlaps(hits);
    }

    private void compare(int candidate, char[] chars, List<Contamination> hits) {
        int entry = shortlist.entries[candidate];
        int from = Math.max(0, shortlist.firsts[candidate] - reach[entry]);
        int to = Math.min(words.count, shortlist.lasts[candidate] + reach[entry] + 1);
        @Nullable Contamination hit = comparison.compare(entry, chars, words, ids, from, to);
        if (hit != null) {
            hits.add(hit);
        }
    }

    private static List<Contamination> withoutOverlaps(List<Contamination> hits) {
        hits.sort(Comparator.comparingDouble(Contamination::rank).reversed());
        List<Contamination> kept = new ArrayList<>();
        for (Contamination hit : hits.subList(0, Math.min(hits.size(), MOST_HITS))) {
            boolean free = kept.stream()
                    .noneMatch(better -> better.passage().overlap(hit.passage()) * 2
                            > hit.passage().length());
            if (free) {
                kept.add(hit);
            }
        }
        return List.copyOf(kept);
    }
}
