package dev.seedbed.text.contamination;

/// A part of a text, in UTF-16 units.
///
/// @param start where it begins
/// @param end where it ends; what stands there is not part of it
public record Span(int start, int end) {
    /// The part of the text.
    public String of(String text) {
        return text.substring(start, end);
    }

    int overlap(Span other) {
        return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
    }

    int length() {
        return end - start;
    }
}
