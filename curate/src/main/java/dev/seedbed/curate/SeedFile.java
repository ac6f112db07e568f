package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Texts from a JSONL file (its name ends in `.jsonl` or `.ndjson`), or one on each line. Empty lines do not
/// count.
final class SeedFile {
    private SeedFile() {}

    static Stream<String> texts(Path file, String key) {
        String name = String.valueOf(file.getFileName());
        boolean json = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        List<String> texts = new ArrayList<>();
        int number = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (!line.isBlank()) {
                    texts.add(json ? text(file, number, key, line) : line.strip());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(file, e);
        }
        return texts.stream();
    }

    private static String text(Path file, int number, String key, String line) {
        try {
            Data row = Json.parseObject(line);
            return row.textIfPresent(key)
                    .orElseThrow(() -> wrong(
                            file,
                            number,
                            "there is no '" + key + "'; this row has " + row.columns()
                                    + ". Name the right one in `seeds-column`."));
        } catch (JsonException e) {
            throw wrong(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static SeedbedException wrong(Path file, int number, String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, file + ":" + number + ": " + message);
    }

    private static SeedbedException unreadable(Path file, Exception cause) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, file + " cannot be read as UTF-8: " + cause.getMessage(), cause);
    }
}
