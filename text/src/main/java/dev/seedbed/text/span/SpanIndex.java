package dev.seedbed.text.span;

import dev.seedbed.text.near.Span;
import dev.seedbed.text.span.RepeatedSpan.Source;
import dev.seedbed.text.span.Search.Run;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Says of a text which runs of so many words or more stand, word for word, in texts that stay.
///
/// ```java
/// try (SpanIndex index = SpanIndex.temporary(new SpanSettings(5), true)) {
///     index.keep(index.profile("Welcome to our shop, where all is new."), 0, "first");
///     Repeats repeats = index.repeats(index.profile("Dear friends, welcome to our shop, where all is old."));
///     repeats.share();                                  // 0.7: 7 of 10 words, from "welcome" to "is"
/// }
/// ```
///
/// **Guarantee.** A word is in a span if, and only if, it is in a run of that many words which stands in a text
/// that was kept (or further in front in the same one, if asked): none is missed, and each is compared word by
/// word, by 64 bits of each word ([dev.seedbed.text.near.Words]: case and punctuation do not count). Every span
/// is as long as it can be in the text that it names. If several texts have the words, the one with the longest
/// run is named, the earliest of equals; of words that more than 64 texts share and go on with each in its own
/// way, the longest run that was looked at.
///
/// **How.** Of each text that is kept, only anchors are entered ([SpanProfiler]), about one word in seven; equal
/// runs have equal anchors. What stands in an earlier text is not entered again.
///
/// **Order and threads.** [#profile] may be called by any thread; all else is for one thread at a time. What is
/// said follows from the texts, the settings and the order in which they were kept.
///
/// **Memory.** On the heap, with spans of 50 words, about 3 bytes for each word of a kept text that stood nowhere
/// before, and 8 for each text; for a text that is shorter than a span, nothing. In a temporary file without a
/// name 8 bytes a word.
public final class SpanIndex implements AutoCloseable {
    private final SpanSettings settings;
    private final boolean within;
    private final ConcurrentLinkedQueue<SpanProfiler> profilers = new ConcurrentLinkedQueue<>();
    private final WordFile file = new WordFile();
    private final PlaceTable anchors = new PlaceTable();
    private final Search search;
    private final OwnWords ownWords = new OwnWords();
    private final PlaceTable ownAnchors = new PlaceTable();
    private final Search ownSearch;

    /// What was found in the text that was looked at last.
    private @Nullable SpanProfile looked;

    private final List<Run> runs = new ArrayList<>();
    private final List<Run> ownRuns = new ArrayList<>();
    private final BitSet covered = new BitSet();

    private SpanIndex(SpanSettings settings, boolean within) {
        this.settings = settings;
        this.within = within;
        this.search = new Search(settings.words(), anchors, file);
        this.ownSearch = new Search(settings.words(), ownAnchors, ownWords);
    }

    /// An index that goes when it is closed, or when nobody can reach it any more.
    ///
    /// @param within whether what stands twice in one text is repeated, too
    public static SpanIndex temporary(SpanSettings settings, boolean within) {
        return new SpanIndex(settings, within);
    }

    /// The profile of a text, made on the calling thread.
    public SpanProfile profile(CharSequence text) {
        SpanProfiler free = profilers.poll();
        SpanProfiler profiler = free == null ? new SpanProfiler(settings) : free;
        SpanProfile profile = profiler.profile(text);
        profilers.add(profiler);
        return profile;
    }

    /// What of a text stands in those that were kept. The text itself is not kept.
    ///
    /// @throws UncheckedIOException if the temporary file cannot be used
    public Repeats repeats(SpanProfile profile) {
        look(profile);
        List<Found> all = new ArrayList<>();
        runs.forEach(run -> all.add(new Found(run, true)));
        if (within) {
            ownRuns.forEach(run -> all.add(new Found(run, false)));
        }
        all.sort(Comparator.comparingInt(Found::from)
                .thenComparing(Comparator.comparingInt(Found::to).reversed()));
        List<RepeatedSpan> spans = new ArrayList<>();
        List<Span> cuts = new ArrayList<>();
        int repeated = 0;
        int to = 0;
        int from = 0;
        for (Found found : all) {
            if (found.from() > to) {
                addCut(profile, from, to, cuts);
                from = found.from();
            }
            // Of two runs one of which is in the other, the longer tells all.
            if (found.to() > to) {
                repeated += found.to() - Math.max(to, found.from());
                to = found.to();
                spans.add(span(profile, found));
            }
        }
        addCut(profile, from, to, cuts);
        return new Repeats(spans, cuts, profile.words(), repeated);
    }

    /// @param isEarlier whether it stands in another text, and not further in front in the same one
    private record Found(Run run, boolean isEarlier) {
        int from() {
            return run.from();
        }

        int to() {
            return run.to();
        }
    }

    private RepeatedSpan span(SpanProfile profile, Found found) {
        Run run = found.run();
        Span span = new Span(profile.edges[2 * run.from()], profile.edges[2 * run.to() - 1]);
        Source source = new RepeatedSpan.Itself((int) run.place());
        if (found.isEarlier()) {
            file.seek(run.place());
            source = new RepeatedSpan.Earlier(file.row(), file.id(), file.word());
        }
        return new RepeatedSpan(span, run.length(), source);
    }

    private static void addCut(SpanProfile profile, int from, int to, List<Span> cuts) {
        if (from < to) {
            cuts.add(new Span(
                    from == 0 ? 0 : profile.edges[2 * from],
                    to == profile.words() ? profile.length : profile.edges[2 * to]));
        }
    }

    private void look(SpanProfile profile) {
        if (profile == looked) {
            return;
        }
        looked = profile;
        runs.clear();
        ownRuns.clear();
        covered.clear();
        for (int anchor = 0; anchor < profile.anchors.length; anchor++) {
            search.find(profile, anchor, covered, runs);
        }
        ownWords.read(profile.words);
        ownAnchors.clear();
        for (int anchor = 0; anchor < profile.anchors.length; anchor++) {
            ownSearch.find(profile, anchor, covered, ownRuns);
            ownSearch.enter(profile, anchor, covered, 0);
        }
    }

    /// Keeps a text under its number and id, so that later ones are compared with it.
    ///
    /// @throws UncheckedIOException if the temporary file cannot be used
    public void keep(SpanProfile profile, long row, String id) {
        look(profile);
        if (covered.cardinality() == profile.windows) {
            // All it has stands in earlier texts, or it has less than a span.
            return;
        }
        long start = file.append(profile.words, row, id);
        for (int anchor = 0; anchor < profile.anchors.length; anchor++) {
            search.enter(profile, anchor, covered, start);
        }
        looked = null;
    }

    /// What it holds on the heap for the texts it keeps, in bytes.
    public long bytes() {
        return anchors.bytes() + file.bytes();
    }

    @Override
    public void close() {
        file.close();
    }
}
