package dev.seedbed.text;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells prose that ends in the middle of a sentence.
final class Endings {
    private static final int FEWEST_WORDS = 5;

    private static final String CLOSERS = "\"'\u201D\u2019\u00BB\u300D\u300F)]}*_`>";
    private static final String ENDS = ".!?:;\u2026\u3002\uFF01\uFF1F\uFF0E\u0964\u061F\u06D4\u0589";

    /// A line that need not be a sentence: heading, list item, table row, signature, formula, link.
    private static final Pattern NO_SENTENCE = Pattern.compile(
            "\\s*(?:#{1,6} |[-*+\u2022\u2013\u2014] |\\d{1,3}[.)] |\\||>|\\$|\\[\\d|https?:).*", Pattern.DOTALL);

    /// Words that no sentence, title or list item ends with.
    private static final Set<String> LINKING = Set.of(
            "and",
            "or",
            "but",
            "the",
            "a",
            "an",
            "of",
            "to",
            "with",
            "from",
            "because",
            "that",
            "which",
            "whose",
            "is",
            "are",
            "was",
            "were",
            "will",
            "would",
            "should",
            "such",
            "including",
            "into",
            "than",
            "their",
            "its",
            "your",
            "und",
            "oder",
            "der",
            "die",
            "das",
            "et",
            "ou",
            "le",
            "la",
            "les",
            "de",
            "y",
            "o",
            "el",
            "los",
            "e",
            "il");

    private Endings() {}

    static Optional<Finding> cutOff(String text, CodeRegions code) {
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == 0 || code.covers(end - 1)) {
            return Optional.empty();
        }
        int line = text.lastIndexOf('\n', end - 1) + 1;
        int last = end;
        while (last > line && CLOSERS.indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        if (last == line || ENDS.indexOf(text.charAt(last - 1)) >= 0) {
            return Optional.empty();
        }
        boolean broken = last == end && endsInside(text, line, end);
        boolean sentence = isSentence(text.substring(line, end))
                && !text.substring(line, end).isBlank();
        if (!broken && !sentence) {
            return Optional.empty();
        }
        int begin = Math.max(line, end - 60);
        return Optional.of(new Finding(
                Malformations.CUT_OFF,
                "the text ends in the middle of a sentence: \"..." + text.substring(begin, end) + "\"",
                begin,
                end));
    }

    /// A comma, hyphen or linking word at the end shows the cut in any line.
    private static boolean endsInside(String text, int line, int end) {
        char c = text.charAt(end - 1);
        if (c == ',' || c == '\uFF0C' || c == '\u3001') {
            return true;
        }
        int word = end;
        while (word > line && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        return word > line && LINKING.contains(text.substring(word, end));
    }

    private static boolean isSentence(String line) {
        if (NO_SENTENCE.matcher(line).matches()) {
            return false;
        }
        char last = line.charAt(line.length() - 1);
        return Character.isLetter(last) && line.strip().split("\\s+", FEWEST_WORDS + 1).length >= FEWEST_WORDS;
    }
}
