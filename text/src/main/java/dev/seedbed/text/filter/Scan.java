package dev.seedbed.text.filter;

import java.util.EnumMap;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// What was read of one text: its words, lines, characters and runs, each when the first rule asks for it, and
/// never twice. Works in arrays of its own; one for each thread.
final class Scan {
    private char[] chars = {};
    private int from;
    private int to;
    private Unit unit = Unit.CODE_POINTS;
    private CleanedText cleaned = new CleanedText();

    private final EnumMap<WordKind, Tokens> words = new EnumMap<>(WordKind.class);
    private final EnumMap<SegmentKind, Segments> segments = new EnumMap<>(SegmentKind.class);
    private final Characters characters = new Characters();
    private final Grams grams = new Grams();
    private final EnumSet<WordKind> wordsRead = EnumSet.noneOf(WordKind.class);
    private final EnumSet<WordKind> wordsCounted = EnumSet.noneOf(WordKind.class);
    private final EnumSet<SegmentKind> segmentsRead = EnumSet.noneOf(SegmentKind.class);
    private boolean charactersRead;
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
        gramsOf = null;
    }

    /// The same for a text whose words are those of the one before, at other places.
    void beginWithSameWords(char[] text, int start, int end, CleanedText facts) {
        boolean english = wordsRead.contains(WordKind.ENGLISH);
        boolean spaced = wordsRead.contains(WordKind.SPACED);
        begin(text, start, end, unit, facts);
        if (english) {
            wordsCounted.add(WordKind.ENGLISH);
        }
        if (spaced) {
            wordsCounted.add(WordKind.SPACED);
        }
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
        Tokens counted = words.get(kind);
        if (counted != null && wordsCounted.contains(kind)) {
            return counted.count;
        }
        return words(kind).count;
    }

    Segments segments(SegmentKind kind) {
        Segments read = segments.computeIfAbsent(kind, _ -> new Segments());
        if (segmentsRead.add(kind)) {
            read.clear();
            kind.read(chars, from, to, read);
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

    Grams grams(WordKind kind) {
        if (gramsOf != kind) {
            gramsOf = kind;
            grams.clear(words(kind));
        }
        return grams;
    }
}
