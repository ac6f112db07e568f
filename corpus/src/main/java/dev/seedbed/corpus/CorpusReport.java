package dev.seedbed.corpus;

import java.util.Map;

/// What became of the rows of some files: `rows` is the sum of `kept`, `removed` and `rejected`.
///
/// @param rows all lines but blank ones
/// @param kept that stay
/// @param changed how many of those that stay have another text than they had; where verdicts are written as a
///     column, it is the one they had
/// @param removed that go, by the verdict of the examination; where verdicts are written as a column, they are
///     still there
/// @param rejected that could not be read
/// @param blankLines that hold nothing and are no rows
/// @param bytes of the files as they lie on the disk
/// @param reasons how many rows were changed, removed or rejected for which reason
public record CorpusReport(
        long rows,
        long kept,
        long changed,
        long removed,
        long rejected,
        long blankLines,
        long bytes,
        Map<String, Long> reasons) {
    public CorpusReport {
        reasons = Map.copyOf(reasons);
    }
}
