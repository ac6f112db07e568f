package dev.seedbed.privacy;

/// One piece of personal data in a text, by its place: it never holds the text, so it may be logged.
///
/// @param kind what it is
/// @param from where it begins, in chars
/// @param to where it ends, exclusive
/// @param rule what found it: `nanp`, `luhn`, `github-token`; of [Kind#CUSTOM], the pattern's name
/// @param certainty from 0 to 1; from .5 it is reported by default
public record Found(Kind kind, int from, int to, String rule, double certainty) {
    public Found {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("A find from " + from + " to " + to + " has no text");
        }
    }

    public int length() {
        return to - from;
    }

    /// The text itself. Not for logs.
    public String of(CharSequence text) {
        return text.subSequence(from, to).toString();
    }
}
