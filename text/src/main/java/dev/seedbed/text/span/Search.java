package dev.seedbed.text.span;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The windows of a text at hand, among words that came before. Used again and again; one thread at a time.
///
/// An anchor that came [#MOST] times already is frequent: words that many texts share, each going on in its own
/// way. Then the windows that chose it are entered one by one under their whole words, so that no search looks at
/// more than [#MOST] places for an anchor, and still none is missed.
final class Search {
    /// A run of words of the text at hand that stands elsewhere.
    ///
    /// @param from its first word
    /// @param to the word behind its last
    /// @param place of its first word elsewhere
    record Run(int from, int to, long place) {
        int length() {
            return to - from;
        }

        /// Longer, or as long and earlier.
        boolean isBetterThan(Run other) {
            return length() > other.length() || (length() == other.length() && place < other.place);
        }
    }

    private static final int MOST = 64;
    private static final Run NONE = new Run(0, 0, Long.MAX_VALUE);

    private final int span;
    private final PlaceTable table;
    private final KnownWords known;
    private final List<Run> runs = new ArrayList<>();

    Search(int span, PlaceTable table, KnownWords known) {
        this.span = span;
        this.table = table;
        this.known = known;
    }

    /// Adds runs until each window that chose the anchor is in one, if it stands elsewhere. What is covered
    /// already is not looked for.
    void find(SpanProfile profile, int anchor, BitSet covered, List<Run> result) {
        int last = profile.lastWindows[anchor];
        int window = covered.nextClearBit(profile.firstWindow(anchor));
        if (window > last) {
            return;
        }
        lookUp(profile.words, profile.anchors[anchor], profile.keys[anchor]);
        while (window <= last && !runs.isEmpty()) {
            Run best = best(profile, window);
            if (best.length() > 0) {
                result.add(best);
                covered.set(best.from(), best.to() - span + 1);
            }
            window = covered.nextClearBit(window + 1);
        }
    }

    private void lookUp(long[] words, int anchor, long key) {
        runs.clear();
        for (int entry = table.first(key); entry != PlaceTable.END; entry = table.next(entry, key)) {
            runs.add(run(words, anchor, table.place(entry)));
        }
    }

    /// The longest of those that have the window.
    private Run best(SpanProfile profile, int window) {
        Run best = NONE;
        for (Run run : runs) {
            best = chosen(best, run, window);
        }
        if (best.length() == 0 && runs.size() >= MOST) {
            long key = SpanProfiler.window(profile.words, window, span);
            for (int entry = table.first(key); entry != PlaceTable.END; entry = table.next(entry, key)) {
                best = chosen(best, run(profile.words, window, table.place(entry)), window);
            }
        }
        return best;
    }

    private Run chosen(Run best, Run next, int window) {
        return next.from() <= window && window + span <= next.to() && next.isBetterThan(best) ? next : best;
    }

    /// The words around `at` that are, one by one, those around a place.
    private Run run(long[] words, int at, long place) {
        known.seek(place);
        MemorySegment segment = known.segment();
        int other = known.word();
        long shift = known.first() + other - at;
        int least = Math.max(0, at - other);
        long most = Math.min(words.length, (long) at + known.count() - other);
        int to = at;
        while (to < most && segment.get(KnownWords.WORD, (shift + to) * Long.BYTES) == words[to]) {
            to++;
        }
        int from = at;
        while (from > least && segment.get(KnownWords.WORD, (shift + from - 1) * Long.BYTES) == words[from - 1]) {
            from--;
        }
        return new Run(from, to, place - at + from);
    }

    /// Enters the windows that chose the anchor and are not covered.
    ///
    /// @param start the place of the text's first word
    void enter(SpanProfile profile, int anchor, BitSet covered, long start) {
        int last = profile.lastWindows[anchor];
        int window = covered.nextClearBit(profile.firstWindow(anchor));
        if (window > last) {
            return;
        }
        if (!isFrequent(profile.keys[anchor])) {
            table.add(profile.keys[anchor], start + profile.anchors[anchor]);
            return;
        }
        while (window <= last) {
            table.add(SpanProfiler.window(profile.words, window, span), start + window);
            window = covered.nextClearBit(window + 1);
        }
    }

    private boolean isFrequent(long key) {
        int entry = table.first(key);
        for (int i = 1; i < MOST && entry != PlaceTable.END; i++) {
            entry = table.next(entry, key);
        }
        return entry != PlaceTable.END;
    }
}
