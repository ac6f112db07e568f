package dev.seedbed.text.filter;

import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// What was read of one text: its words, lines, characters and runs, each when the first rule asks for it, and
/// never twice. Works in arrays of its own; one for each thread.
final class Scan {
    /// Words that white space ends, and with it each line.
    private static final WordKind[] ACROSS_NO_LINES = {WordKind.ENGLISH, WordKind.SPACED};

    private char[] chars = {};
    private int from;
    private int to;
    private Unit unit = Unit.CODE_POINTS;
    private CleanedText cleaned = new CleanedText();

    private final EnumMap<WordKind, Tokens> words = new EnumMap<>(WordKind.class);
    private final EnumMap<SegmentKind, Segments> segments = new EnumMap<>(SegmentKind.class);
    private final LineEnds lineEnds = new LineEnds();
    private final Characters characters = new Characters();
    private final Grams grams = new Grams();
    private final EnumSet<WordKind> wordsRead = EnumSet.noneOf(WordKind.class);
    private final EnumSet<WordKind> wordsCounted = EnumSet.noneOf(WordKind.class);
    private final EnumSet<SegmentKind> segmentsRead = EnumSet.noneOf(SegmentKind.class);
    private final EnumSet<WordKind> wordsBefore = EnumSet.noneOf(WordKind.class);
    private final Tokens part = new Tokens();
    private boolean charactersRead;
    private boolean lineEndsRead;
    private @Nullable WordKind gramsOf;

    void begin(char[] text, int start, int end, Unit counted, CleanedText facts) {
        chars = text;
        from = start;
        to = end;
        unit = counted;
        cleaned = facts;
        wordsRead.clear();
        wordsCounted.clear();
        segmentsRead.clear();
        charactersRead = false;
        lineEndsRead = false;
        gramsOf = null;
    }

    /// The same for a text of which lines were taken out or changed: the number of words follows from these.
    void beginWithLinesLeft(char[] text, int start, int end, CleanedText facts) {
        wordsBefore.clear();
        wordsBefore.addAll(wordsRead);
        begin(text, start, end, unit, facts);
        for (WordKind kind : ACROSS_NO_LINES) {
            Tokens before = words.get(kind);
            if (before != null && wordsBefore.contains(kind)) {
                wordsCounted.add(kind);
                before.countOfLeft = countOfLeft(kind, before, text, facts);
            }
        }
    }

    private int countOfLeft(WordKind kind, Tokens before, char[] text, CleanedText facts) {
        int count = before.count;
        for (int i = 0; i < facts.leftCount; i += 2) {
            count -= before.countBetween(facts.left[i], facts.left[i + 1]);
        }
        for (int i = 0; i < facts.broughtCount; i += 2) {
            part.clear(unit);
            int from = Math.max(0, facts.brought[i] - facts.stripped);
            kind.read(text, from, Math.min(facts.length, facts.brought[i + 1] - facts.stripped), part);
            count += part.count;
        }
        return count;
    }

    /// For the rest of a text whose cleaning changed nothing: what was read stays.
    void continueWith(CleanedText facts) {
        cleaned = facts;
    }

    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    CleanedText cleaned() {
        return cleaned;
    }

    Unit unit() {
        return unit;
    }

    Tokens words(WordKind kind) {
        Tokens tokens = words.computeIfAbsent(kind, _ -> new Tokens());
        if (wordsRead.add(kind)) {
            tokens.clear(unit);
            kind.read(chars, from, to, tokens);
        }
        return tokens;
    }

    /// How many words there are.
    int wordCount(WordKind kind) {
        Tokens before = words.get(kind);
        return before != null && wordsCounted.contains(kind) ? before.countOfLeft : words(kind).count;
    }

    Segments segments(SegmentKind kind) {
        Segments read = segments.computeIfAbsent(kind, _ -> new Segments());
        if (segmentsRead.add(kind)) {
            read.clear();
            kind.read(chars, from, to, lineEnds(), read);
        }
        return read;
    }

    /// The pieces, compared to each other.
    Segments compared(SegmentKind kind) {
        return segments(kind).compared(chars, unit);
    }

    Characters characters() {
        if (!charactersRead) {
            charactersRead = true;
            characters.read(chars, from, to);
        }
        return characters;
    }

    /// Where its lines end.
    LineEnds lineEnds() {
        if (!lineEndsRead) {
            lineEndsRead = true;
            lineEnds.read(chars, from, to);
        }
        return lineEnds;
    }

    /// How many line feeds there are.
    int lineFeeds() {
        return lineEnds().lineFeeds;
    }

    Grams grams(WordKind kind) {
        if (gramsOf != kind) {
            gramsOf = kind;
            grams.clear(words(kind));
        }
        return grams;
    }
}
