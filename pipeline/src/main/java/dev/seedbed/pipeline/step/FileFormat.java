package dev.seedbed.pipeline.step;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The forms of input that `load` reads, each with the endings it is known by.
enum FileFormat {
    JSONL(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    JSON(".json", ".json.gz"),
    CSV(".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    PARQUET(".parquet"),
    TEXT(".txt", ".md", ".txt.gz", ".md.gz");

    private final List<String> endings;

    FileFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /// The word in a pipeline.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(FileFormat::word).toList();
    }

    static FileFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> allEndings() {
        return Arrays.stream(values())
                .flatMap(format -> format.endings.stream())
                .filter(ending -> !ending.endsWith(".gz"))
                .toList();
    }

    /// The format whose ending a file has.
    static Optional<FileFormat> byEnding(Path file) {
        return Arrays.stream(values()).filter(format -> format.fits(file)).findFirst();
    }

    boolean fits(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(name::endsWith);
    }

    /// Whether a file says which columns it has before its rows.
    boolean declaresColumns() {
        return switch (this) {
            case JSONL, JSON -> false;
            case CSV, PARQUET, TEXT -> true;
        };
    }

    /// Starts to read a file.
    ///
    /// @param delimiter what separates the fields of a CSV file; empty means by the file's ending
    InputRows open(InputFile file, Optional<String> delimiter) {
        return switch (this) {
            case JSONL -> new JsonLineRows(file);
            case JSON -> new JsonElementRows(file);
            case CSV -> new CsvRows(file, delimiter);
            case PARQUET -> new ParquetRows(file);
            case TEXT -> new TextRow(file);
        };
    }
}
