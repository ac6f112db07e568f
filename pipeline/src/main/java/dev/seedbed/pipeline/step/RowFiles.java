package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the rows of a file outside a pipeline, in every format that `load` takes, known by the file's ending.
///
/// ```java
/// try (Stream<Data> rows = RowFiles.read(Path.of("judged.jsonl"))) {
///     rows.forEach(row -> System.out.println(row.text("verdict")));
/// }
/// ```
///
/// Rows come in the order of the file, as they are asked for; a folder or a glob gives the rows of all its files. The
/// stream is for one thread; close it.
public final class RowFiles {
    private RowFiles() {}

    /// @throws SeedbedException if there is no such file or its ending says nothing; and while the stream is read, if
    ///     a row cannot be
    public static Stream<Data> read(Path path) {
        if (Files.isRegularFile(path) && FileFormat.byEnding(path).isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    path + ": its ending says no format; rename it to one of "
                            + String.join(" ", FileFormat.allEndings()) + " (all but .parquet may be packed: .gz)");
        }
        List<InputFile> files = InputFiles.find(List.of(path), Optional.empty(), problem -> {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "the input " + problem);
        });
        return files.stream().flatMap(RowFiles::rows);
    }

    private static Stream<Data> rows(InputFile file) {
        InputRows rows = file.format().open(file, Optional.empty());
        return Stream.generate(() -> Optional.ofNullable(rows.next()))
                .takeWhile(Optional::isPresent)
                .map(row -> data(Objects.requireNonNull(row.orElse(null))))
                .onClose(rows::close);
    }

    private static Data data(InputRow row) {
        return switch (row) {
            case InputRow.Read read -> read.data();
            case InputRow.Malformed malformed ->
                throw new SeedbedException(ErrorKind.WRONG_INPUT, LoadSource.message(malformed));
        };
    }
}
