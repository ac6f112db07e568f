package dev.seedbed.corpus;

/// Why a line is no row that can be looked at. Cheap, since a broken file may have a million of them.
final class UnreadableRowException extends Exception {
    /// The line is not valid UTF-8, no JSON, or no object.
    static final String UNREADABLE = "unreadable-row";

    /// A column stands there twice.
    static final String DUPLICATE_COLUMN = "duplicate-column";

    /// A column that is to be looked at is absent, or holds no text.
    static final String NO_TEXT = "no-text";

    /// The line is longer than allowed.
    static final String TOO_LONG = "line-too-long";

    private final String reason;
    private final String words;
    private final long at;

    /// @param at the byte of the line, from 0; negative if it is about the whole line
    UnreadableRowException(String reason, String explanation, long at) {
        super(explanation, null, false, false);
        this.reason = reason;
        this.words = explanation;
        this.at = at;
    }

    String reason() {
        return reason;
    }

    /// In words, with the place.
    String explanation() {
        return at < 0 ? words : words + " at byte " + (at + 1);
    }
}
