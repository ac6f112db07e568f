package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.near.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a text has word for word from reference texts.
///
/// @param copies runs of words that stand in a reference text, in the order of the text; two may overlap if their words
///     stand together in no reference text
/// @param words how many the text has
/// @param copied how many of them stand in such a run
public record Overlap(List<Copy> copies, int words, int copied) {
    /// The reason of every removal.
    public static final String VERBATIM_OVERLAP = "verbatim-overlap";

    private static final int MOST_SHOWN = 5;
    private static final int LONGEST_SHOWN = 200;

    /// A run of words, as long as it can be.
    ///
    /// @param span where it stands in the text
    /// @param words how many they are
    /// @param source the reference text that has them
    /// @param fromWord which word of that is their first, from 0
    public record Copy(Span span, int words, Source source, int fromWord) {}

    /// A reference text.
    ///
    /// @param file the file as it was named
    /// @param line of a file with a text a line, its number; empty if the file is one text
    public record Source(String file, Optional<Long> line) {}

    /// From when on a text has too much.
    ///
    /// @param longest so many words in one run are too many
    /// @param coverage this share of the text in runs is too much, above 0 and at most 1
    public record Limits(int longest, double coverage) {
        public Limits {
            if (longest < 1) {
                throw new IllegalArgumentException("longest is " + longest + ", but must be 1 or more");
            }
            if (!(coverage > 0 && coverage <= 1)) {
                throw new IllegalArgumentException("coverage is " + coverage + ", but must be above 0 and at most 1");
            }
        }
    }

    public Overlap {
        copies = List.copyOf(copies);
    }

    /// The longest run in words; 0 if there is none.
    public int longestRun() {
        return copies.stream().mapToInt(Copy::words).max().orElse(0);
    }

    /// The longest run, of equals the first.
    public Optional<Copy> longest() {
        return copies.stream()
                .max(Comparator.comparingInt(Copy::words)
                        .thenComparingInt(copy -> -copy.span().start()));
    }

    /// The share of the text's words in runs.
    public double coverage() {
        return words == 0 ? 0 : (double) copied / words;
    }

    /// Whether that is too much.
    public boolean exceeds(Limits limits) {
        return longestRun() >= limits.longest() || coverage() >= limits.coverage();
    }

    /// For a person to check: `file` and, of a file with a text a line, `line` of the longest run; `longest_run` and
    /// `copied` in words, of how many `words`, `coverage`, and the longest five `spans`.
    ///
    /// @param text the text that was looked at
    public Data evidence(String text) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        longest().ifPresent(copy -> put(copy.source(), evidence));
        evidence.put("longest_run", longestRun());
        evidence.put("coverage", Math.round(coverage() * 1e4) / 1e4);
        evidence.put("copied", copied);
        evidence.put("words", words);
        evidence.put("spans", spans(text));
        evidence.put("span_count", copies.size());
        return Data.copyOf(evidence);
    }

    private static void put(Source source, Map<String, Object> evidence) {
        evidence.put("file", source.file());
        source.line().ifPresent(line -> evidence.put("line", line));
    }

    private List<Map<String, Object>> spans(String text) {
        List<Copy> longest = new ArrayList<>(copies);
        longest.sort(Comparator.comparingInt(Copy::words).reversed());
        List<Map<String, Object>> spans = new ArrayList<>();
        longest.stream()
                .limit(MOST_SHOWN)
                .sorted(Comparator.comparingInt(copy -> copy.span().start()))
                .forEach(copy -> {
                    Map<String, Object> span = new LinkedHashMap<>();
                    span.put("start", copy.span().start());
                    span.put("end", copy.span().end());
                    span.put("words", copy.words());
                    put(copy.source(), span);
                    span.put("from_word", copy.fromWord());
                    span.put("text", Excerpt.of(copy.span().of(text), LONGEST_SHOWN));
                    spans.add(span);
                });
        return spans;
    }

    /// One sentence with the values that decided.
    String explanation(Limits limits) {
        return String.format(
                Locale.ROOT,
                "%d of its %d words stand word for word in reference texts (%.0f %%), the longest run has %d words;"
                        + " fewer than %d words and less than %.0f %% may",
                copied,
                words,
                coverage() * 100,
                longestRun(),
                limits.longest(),
                limits.coverage() * 100);
    }
}
