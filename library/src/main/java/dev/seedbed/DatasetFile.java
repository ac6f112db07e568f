package dev.seedbed;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// `dataset.jsonl`: a line per row, first `_id`, then the columns, then `_scores` if it has any. Written beside its place
/// and moved there when it is whole.
final class DatasetFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final BufferedWriter out;

    DatasetFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(target.getFileName() + ".partial");
        this.out = Files.newBufferedWriter(partial);
    }

    void append(Sample sample) throws IOException {
        Data row = Data.of("_id", sample.id().toString()).with(sample.data().without("_id"));
        if (!sample.scores().isEmpty()) {
            row = row.with("_scores", sample.scores());
        }
        out.write(Json.write(row));
        out.write('\n');
    }

    /// Moves it to its place.
    void complete() throws IOException {
        out.close();
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
