package dev.seedbed.privacy;

/// What was replaced, by its places: it never holds the text.
///
/// @param found its place in the text before
/// @param from its place in the text after
/// @param to exclusive
public record Replacement(Found found, int from, int to) {}
