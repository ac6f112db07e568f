package dev.seedbed.corpus;

/// Where a row stands.
///
/// @param file as it was named
/// @param line from 1; of Parquet the row
public record Place(String file, long line) {}
