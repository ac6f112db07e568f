package dev.seedbed.pipeline.step;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of one input file, in its order, read as they are asked for. One thread at a time.
interface InputRows extends AutoCloseable {
    /// The columns that every row has, where the format says so ahead of the rows.
    Optional<List<String>> columns();

    /// The next row; null at the end.
    @Nullable
    InputRow next();

    @Override
    void close();
}
