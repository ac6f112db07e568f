package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The rules of Gopher as three of the projects have them. The fourth are in [CuratorRules].
final class GopherRules {
    private static final double[] TOP = {0.20, 0.18, 0.16};
    private static final double[] DUPLICATE = {0.15, 0.14, 0.13, 0.12, 0.11, 0.10};

    private GopherRules() {}

    /// The paper's words, read closely where it is open: words stand between spaces, later copies are the
    /// duplicates, a run of words must be there twice, and no character counts twice.
    static List<Check> paper() {
        WordKind words = WordKind.SPACED;
        SegmentKind lines = SegmentKind.LINES_WITH_TEXT;
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atLeast("min-words", 50, WordMeasures.countOfMoreThanMarks(words)));
        checks.add(Check.atMost("max-words", 100_000, WordMeasures.countOfMoreThanMarks(words)));
        checks.add(Check.atLeast("min-mean-word-length", 3, WordMeasures.meanLength(words)));
        checks.add(Check.atMost("max-mean-word-length", 10, WordMeasures.meanLength(words)));
        checks.add(Check.atMost("hashes", 0.1, hashes(words)));
        checks.add(Check.atMost("ellipses", 0.1, ellipses(words)));
        checks.add(Check.atMost(
                "bullet-lines", 0.9, LineMeasures.share(lines, LineMeasures.beginsBehindSpacesWith("•‣⁃●○◦∙·*-–"))));
        checks.add(Check.atMost(
                "ellipsis-lines", 0.3, LineMeasures.share(lines, LineMeasures.endsBeforeSpacesWith("...", "…"))));
        checks.add(Check.atLeast("alphabetic-words", 0.8, WordMeasures.shareWith(words, Tokens.LETTER)));
        checks.add(Check.atLeast("stop-words", 2, WordMeasures.distinctStopWords(words)));
        checks.add(Check.atMost("duplicate-lines", 0.3, LineMeasures.laterCopies(lines)));
        checks.add(Check.atMost(
                "duplicate-paragraphs", 0.3, LineMeasures.laterCopies(SegmentKind.PARAGRAPHS_BETWEEN_RUNS)));
        checks.add(Check.atMost("duplicate-line-characters", 0.2, LineMeasures.laterCopiesOfPieces(lines)));
        checks.add(Check.atMost(
                "duplicate-paragraph-characters",
                0.2,
                LineMeasures.laterCopiesOfPieces(SegmentKind.PARAGRAPHS_BETWEEN_RUNS)));
        checks.addAll(grams(
                size -> GramMeasures.topCovered(words, size), size -> GramMeasures.duplicatesCovered(words, size)));
        return checks;
    }

    static List<Check> datatrove() {
        WordKind words = WordKind.ENGLISH;
        SegmentKind lines = SegmentKind.LINES_BETWEEN_RUNS;
        SegmentKind paragraphs = SegmentKind.PARAGRAPHS_BETWEEN_RUNS;
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atLeast("not-empty", 1, WordMeasures.count(words)));
        checks.add(Check.atMost("duplicate-paragraphs", 0.3, LineMeasures.laterCopies(paragraphs)));
        checks.add(Check.atMost("duplicate-paragraph-characters", 0.2, LineMeasures.laterCopiesOfText(paragraphs)));
        checks.add(Check.atMost("duplicate-lines", 0.3, LineMeasures.laterCopies(lines)));
        checks.add(Check.atMost("duplicate-line-characters", 0.2, LineMeasures.laterCopiesOfText(lines)));
        checks.addAll(grams(
                size -> GramMeasures.topWithSpaces(words, size), size -> GramMeasures.duplicatesSkipped(words, size)));
        checks.add(Check.atLeast("min-words", 50, WordMeasures.countOfMoreThanMarks(words)));
        checks.add(Check.atMost("max-words", 100_000, WordMeasures.countOfMoreThanMarks(words)));
        checks.add(Check.atLeast("min-mean-word-length", 3, WordMeasures.meanLengthOfMoreThanMarks(words)));
        checks.add(Check.atMost("max-mean-word-length", 10, WordMeasures.meanLengthOfMoreThanMarks(words)));
        checks.add(Check.atMost("hashes", 0.1, hashes(words)));
        checks.add(Check.atMost("ellipses", 0.1, ellipses(words)));
        SegmentKind all = SegmentKind.PYTHON_LINES;
        checks.add(
                Check.atMost("bullet-lines", 0.9, LineMeasures.share(all, LineMeasures.beginsBehindSpacesWith("•-"))));
        checks.add(Check.atMost(
                "ellipsis-lines", 0.3, LineMeasures.share(all, LineMeasures.endsBeforeSpacesWith("...", "…"))));
        checks.add(Check.atLeast("alphabetic-words", 0.8, WordMeasures.shareWith(words, Tokens.LETTER)));
        checks.add(Check.atLeast("stop-words", 2, WordMeasures.distinctStopWords(words)));
        return checks;
    }

    /// @param lines of the first version of the tagger, empty lines too, which makes copies of each other
    static List<Check> dolma(SegmentKind lines) {
        WordKind words = WordKind.SPACED;
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atLeast("min-words", 50, WordMeasures.count(words)));
        checks.add(Check.atMost("max-words", 100_000, WordMeasures.count(words)));
        checks.add(Check.atLeast("min-median-word-length", 3, WordMeasures.medianLength(words)));
        checks.add(Check.atMost("max-median-word-length", 10, WordMeasures.medianLength(words)));
        checks.add(Check.atMost("symbols", 0.1, WordMeasures.shareWith(words, Tokens.SYMBOL)));
        checks.add(Check.atLeast("alphabetic-words", 0.8, WordMeasures.shareWith(words, Tokens.LETTER)));
        checks.add(Check.atLeast("stop-words", 2, WordMeasures.stopWords(words)));
        checks.add(Check.atMost("bullet-lines", 0.9, LineMeasures.share(lines, LineMeasures.beginsWith("*-"))));
        checks.add(Check.atMost("ellipsis-lines", 0.3, LineMeasures.share(lines, LineMeasures.endsWith("…"))));
        checks.add(Check.atMost("duplicate-lines", 0.3, LineMeasures.allCopies(lines, 0)));
        checks.add(Check.atMost("duplicate-line-characters", 0.3, LineMeasures.allCopiesOfWords(lines, words)));
        checks.addAll(grams(
                size -> GramMeasures.topOfWords(words, size), size -> GramMeasures.duplicatesOfRuns(words, size)));
        return checks;
    }

    private static Measure hashes(WordKind words) {
        return WordMeasures.perWord(words, TextMeasures.count(characters -> characters.of('#')));
    }

    private static Measure ellipses(WordKind words) {
        return WordMeasures.perWord(words, TextMeasures.count(characters -> characters.ellipses));
    }

    /// The nine bounds of table A1 for runs of two to ten words.
    static List<Check> grams(IntFunction<Measure> top, IntFunction<Measure> duplicate) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < TOP.length; i++) {
            checks.add(Check.atMost("top-" + (i + 2) + "-gram", TOP[i], top.apply(i + 2)));
        }
        for (int i = 0; i < DUPLICATE.length; i++) {
            checks.add(Check.atMost("duplicate-" + (i + 5) + "-grams", DUPLICATE[i], duplicate.apply(i + 5)));
        }
        return checks;
    }
}
