package dev.seedbed.corpus;

/// How far a passage through files has come.
///
/// @param rows that were decided about; those that could not be read count, blank lines do not
/// @param bytesRead of the files as they lie on the disk
/// @param bytesTotal of all of them
public record CorpusProgress(long rows, long kept, long removed, long rejected, long bytesRead, long bytesTotal) {}
