package dev.seedbed.pipeline.step;

import org.jspecify.annotations.Nullable;

/// Cuts long texts for evidence, so that a ledger does not hold whole documents twice.
final class Excerpt {
    private static final int LONGEST = 1_000;

    private Excerpt() {}

    /// The value, or the beginning of a long text with the length of the whole.
    static @Nullable Object of(@Nullable Object value) {
        return value instanceof String text ? ofText(text) : value;
    }

    static String ofText(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "… (" + length + " characters)";
    }
}
