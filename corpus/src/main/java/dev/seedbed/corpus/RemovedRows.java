package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file of what was removed, changed or could not be read: a line for each, with the evidence.
final class RemovedRows implements AutoCloseable {
    private final @Nullable RowOutput output;
    private final @Nullable String idColumn;
    private final boolean withRows;

    RemovedRows(Corpus corpus) {
        Path file = corpus.removed;
        this.output =
                file == null ? null : new RowOutput(file, FileFormat.of(file).orElseThrow());
        this.idColumn = corpus.idColumn;
        this.withRows = corpus.withRows;
    }

    boolean holds(long length) {
        return output == null || output.left() >= length;
    }

    void begin(long length) {
        if (output != null) {
            output.begin(length);
        }
    }

    void write(Row row, Fate.Removed fate) {
        write(row, fate.reason(), fate.evidence());
    }

    void write(Row row, Fate.Changed fate) {
        write(row, fate.reason(), fate.evidence());
    }

    private void write(Row row, String reason, Data evidence) {
        if (output == null) {
            return;
        }
        Data line = Data.of("file", row.file()).with("line", row.line());
        if (idColumn != null) {
            line = line.with("id", row.value(idColumn));
        }
        String text = line.with("reason", reason).with("evidence", evidence).toString();
        if (!withRows) {
            output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        output.write((text.substring(0, text.length() - 1) + ",\"row\":").getBytes(StandardCharsets.UTF_8));
        output.write(row.bytes(), row.bytesFrom(), row.bytesTo());
        output.write("}\n".getBytes(StandardCharsets.UTF_8));
    }

    void write(String file, long line, UnreadableRowException unreadable) {
        if (output != null) {
            Data data = Data.of("file", file)
                    .with("line", line)
                    .with("reason", unreadable.reason())
                    .with("evidence", Data.of("explanation", unreadable.explanation()));
            output.write((data + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    long checkpoint() {
        return output == null ? 0 : output.checkpoint();
    }

    /// Where what is complete waits for its name.
    Optional<Path> complete() {
        return Optional.ofNullable(output).map(RowOutput::complete);
    }

    void appear() {
        if (output != null) {
            output.appear();
        }
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
    }
}
