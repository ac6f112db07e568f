package dev.seedbed.text.instruction;

/// How strictly a reply is held to a constraint.
public enum Mode {
    /// The reply as it stands.
    STRICT,
    /// The reply follows if it does so as it stands, or without its first line, its last line or both (an
    /// announcement, a farewell), or if one of these does so without its asterisks. So a bound that a shorter
    /// reply meets is met more easily: loose figures are an upper bound.
    LOOSE
}
