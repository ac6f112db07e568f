package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Files of any size, and one way through them: every row is looked at on all cores, decided about in order, and
/// written to what stays or to what goes.
///
/// ```java
/// CorpusReport report = Corpus.of(List.of(Path.of("shards/*.jsonl.zst")), List.of("text"))
///         .keptTo(Path.of("kept.jsonl.zst"))
///         .removedTo(Path.of("removed.jsonl"))
///         .examine(new ExactExamination(Normalization.STANDARD));
/// report.kept();          // 41,203
/// ```
///
/// **Inputs** are files, folders and globs: JSON Lines (`.jsonl`, `.ndjson`, `.json`, each also with `.gz` or
/// `.zst`) and Parquet. They are read in the order of their paths, whatever the order given. **Rows** that are
/// kept are written byte for byte as they came. **Threads** look; one decides and writes, in the order of the
/// rows, so that the outputs are the same bytes for any number of them. **Memory** is bounded: a few blocks of
/// a megabyte, what the examination remembers, and the longest line. **What cannot be read** is counted, and
/// named in the file of removed rows, with its line and why. **Outputs** appear whole or not at all; after a
/// process has died, the same call goes on from a checkpoint that lies in the folder `.OUTPUT.work`.
///
/// One thread builds and uses it, once.
public final class Corpus {
    /// No line may be longer unless it is allowed.
    public static final long USUAL_LONGEST_LINE = 64L << 20;

    /// No line can be longer.
    public static final long LONGEST_LINE = 1L << 30;

    private static final long USUAL_CHECKPOINT_BYTES = 512L << 20;

    InputList inputs;
    final List<String> texts;
    final List<String> noted = new ArrayList<>();

    @Nullable
    Path kept;

    @Nullable
    OutputStream keptStream;

    @Nullable
    Path removed;

    @Nullable
    String verdictColumn;

    @Nullable
    String idColumn;

    boolean withRows;
    boolean strict;
    boolean everyText;
    int threads = Runtime.getRuntime().availableProcessors();
    long longestLine = USUAL_LONGEST_LINE;
    long checkpointBytes = USUAL_CHECKPOINT_BYTES;
    Consumer<CorpusProgress> watcher = _ -> {};
    Consumer<String> listener = _ -> {};

    private Corpus(InputList inputs, List<String> texts) {
        this.inputs = inputs;
        this.texts = List.copyOf(texts);
    }

    /// Some files, and the columns whose text is looked at.
    ///
    /// @throws SeedbedException if a file is missing, named twice, or of no known format
    public static Corpus of(List<Path> files, List<String> textColumns) {
        if (textColumns.isEmpty() || new HashSet<>(textColumns).size() < textColumns.size()) {
            throw wrong("The text is that of one or several different columns, but " + textColumns + " are given.");
        }
        return new Corpus(InputList.find(files), textColumns);
    }

    /// Files that folders and globs find are not read if they are among these. What the corpus itself writes is
    /// never read again; this is for another way through the same inputs.
    public Corpus without(List<Path> files) {
        inputs = inputs.without(files);
        return this;
    }

    /// Writes what stays to a file; its ending says how.
    public Corpus keptTo(Path file) {
        mustBeKnown(file, true);
        this.kept = file;
        this.keptStream = null;
        return this;
    }

    /// Writes what stays to a stream, as plain lines. It is flushed at the end and not closed.
    public Corpus keptTo(OutputStream stream) {
        this.keptStream = stream;
        this.kept = null;
        return this;
    }

    /// Writes what goes, and what cannot be read, to a file: a line each with `file`, `line`, `id`, `reason` and
    /// `evidence`.
    public Corpus removedTo(Path file) {
        mustBeKnown(file, false);
        this.removed = file;
        return this;
    }

    /// The rows themselves stand in the file of what was removed, as `row`.
    public Corpus withRemovedRows() {
        this.withRows = true;
        return this;
    }

    /// Removes nothing: all rows are kept, each with the verdict about it in this new column.
    public Corpus annotating(String column) {
        if (column.isBlank()) {
            throw wrong("The column for the verdicts (--annotate) has no name. Name one that no row has.");
        }
        this.verdictColumn = column;
        return this;
    }

    /// Evidence names rows by this column, too.
    public Corpus identifiedBy(String column) {
        this.idColumn = column;
        noted.add(column);
        return this;
    }

    /// The examination asks rows for these columns.
    public Corpus noting(List<String> columns) {
        noted.addAll(columns);
        return this;
    }

    /// Of a column that holds no text, all texts in it are looked at, however deep they stand: of messages also their
    /// roles and the arguments of tools, not only what was said.
    public Corpus everyText() {
        this.everyText = true;
        return this;
    }

    /// The first row that cannot be read is an error.
    public Corpus strict() {
        this.strict = true;
        return this;
    }

    /// How many threads work; at first as many as there are processors.
    public Corpus threads(int count) {
        if (count < 1) {
            throw wrong("The number of threads is " + count + ", but must be at least 1.");
        }
        this.threads = count;
        return this;
    }

    /// Lines of more bytes are not held in memory, but counted as unreadable.
    public Corpus longestLine(long bytes) {
        if (bytes < 1 || bytes > LONGEST_LINE) {
            throw wrong("The longest line is " + bytes + " bytes, but must be from 1 to " + LONGEST_LINE + ".");
        }
        this.longestLine = bytes;
        return this;
    }

    /// Told now and then, by the thread that decides, how far it is.
    public Corpus watchedBy(Consumer<CorpusProgress> progress) {
        this.watcher = progress;
        return this;
    }

    /// Told in words of what a person should know: that a run is taken up again, or why it is not.
    public Corpus telling(Consumer<String> words) {
        this.listener = words;
        return this;
    }

    /// A checkpoint comes after so many unpacked bytes. For tests.
    Corpus checkpointEvery(long bytes) {
        this.checkpointBytes = bytes;
        return this;
    }

    /// Goes through all rows.
    ///
    /// @throws SeedbedException if an input or output cannot be used; the outputs are then not there
    public <L> CorpusReport examine(Examination<L> examination) throws InterruptedException {
        check();
        return new Passage<>(this, examination).run();
    }

    /// Refuses outputs that cannot be written as they are named. [#examine] does so too; this is for whoever has
    /// much to do before that.
    ///
    /// @throws SeedbedException if an output is an input, or two are one file, or a folder is missing
    public void check() {
        List<Path> outputs = outputs();
        inputs = inputs.without(outputs);
        for (Path output : outputs) {
            inputs.mustNotHold(output);
            Path folder = RowOutput.followed(output).toAbsolutePath().getParent();
            RowOutput.mustBeAFile(output);
            if (folder != null && !Files.isDirectory(folder)) {
                throw RowOutput.failure(output, new NoSuchFileException(folder.toString()));
            }
            if (folder != null && !Files.isWritable(folder)) {
                throw RowOutput.failure(output, new AccessDeniedException(folder.toString()));
            }
        }
        if (outputs.size() == 2 && InputList.same(outputs.getFirst(), outputs.getLast())) {
            throw wrong("'" + kept + "' is to hold what stays and what goes. Name two files.");
        }
    }

    List<Path> outputs() {
        List<Path> outputs = new ArrayList<>();
        Optional.ofNullable(kept).ifPresent(outputs::add);
        Optional.ofNullable(removed).ifPresent(outputs::add);
        return outputs;
    }

    /// All that the outputs depend on, but for the inputs' contents and the examination.
    List<String> settings() {
        return List.of(
                String.valueOf(texts),
                String.valueOf(noted),
                String.valueOf(kept),
                String.valueOf(removed),
                String.valueOf(verdictColumn),
                String.valueOf(idColumn),
                String.valueOf(withRows),
                String.valueOf(strict),
                String.valueOf(everyText),
                String.valueOf(longestLine));
    }

    private static void mustBeKnown(Path file, boolean parquet) {
        Optional<FileFormat> format = FileFormat.of(file);
        if (format.isEmpty() || (!parquet && format.get() == FileFormat.PARQUET)) {
            throw wrong("'" + file + "' has an ending that says no format. Known are "
                    + (parquet ? FileFormat.endings() : FileFormat.endings().replace(", .parquet", "")) + ".");
        }
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
