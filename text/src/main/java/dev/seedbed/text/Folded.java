package dev.seedbed.text;

/// A text made easy to match, with every character in its place, so that a span found in it is a span of the
/// text.
final class Folded {
    private Folded() {}

    /// The first `length` characters in lower case, with plain apostrophes, quotation marks and spaces.
    static String head(String text, int length) {
        int end = Math.min(text.length(), length);
        char[] folded = new char[end];
        for (int i = 0; i < end; i++) {
            folded[i] = fold(text.charAt(i));
        }
        return new String(folded);
    }

    static char fold(char c) {
        return switch (c) {
            case '\u2019', '\u2018', '\u02BC', '\u00B4' -> '\'';
            case '\u201C', '\u201D' -> '"';
            case '\u00A0', '\u202F', '\t' -> ' ';
            case '\u2010', '\u2011', '\u2013', '\u2014' -> '-';
            default -> Character.toLowerCase(c);
        };
    }
}
