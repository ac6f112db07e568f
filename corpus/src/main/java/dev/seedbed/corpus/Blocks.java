package dev.seedbed.corpus;

import dev.seedbed.corpus.InputList.InputFile;

/// The blocks of one file, one after the other. One thread.
interface Blocks extends AutoCloseable {
    /// Fills a block with the next lines; false at the end of the file.
    boolean next(Block block);

    @Override
    void close();

    /// From a place in the file on.
    ///
    /// @param position in the unpacked file; in Parquet the number of rows before
    /// @param line the number of the line there
    static Blocks of(InputFile file, int number, long longestLine, long position, long line) {
        return switch (file.format()) {
            case PARQUET -> new ParquetBlocks(file, number, line);
            case LINES, GZIP, ZSTD -> new LineBlocks(file, number, longestLine, position, line);
        };
    }
}
