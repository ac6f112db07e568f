package dev.seedbed.text.contamination;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares a stretch of a row with one entry: finds the passage that shares most with it, and says what it is.
final class Comparison {
    /// From this coverage by runs an item is edited, whatever else differs.
    private static final double EDITED = 0.75;

    /// From this coverage by runs, what the rule for rephrased items finds is called edited.
    private static final double RATHER_EDITED = 0.5;

    /// Of an edited item, this share of the weight of its words must be there,
    private static final double LEAST_COVERED = 0.6;

    /// and this one of an item of fewer than [#FEW_WORDS].
    private static final double LEAST_COVERED_OF_FEW = 0.75;

    private static final int FEW_WORDS = 12;

    /// An item whose words were joined or misspelt is found by its letters, from this share;
    private static final double LETTERS = 0.8;

    /// looked at if this share of the weight of its words is there, and, for prose, the rule's sum is not below that.
    private static final double COVERED_FOR_LETTERS = 0.4;

    private static final double SUM_FOR_LETTERS = -3;

    private static final int MOST_WORDS_FOR_LETTERS = 500;

    /// The least weight of the shared words of a rephrased item: about three rare words.
    private static final double LEAST_SHARED = 18;

    private static final int SHORTEST_RUN_SHOWN = 3;

    private final TestItems items;
    private final Entries entries;
    private final int[] met;
    private final int[] place;
    private final int[] seen;
    private int epoch;
    private int[] counts = new int[64];
    private int[] itemPlaces = new int[64];
    private int[] rowPlaces = new int[256];
    private int[] hits = new int[256];
    private long[] unknownNumbers = new long[16];
    private final Signs signs = new Signs();
    private final Runs runs = new Runs();

    private int begin;
    private int end;
    private double shared;

    Comparison(TestItems items, Entries entries) {
        this.items = items;
        this.entries = entries;
        met = new int[entries.vocabulary.size()];
        place = new int[met.length];
        seen = new int[met.length];
    }

    /// What the words from `from` to `to` of a row hold of an entry; null if that is too little.
    @Nullable
    Contamination compare(int entry, char[] chars, RowWords words, int[] ids, int from, int to) {
        int[] distinct = entries.distinct[entry];
        enter(distinct);
        findPassage(entry, ids, from, to);
        double covered = shared / entries.total[entry];
        double information = Math.log1p(shared);
        boolean code = entries.isCode(entry);
        boolean answer = entries.part[entry] == Part.ANSWER;
        boolean perhaps = !answer && covered >= COVERED_FOR_LETTERS;
        boolean byRuns = covered >= LEAST_COVERED;
        boolean byTerms = !answer && (code || Terms.possible(covered, information));
        if (!byRuns && !byTerms && !perhaps) {
            return null;
        }
        Terms terms = new Terms(
                covered,
                numbers(distinct, words, ids),
                code ? sharedSigns(entry, chars, words) : 0,
                information,
                0,
                code);
        boolean rephrased = !answer && shared >= LEAST_SHARED && terms.sum() >= 0;
        boolean byLetters = perhaps
                && (code || terms.sum() >= SUM_FOR_LETTERS)
                && entries.words[entry].length <= MOST_WORDS_FOR_LETTERS;
        if (!byRuns && !rephrased && !byLetters) {
            return null;
        }
        return verdict(entry, terms, rephrased, byLetters, chars, words, ids);
    }

    private void enter(int[] distinct) {
        epoch++;
        if (counts.length < distinct.length) {
            counts = new int[distinct.length * 2];
        }
        for (int i = 0; i < distinct.length; i++) {
            met[distinct[i]] = epoch;
            place[distinct[i]] = i;
            counts[i] = 0;
        }
    }

    private boolean isOfEntry(int id) {
        return id >= 0 && met[id] == epoch;
    }

    /// Finds the words [begin, end) that hold most of the entry's weight, within its reach.
    private void findPassage(int entry, int[] ids, int from, int to) {
        int reach = Shortlist.reach(entries.words[entry].length);
        if (hits.length < to - from) {
            hits = new int[(to - from) * 2];
        }
        double[] weight = entries.weight;
        double value = 0;
        shared = -1;
        int first = 0;
        int last = 0;
        for (int p = from; p < to; p++) {
            if (!isOfEntry(ids[p])) {
                continue;
            }
            hits[last++] = p;
            if (counts[place[ids[p]]]++ == 0) {
                value += weight[ids[p]];
            }
            while (p - hits[first] >= reach) {
                int left = ids[hits[first++]];
                if (--counts[place[left]] == 0) {
                    value -= weight[left];
                }
            }
            if (value > shared + 1e-9) {
                shared = value;
                begin = hits[first];
                end = p + 1;
            }
        }
        shared = Math.max(0, shared);
    }

    /// Numbers of both, as a share of the numbers of either.
    private double numbers(int[] distinct, RowWords words, int[] ids) {
        int ofItem = 0;
        for (int id : distinct) {
            ofItem += entries.vocabulary.isNumber(id) ? 1 : 0;
        }
        if (ofItem == 0) {
            return 0.5;
        }
        int common = 0;
        int others = 0;
        int unknown = 0;
        for (int p = begin; p < end; p++) {
            int id = ids[p];
            if (id < 0) {
                if (RowWords.isNumber(words.hashes[p])) {
                    if (unknown == unknownNumbers.length) {
                        unknownNumbers = Arrays.copyOf(unknownNumbers, unknown * 2);
                    }
                    unknownNumbers[unknown++] = words.hashes[p];
                }
            } else if (entries.vocabulary.isNumber(id) && seen[id] != epoch) {
                seen[id] = epoch;
                if (met[id] == epoch) {
                    common++;
                } else {
                    others++;
                }
            }
        }
        others += different(unknown);
        return (double) common / (ofItem + others);
    }

    private int different(int unknown) {
        if (unknown < 2) {
            return unknown;
        }
        Arrays.sort(unknownNumbers, 0, unknown);
        int different = 1;
        for (int i = 1; i < unknown; i++) {
            different += unknownNumbers[i] == unknownNumbers[i - 1] ? 0 : 1;
        }
        return different;
    }

    /// The share of the entry's sequences of marks that stand between the words around the passage.
    private double sharedSigns(int entry, char[] chars, RowWords words) {
        int from = begin == 0 ? words.from : words.ends[begin - 1];
        int to = end == words.count ? words.to : words.starts[end];
        signs.read(chars, from, to);
        long[] held = signs.distinct();
        long[] wanted = entries.grams[entry];
        double found = 0;
        int h = 0;
        for (int i = 0; i < wanted.length; i++) {
            while (h < held.length && held[h] < wanted[i]) {
                h++;
            }
            found += h < held.length && held[h] == wanted[i] ? entries.gramWeights[entry][i] : 0;
        }
        return found / entries.gramTotal[entry];
    }

    private @Nullable Contamination verdict(
            int entry, Terms terms, boolean rephrased, boolean byLetters, char[] chars, RowWords words, int[] ids) {
        int length = entries.words[entry].length;
        int from = Math.max(0, begin - length);
        int to = Math.min(words.count, end + length);
        compareRuns(entry, ids, from, to);
        double least = length < FEW_WORDS ? LEAST_COVERED_OF_FEW : LEAST_COVERED;
        if (runs.longest >= length) {
            return hit(entry, Verdict.VERBATIM, terms, words);
        }
        if (runs.coverage >= EDITED && terms.covered() >= least) {
            return hit(entry, Verdict.EDITED, terms, words);
        }
        if (rephrased) {
            return hit(entry, runs.coverage >= RATHER_EDITED ? Verdict.EDITED : Verdict.REPHRASED, terms, words);
        }
        if (byLetters) {
            String text = items.text(entry);
            double letters = LetterGrams.shared(text, chars, words.starts[from], words.ends[to - 1]);
            if (letters >= LETTERS) {
                return hit(entry, Verdict.EDITED, withLetters(terms, letters), words);
            }
        }
        return null;
    }

    private static Terms withLetters(Terms terms, double letters) {
        return new Terms(terms.covered(), terms.numbers(), terms.signs(), terms.information(), letters, terms.code());
    }

    private void compareRuns(int entry, int[] ids, int from, int to) {
        int[] item = entries.words[entry];
        if (itemPlaces.length < item.length) {
            itemPlaces = new int[item.length * 2];
        }
        for (int i = 0; i < item.length; i++) {
            itemPlaces[i] = place[item[i]];
        }
        if (rowPlaces.length < to - from) {
            rowPlaces = new int[(to - from) * 2];
        }
        for (int p = from; p < to; p++) {
            rowPlaces[p - from] = isOfEntry(ids[p]) ? place[ids[p]] : -1;
        }
        runs.compare(itemPlaces, item.length, entries.distinct[entry].length, rowPlaces, from, to);
    }

    private Contamination hit(int entry, Verdict verdict, Terms terms, RowWords words) {
        int length = entries.words[entry].length;
        Span window = new Span(words.starts[begin] - words.from, words.ends[end - 1] - words.from);
        List<Span> spans = verdict == Verdict.REPHRASED
                ? List.of(window)
                : runs.spans(words, verdict == Verdict.VERBATIM ? length : SHORTEST_RUN_SHOWN);
        if (spans.isEmpty()) {
            spans = List.of(window);
        }
        Span passage = verdict == Verdict.VERBATIM
                ? spans.getFirst()
                : new Span(
                        Math.min(window.start(), spans.getFirst().start()),
                        Math.max(window.end(), spans.getLast().end()));
        return new Contamination(
                items.item(entry), entries.part[entry], verdict, spans, passage, runs.coverage, runs.longest, terms);
    }
}
