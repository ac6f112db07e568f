package dev.seedbed.text.filter;

import java.util.function.ToLongFunction;

/// Measures of a text's characters, and of what its cleaning met.
final class TextMeasures {
    /// 1 for ASCII letters and digits: words begin too often to branch on it.
    private static final byte[] PART = new byte[0x80];

    static {
        for (char c = 0; c < PART.length; c++) {
            PART[c] = (byte) (Character.isLetterOrDigit(c) ? 1 : 0);
        }
    }

    private TextMeasures() {}

    static Measure codePoints() {
        return scan -> scan.characters().codePoints();
    }

    static Measure count(ToLongFunction<Characters> part) {
        return scan -> part.applyAsLong(scan.characters());
    }

    /// The share of a text's characters; 1 if it has none.
    static Measure share(ToLongFunction<Characters> part) {
        return scan -> {
            Characters characters = scan.characters();
            int all = characters.codePoints();
            return all == 0 ? 1 : part.applyAsLong(characters) / (double) all;
        };
    }

    static Measure ofCleaning(ToLongFunction<CleanedText> part) {
        return scan -> part.applyAsLong(scan.cleaned());
    }

    /// The share of words that the cleaning took out.
    static Measure wordsTakenOut() {
        return scan -> {
            CleanedText cleaned = scan.cleaned();
            return Measure.share(cleaned.wordsBefore - cleaned.wordsAfter, cleaned.wordsBefore);
        };
    }

    /// The share of paragraphs with a phrase of banners about cookies and privacy; 1 if any has filler text.
    static Measure boilerplate(SegmentKind kind) {
        return scan -> {
            Segments paragraphs = scan.segments(kind);
            int found = 0;
            for (int i = 0; i < paragraphs.count; i++) {
                int phrases = Phrases.in(scan.chars(), paragraphs.starts[i], paragraphs.ends[i]);
                if ((phrases & Phrases.LOREM_IPSUM) != 0) {
                    return 1;
                }
                found += (phrases & (Phrases.POLICY | Phrases.BOILERPLATE)) != 0 ? 1 : 0;
            }
            return Measure.share(found, paragraphs.count);
        };
    }

    /// Words as datamap-rs counts them for the length of a page: of ASCII text, runs of letters and digits; of any
    /// other, Unicode's words.
    static Measure pageWords() {
        return scan -> {
            char[] chars = scan.chars();
            int count = 0;
            int inside = 0;
            for (int i = scan.from(); i < scan.to(); i++) {
                char c = chars[i];
                if (c >= 0x80) {
                    return scan.words(WordKind.UNICODE).count;
                }
                int part = PART[c];
                count += part & ~inside;
                inside = part;
            }
            return count;
        };
    }
}
