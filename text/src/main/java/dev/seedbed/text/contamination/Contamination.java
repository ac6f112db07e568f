package dev.seedbed.text.contamination;

import dev.seedbed.text.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A test item that a row holds, with what shows it.
///
/// @param item the item
/// @param part whether its question or its answer was found
/// @param verdict how the row holds it
/// @param spans the parts of the row that show it, in their order: common runs of three words and more, or, for a
///     rephrased item, the whole passage
/// @param passage from the first to the last word of the row that has to do with it
/// @param coverage the share of the item's words in common runs of three words and more
/// @param longestMatch the longest common run, in words
/// @param terms what the rule for rephrased items says, whatever the verdict
public record Contamination(
        TestItem item,
        Part part,
        Verdict verdict,
        List<Span> spans,
        Span passage,
        double coverage,
        int longestMatch,
        Terms terms) {
    /// As many spans are in the evidence.
    public static final int MOST_SPANS = 20;

    private static final int LONGEST_SHOWN = 300;

    public Contamination {
        spans = List.copyOf(spans);
    }

    /// All of this as JSON values, for a person to check: `benchmark`, `item`, `part`, `score`, `coverage`,
    /// `longest_match`, `matched` (the beginning of the passage), `spans` (the first [#MOST_SPANS]), `terms`.
    ///
    /// @param row the text in which it was found
    public Map<String, Object> evidence(String row) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("benchmark", item.benchmark());
        evidence.put("item", item.id());
        evidence.put("part", part.code());
        evidence.put("score", rounded(terms.score()));
        evidence.put("coverage", rounded(coverage));
        evidence.put("longest_match", longestMatch);
        evidence.put("matched", Excerpt.of(passage.of(row), LONGEST_SHOWN));
        evidence.put(
                "spans",
                spans.stream()
                        .limit(MOST_SPANS)
                        .map(span -> List.of(span.start(), span.end()))
                        .toList());
        evidence.put("terms", termsByName());
        return evidence;
    }

    private Map<String, Object> termsByName() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("rule", terms.code() ? "code" : "prose");
        named.put("covered", rounded(terms.covered()));
        named.put(terms.code() ? "signs" : "numbers", rounded(terms.code() ? terms.signs() : terms.numbers()));
        named.put("information", rounded(terms.information()));
        named.put("sum", rounded(terms.sum()));
        if (terms.letters() > 0) {
            named.put("letters", rounded(terms.letters()));
        }
        return named;
    }

    /// One sentence with the values that decided.
    public String explanation() {
        String which =
                String.format(Locale.ROOT, "holds the %s of item %s of %s ", part.code(), item.id(), item.benchmark());
        return which
                + switch (verdict) {
                    case VERBATIM -> "word for word, " + longestMatch + " words";
                    case EDITED ->
                        String.format(
                                Locale.ROOT,
                                "with edits: %.0f %% of its words in common runs, the longest of %d words",
                                coverage * 100,
                                longestMatch);
                    case REPHRASED ->
                        String.format(
                                Locale.ROOT,
                                "in other words: %.0f %% of its words by weight, with a score of %.2f where 0.5 is the least",
                                terms.covered() * 100,
                                terms.score());
                };
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /// Orders hits: what is verbatim first, then by how much speaks for them.
    double rank() {
        return (verdict == Verdict.VERBATIM ? 50 : 0) + terms.sum() + 4 * coverage;
    }
}
