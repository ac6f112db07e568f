package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The heuristic filters of NeMo Curator for English, in the order of its pipeline.
final class CuratorRules {
    private static final WordKind WORDS = WordKind.SPACED;
    private static final SegmentKind LINES = SegmentKind.LINES_WITH_TEXT;
    private static final SegmentKind PARAGRAPHS = SegmentKind.PARAGRAPHS;
    private static final String[] ELLIPSES = {"...", "[...]", "…", "(...)", "[…]", "-»", "read more..", "read more"};
    private static final Set<String> AFTER_GOPHER = Set.of(
            "symbols",
            "unique-lines",
            "unique-paragraphs",
            "unique-line-characters",
            "unique-paragraph-characters",
            "min-words",
            "max-words",
            "alphabetic-words",
            "stop-words",
            "min-mean-word-length",
            "max-mean-word-length",
            "ellipsis-lines",
            "bullet-lines");

    private CuratorRules() {}

    /// Those that its documentation names after Gopher.
    static List<Check> gopher() {
        return english().stream()
                .filter(check -> AFTER_GOPHER.contains(check.rule().name())
                        || check.rule().name().contains("-gram"))
                .toList();
    }

    static List<Check> english() {
        List<Check> checks = new ArrayList<>(characters());
        checks.addAll(repetition());
        checks.addAll(words());
        checks.addAll(GopherRules.grams(
                size -> GramMeasures.topTakenOut(WORDS, size),
                size -> GramMeasures.laterDuplicatesWithSpaces(WORDS, size)));
        checks.add(Check.atMost(
                "bullet-lines",
                0.9,
                LineMeasures.share(LINES, 1, LineMeasures.beginsBehindSpacesWith("•‣⁃⁌⁍∙○●◘◦⦾⦿"))));
        return checks;
    }

    private static List<Check> characters() {
        return List.of(
                Check.atMost(
                        "non-alphanumeric",
                        0.25,
                        TextMeasures.share(text -> text.codePoints() - text.lettersDigitsAndStops())),
                Check.atMost("symbols", 0.1, WordMeasures.shareOfSymbols(WORDS)),
                Check.atMost("numbers", 0.15, TextMeasures.share(Characters::digits)),
                Check.atMost("urls", 0.2, TextMeasures.share(text -> text.addressLength)),
                Check.atMost("white-space", 0.25, TextMeasures.share(Characters::whiteSpace)),
                Check.atMost("parentheses", 0.1, TextMeasures.share(Characters::brackets)),
                Check.atMost("boilerplate", 0.4, TextMeasures.boilerplate(PARAGRAPHS)));
    }

    private static List<Check> repetition() {
        return List.of(
                Check.atLeast("unique-lines", 0.7, LineMeasures.unique(LINES)),
                Check.atLeast("unique-paragraphs", 0.7, unlessBlank(LineMeasures.unique(PARAGRAPHS))),
                Check.atLeast("unique-line-characters", 0.8, LineMeasures.uniqueLength(LINES)),
                Check.atLeast("unique-paragraph-characters", 0.8, LineMeasures.uniqueLength(PARAGRAPHS)));
    }

    private static Measure unlessBlank(Measure measure) {
        return scan -> scan.segments(LINES).count == 0 ? 0 : measure.of(scan);
    }

    private static List<Check> words() {
        Measure length = WordMeasures.meanLength(WORDS);
        return List.of(
                Check.atLeast("min-words", 50, WordMeasures.count(WORDS)),
                Check.atMost("max-words", 100_000, WordMeasures.count(WORDS)),
                Check.atMost(
                        "lines-without-end-mark",
                        0.85,
                        LineMeasures.share(
                                LINES,
                                1,
                                LineMeasures.not(LineMeasures.endsBeforeSpacesWith(".", "?", "!", "\"", "'")))),
                Check.atLeast("alphabetic-words", 0.8, WordMeasures.shareWith(WORDS, Tokens.ALPHABETIC)),
                Check.atLeast("stop-words", 2, WordMeasures.stopWords(WORDS)),
                Check.atLeast("min-mean-word-length", 3, length),
                Check.atMost("max-mean-word-length", 10, length),
                Check.atMost("max-word-length", 1000, WordMeasures.longest(WORDS, 1001)),
                Check.atMost(
                        "ellipsis-lines",
                        0.3,
                        LineMeasures.share(LINES, 1, LineMeasures.endsBeforeSpacesWith(ELLIPSES))));
    }
}
