package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stays: the bytes of the rows as they came, or with the verdict about each as a column. Rows that stay
/// one after the other are written in one piece.
final class KeptRows implements AutoCloseable {
    private static final byte[] LINE_END = {'\n'};

    private final Corpus corpus;
    private final @Nullable Path target;
    private final @Nullable OutputStream stream;
    private final @Nullable RowOutput output;
    private final @Nullable String column;
    private final boolean parquet;

    /// Rows are taken from the Parquet files that they come from; what is written are verdicts about each.
    private final boolean choosing;

    private @Nullable RowEditor editor;
    private byte[] run = new byte[0];
    private int runFrom;
    private int runTo;

    KeptRows(Corpus corpus) {
        this.corpus = corpus;
        this.target = corpus.kept == null ? null : RowOutput.followed(corpus.kept);
        this.stream = corpus.keptStream;
        this.column = corpus.verdictColumn;
        FileFormat format = corpus.kept == null
                ? FileFormat.LINES
                : FileFormat.of(corpus.kept).orElseThrow();
        this.parquet = format == FileFormat.PARQUET;
        this.choosing = parquet && corpus.inputs.allParquet();
        if (choosing && column != null) {
            mustNotHave(column);
        }
        this.output = target == null ? null : new RowOutput(target, format);
    }

    private void mustNotHave(String added) {
        List<Path> files =
                corpus.inputs.files().stream().map(InputList.InputFile::path).toList();
        // To Parquet's readers names that differ in their case only are the same.
        for (String each : ParquetOutput.columns(files)) {
            if (each.equalsIgnoreCase(added)) {
                throw has("the input already has a column '" + each + "'");
            }
        }
    }

    private static SeedbedException has(String what) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, what + ". Name another for the verdicts, or leave that one out of the input.");
    }

    boolean holds(long length) {
        return output == null || output.left() >= length;
    }

    void begin(long length) {
        if (output != null) {
            output.begin(length);
        }
    }

    void keep(Row row, Fate.Kept fate) {
        if (choosing || column != null) {
            write(row, true, Data.of("kept", true).with(fate.columns()));
        } else {
            keepAsItIs(row);
        }
    }

    private void keepAsItIs(Row row) {
        if (runTo == runFrom || runTo != row.bytesFrom()) {
            flushRun();
            run = row.bytes();
            runFrom = row.bytesFrom();
        }
        runTo = row.lineEnd();
        if (run[runTo - 1] != '\n') {
            flushRun();
            write(LINE_END, 0, 1);
        }
    }

    void change(Row row, Fate.Changed fate) {
        if (column != null) {
            Data verdict = Data.of("kept", true)
                    .with("changed", true)
                    .with("reason", fate.reason())
                    .with("evidence", fate.evidence());
            write(row, true, verdict);
            return;
        }
        byte[] edited = editor().edited(row, fate.edits());
        if (choosing) {
            writeText(chosen(edited) + "\n");
            return;
        }
        flushRun();
        write(edited, 0, edited.length);
        write(LINE_END, 0, 1);
    }

    /// Most examinations change no row.
    private RowEditor editor() {
        if (editor == null) {
            editor = new RowEditor(corpus);
        }
        return editor;
    }

    /// The texts as they are now, for a row that is taken from a Parquet file.
    private Data chosen(byte[] edited) {
        Data now = Json.parseObject(new String(edited, StandardCharsets.UTF_8));
        Data line = Data.of("k", true);
        for (int i = 0; i < corpus.texts.size(); i++) {
            Object value = now.value(corpus.texts.get(i));
            boolean plain = value instanceof String;
            line = line.with(ParquetOutput.CHANGED + i, value == null || plain ? value : Json.write(value))
                    .with(ParquetOutput.PLAIN + i, plain);
        }
        return line;
    }

    void remove(Row row, Fate.Removed fate) {
        if (choosing || column != null) {
            write(
                    row,
                    column != null,
                    Data.of("kept", false).with("reason", fate.reason()).with("evidence", fate.evidence()));
        }
    }

    void reject() {
        if (choosing) {
            writeText("{\"k\":false}\n");
        }
    }

    private void write(Row row, boolean stays, Data verdict) {
        if (choosing) {
            writeText("{\"k\":" + stays + (column == null ? "" : ",\"v\":" + Json.write(verdict.toString())) + "}\n");
        } else if (column != null) {
            if (row.has(column)) {
                throw has(row + ": the row already has a column '" + column + "'");
            }
            int last = row.bytesTo() - 1;
            while (row.bytes()[last] != '}') {
                last--;
            }
            write(row.bytes(), row.bytesFrom(), last);
            writeText("," + Json.write(column) + ":" + verdict);
            write(row.bytes(), last, row.lineEnd());
            if (row.bytes()[row.lineEnd() - 1] != '\n') {
                write(LINE_END, 0, 1);
            }
        }
    }

    private void writeText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /// The bytes of a block are used again after it.
    void endBlock() {
        flushRun();
    }

    private void flushRun() {
        if (runTo > runFrom) {
            write(run, runFrom, runTo);
        }
        runFrom = 0;
        runTo = 0;
    }

    private void write(byte[] bytes, int from, int to) {
        if (output != null) {
            output.write(bytes, from, to);
        } else if (stream != null) {
            try {
                stream.write(bytes, from, to - from);
            } catch (IOException e) {
                throw new SeedbedException(
                        ErrorKind.UNUSABLE, "the kept rows cannot be written on: " + e.getMessage(), e);
            }
        }
    }

    long checkpoint() {
        return output == null ? 0 : output.checkpoint();
    }

    /// Where what is complete waits for its name.
    ///
    /// @param changed whether a row has another text than it had
    Optional<Path> complete(boolean changed) {
        if (stream != null) {
            try {
                stream.flush();
            } catch (IOException e) {
                throw new SeedbedException(
                        ErrorKind.UNUSABLE, "the kept rows cannot be written on: " + e.getMessage(), e);
            }
        }
        if (output == null || target == null) {
            return Optional.empty();
        }
        Path written = output.complete();
        return Optional.of(parquet ? completeParquet(written, target, changed) : written);
    }

    private Path completeParquet(Path lines, Path file, boolean changed) {
        Path unfinished = unfinishedParquet(file);
        try {
            if (choosing) {
                ParquetOutput.writeChosen(
                        corpus.inputs.files().stream()
                                .map(InputList.InputFile::path)
                                .toList(),
                        lines,
                        column,
                        changed ? corpus.texts : List.of(),
                        unfinished);
            } else {
                ParquetOutput.writeLines(lines, unfinished);
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
            return unfinished;
        } catch (IOException e) {
            forget(unfinished);
            throw RowOutput.failure(file, e);
        } catch (SeedbedException e) {
            forget(unfinished);
            throw e;
        }
    }

    private static Path unfinishedParquet(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".unfinished.parquet");
    }

    private static void forget(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw RowOutput.failure(unfinished, e);
        }
    }

    void appear() {
        if (output == null || target == null) {
            return;
        }
        if (!parquet) {
            output.appear();
            return;
        }
        try {
            Files.move(
                    unfinishedParquet(target),
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw RowOutput.failure(target, e);
        }
        output.vanish();
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
    }
}
