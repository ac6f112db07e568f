package dev.seedbed.text.contamination;

import java.util.List;

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
    public Contamination {
        spans = List.copyOf(spans);
    }

    /// Orders hits: what is verbatim first, then by how much speaks for them.
    double rank() {
        return (verdict == Verdict.VERBATIM ? 50 : 0) + terms.sum() + 4 * coverage;
    }
}
