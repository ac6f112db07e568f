package dev.seedbed.text.contamination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds test items in rows. It has working memory for one thread; [TestItems#finder] makes as many as are needed,
/// and all of them say the same about a text.
///
/// Of the candidates, those are compared with the row that hold most of what they could: a share of their rare words in
/// one stretch, of all their words, and of their neighbouring words. The latter two tell items of one template apart,
/// which have the rare words in common.
public final class Finder {
    /// An item that stands in a text again and again is told so often; each is held against all before it.
    private static final int MOST_HITS = 1_000;

    /// So many items are compared with a row of up to [#WORDS_FOR_ONE_MORE] words, and one more for as many words; up
    /// to
    /// twice as many where the rare words and all words say different things.
    private static final int COMPARED = 8;

    private static final int WORDS_FOR_ONE_MORE = 50;

    /// For each that is compared, so many are asked what they have of all their words.
    private static final int LOOKED_AT_CLOSER = 8;

    private final Entries entries;
    private final Set<Verdict> verdicts;
    private final RowWords words = new RowWords();
    private final Shortlist shortlist;
    private final Comparison comparison;
    private final HeldWords held;
    private final int[] reach;
    private int[] ids = new int[256];
    private char[] chars = new char[1024];

    private double[] evidence = new double[64];

    Finder(TestItems items, Entries entries, Postings postings, Set<Verdict> verdicts) {
        this.entries = entries;
        this.verdicts = Set.copyOf(verdicts);
        reach = new int[entries.size()];
        for (int entry = 0; entry < reach.length; entry++) {
            reach[entry] = Shortlist.reach(entries.words[entry].length);
        }
        shortlist = new Shortlist(postings, reach);
        comparison = new Comparison(items, entries);
        held = new HeldWords(entries);
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
            for (int candidate : best(most)) {
                compare(candidate, chars, hits);
            }
        }
        return hits.size() < 2 ? List.copyOf(hits) : withoutOverlaps(hits);
    }

    /// The candidates with the most evidence, so many, and as many that have the most of the rare words.
    /// Asked for evidence are some times as many, and all that have as much of the rare words as the last of these.
    private int[] best(int most) {
        int count = shortlist.count;
        double[] shares = Arrays.copyOf(shortlist.shares, count);
        Arrays.sort(shares);
        double asked = shares[Math.max(0, count - most * LOOKED_AT_CLOSER)];
        double sure = shares[count - most];
        if (evidence.length < count) {
            evidence = new double[count * 2];
        }
        held.read(ids, words.count);
        for (int i = 0; i < count; i++) {
            double share = shortlist.shares[i];
            evidence[i] = share < asked ? share - 1 : share + held.share(shortlist.entries[i]);
        }
        double[] sorted = Arrays.copyOf(evidence, count);
        Arrays.sort(sorted);
        double least = sorted[count - most];
        int equal = (int) Arrays.stream(sorted, count - most, count)
                .filter(number -> number == least)
                .count();
        int equalShares = (int) Arrays.stream(shares, count - most, count)
                .filter(number -> number == sure)
                .count();
        int[] best = new int[2 * most];
        int chosen = 0;
        for (int i = 0; i < count; i++) {
            double share = shortlist.shares[i];
            boolean byEvidence = evidence[i] > least || (evidence[i] == least && equal-- > 0);
            boolean byShare = share > sure || (share == sure && equalShares-- > 0);
            if (byEvidence || byShare) {
                best[chosen++] = i;
            }
        }
        return Arrays.copyOf(best, chosen);
    }

    private void compare(int candidate, char[] chars, List<Contamination> hits) {
        int entry = shortlist.entries[candidate];
        int from = Math.max(0, shortlist.firsts[candidate] - reach[entry]);
        int to = Math.min(words.count, shortlist.lasts[candidate] + reach[entry] + 1);
        @Nullable Contamination hit = comparison.compare(entry, chars, words, ids, from, to);
        if (hit != null && verdicts.contains(hit.verdict())) {
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
