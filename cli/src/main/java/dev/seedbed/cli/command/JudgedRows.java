package dev.seedbed.cli.command;

import dev.seedbed.api.Data;
import dev.seedbed.pipeline.step.RowFiles;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The file with a judge's verdicts, and how to print what comes of it.
final class JudgedRows {
    @Parameters(
            paramLabel = "FILE",
            description = "The rows: JSON Lines, JSON, CSV or Parquet, known by the file's ending.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    /// Reads the rows once.
    <T> T read(Function<Stream<Data>, T> measured) {
        try (Stream<Data> rows = RowFiles.read(file)) {
            return measured.apply(rows);
        }
    }

    boolean json() {
        return json;
    }
}
