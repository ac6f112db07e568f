package dev.seedbed.pipeline.step;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Exporter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes JSON Lines beside the file that is wanted, and moves them there when the run has come to its end:
/// what stands under the name is always whole. One thread at a time.
final class SaveExporter implements Exporter {
    private final String name;
    private final Path path;
    private final Path partial;
    private final List<String> columns;
    private final Optional<String> idColumn;
    private @Nullable OutputStream out;

    /// @param columns to write, in order; empty means all
    /// @param idColumn the field for the sample's id, if it is written
    SaveExporter(String name, Path path, List<String> columns, Optional<String> idColumn) {
        this.name = name;
        this.path = path;
        this.partial = path.resolveSibling(path.getFileName() + ".partial");
        this.columns = List.copyOf(columns);
        this.idColumn = idColumn;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void open() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            OutputStream file = Files.newOutputStream(partial);
            OutputStream packed = InputBytes.isPacked(path) ? new GZIPOutputStream(file, 1 << 16) : file;
            out = new BufferedOutputStream(packed, 1 << 16);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void write(Sample sample) {
        try {
            OutputStream writer = opened();
            writer.write(Json.write(row(sample)).getBytes(StandardCharsets.UTF_8));
            writer.write('\n');
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Map<String, @Nullable Object> row(Sample sample) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        idColumn.ifPresent(column -> row.put(column, sample.id().toString()));
        if (columns.isEmpty()) {
            sample.data().asMap().forEach(row::putIfAbsent);
        } else {
            columns.forEach(column -> row.put(column, sample.data().value(column)));
        }
        return row;
    }

    @Override
    public void close(boolean finished) {
        try {
            opened().close();
            out = null;
            if (finished) {
                move();
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private OutputStream opened() {
        if (out == null) {
            throw new IllegalStateException("the exporter '" + name + "' is not open");
        }
        return out;
    }

    private SeedbedException failure(IOException cause) {
        return new SeedbedException(
                ErrorKind.UNUSABLE, "The step '" + name + "' cannot write " + path + ": " + cause, cause);
    }
}
