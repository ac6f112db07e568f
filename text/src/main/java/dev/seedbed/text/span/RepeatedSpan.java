package dev.seedbed.text.span;

import dev.seedbed.text.near.Span;

/// A run of words that stands in an earlier text, or earlier in the same one, as long as it can be there.
///
/// @param span where it stands in the text that was looked at
/// @param words how many they are
/// @param source where the same words stand
public record RepeatedSpan(Span span, int words, Source source) {
    /// Where words stand already.
    public sealed interface Source {
        /// Which word of the text is their first, from 0.
        int word();
    }

    /// A text that stays.
    ///
    /// @param row its number, and
    /// @param id its id, as they were given when it was kept
    public record Earlier(long row, String id, int word) implements Source {}

    /// The text itself, further in front.
    public record Itself(int word) implements Source {}
}
