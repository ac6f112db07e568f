package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.List;

/// The rules for pages of the web: C4, FineWeb, DCLM, Dolma.
final class WebRules {
    private static final int LONGEST_PAGE = 190_000;

    private WebRules() {}

    static List<Stage> c4(C4Cleaning cleaning, int sentences) {
        return List.of(
                Stage.of(
                        Unit.CODE_POINTS,
                        List.of(Check.atMost("max-characters", LONGEST_PAGE, TextMeasures.codePoints()))),
                Stage.after(cleaning, Unit.CODE_POINTS, page(sentences, true)));
    }

    static List<Stage> c4Datatrove(C4Cleaning cleaning) {
        return List.of(Stage.after(cleaning, Unit.CODE_POINTS, page(5, false)));
    }

    static List<Stage> c4Dolma() {
        return List.of(Stage.after(
                C4Cleaning.dolma(),
                Unit.CODE_POINTS,
                List.of(
                        Check.atMost("curly-bracket", 0, TextMeasures.ofCleaning(text -> text.curlyBrackets)),
                        Check.atMost("lorem-ipsum", 0, TextMeasures.ofCleaning(text -> text.loremIpsum)),
                        Check.atMost("javascript", 0, TextMeasures.ofCleaning(text -> text.javascript)),
                        Check.atMost("bad-words", 0, TextMeasures.ofCleaning(text -> text.badWords)),
                        Check.atLeast("lines-left", 1, TextMeasures.ofCleaning(text -> text.linesKept)))));
    }

    private static List<Check> page(int sentences, boolean badWords) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atMost("lorem-ipsum", 0, TextMeasures.ofCleaning(text -> text.loremIpsum)));
        checks.add(Check.atMost("curly-bracket", 0, TextMeasures.ofCleaning(text -> text.curlyBrackets)));
        if (badWords) {
            checks.add(Check.atMost("bad-words", 0, TextMeasures.ofCleaning(text -> text.badWords)));
        }
        checks.add(Check.atLeast("min-sentences", sentences, TextMeasures.ofCleaning(text -> text.sentences)));
        return checks;
    }

    /// Gopher, then C4 without its rule about end marks, then FineWeb's own rules on what C4 left.
    static List<Stage> fineweb() {
        SegmentKind lines = SegmentKind.LINES_WITH_TEXT;
        WordKind words = WordKind.ENGLISH;
        List<Check> checks = new ArrayList<>(page(5, false));
        checks.add(Check.atLeast("lines-left", 1, scan -> scan.segments(lines).count));
        checks.add(Check.atLeast("line-end-marks", 0.12, LineMeasures.share(lines, LineMeasures::endsSentence)));
        checks.add(Check.atMost("short-lines", 0.67, LineMeasures.shareOfShort(lines, 30)));
        checks.add(
                Check.atMost("repeated-line-characters", 0.01, LineMeasures.laterCopiesOfTextWithoutLineFeeds(lines)));
        checks.add(Check.atMost("line-feeds-per-word", 0.3, WordMeasures.perWord(words, Scan::lineFeeds)));
        return List.of(
                Stage.of(Unit.CODE_POINTS, GopherRules.datatrove()),
                Stage.after(C4Cleaning.datatrove().withAnyEnd(), Unit.CODE_POINTS, checks));
    }

    static List<Stage> dolma() {
        Cleaning noPunctuation = C4Cleaning.dolma().with(C4Cleaning.FEWEST_WORDS, 0);
        return List.of(Stage.after(noPunctuation, Unit.CODE_POINTS, GopherRules.dolma(SegmentKind.LINES_BETWEEN_RUNS)));
    }

    static List<Stage> dclm() {
        WordKind spaced = WordKind.UNICODE_SPACED;
        SegmentKind lines = SegmentKind.LINES;
        SegmentKind full = SegmentKind.RUST_LINES;
        List<Check> page = List.of(
                Check.atLeast("min-characters", 150, TextMeasures.codePoints()),
                Check.atLeast("min-words", 50, TextMeasures.pageWords()),
                Check.atMost("max-words", 100_000, TextMeasures.pageWords()),
                Check.atLeast("min-mean-word-length", 3, WordMeasures.meanLength(spaced)),
                Check.atMost("max-mean-word-length", 10, WordMeasures.meanLength(spaced)),
                Check.atMost("symbols", 0.1, WebRules::symbols),
                Check.atMost("bullet-lines", 0.9, LineMeasures.share(lines, LineMeasures.beginsWith("●•*-"))),
                Check.atMost(
                        "ellipsis-lines", 0.3, LineMeasures.share(full, LineMeasures.endsWith("...", ". . .", "…"))),
                Check.atMost("words-without-letters", 0.2, WordMeasures.shareWithoutLetters(spaced)),
                Check.atLeast("stop-words", 2, WordMeasures.stopWordsInAnyCase(spaced)));
        return List.of(
                Stage.of(Unit.BYTES, page),
                Stage.after(new LineFeedCleaning(), Unit.BYTES, dclmRepetition()),
                Stage.after(
                        DclmCleaning.allDressed(),
                        Unit.BYTES,
                        List.of(Check.atMost("words-taken-out", 0.05, TextMeasures.wordsTakenOut()))));
    }

    static List<Check> dclmRepetition() {
        WordKind words = WordKind.UNICODE;
        SegmentKind lines = SegmentKind.LINES_WITH_CHARACTERS;
        SegmentKind paragraphs = SegmentKind.PARAGRAPHS_WITH_CHARACTERS;
        List<Check> checks = new ArrayList<>(List.of(
                Check.atMost("duplicate-lines", 0.3, LineMeasures.allCopies(lines, 1)),
                Check.atMost("duplicate-paragraphs", 0.3, LineMeasures.allCopies(paragraphs, 1)),
                Check.atMost("duplicate-line-characters", 0.2, LineMeasures.allCopiesOfPieces(lines, 1)),
                Check.atMost("duplicate-paragraph-characters", 0.2, LineMeasures.allCopiesOfPieces(paragraphs, 1))));
        checks.addAll(GopherRules.grams(
                size -> GramMeasures.topCovered(words, size), size -> GramMeasures.duplicatesCovered(words, size)));
        return checks;
    }

    /// Hashes and ellipses for each word, where a spaced ellipsis is one word.
    private static double symbols(Scan scan) {
        Characters characters = scan.characters();
        int words = scan.words(WordKind.UNICODE_SPACED).count - 2 * characters.spacedEllipses;
        return (characters.of('#') + characters.ellipsesOfAnyForm) / (double) Math.max(words, 1);
    }
}
