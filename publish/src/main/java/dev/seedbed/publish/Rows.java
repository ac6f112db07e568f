package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the rows of a data set one by one.
final class Rows {
    /// The column that holds a row's id.
    static final String ID = "_id";

    private Rows() {}

    /// Takes a row.
    @FunctionalInterface
    interface Action {
        /// @param line from 1
        void take(long line, Data row) throws IOException;
    }

    static void forEach(Path dataset, Action action) throws IOException {
        everyNth(dataset, 1, action);
    }

    /// The first row and every `stride`th after it; the others are not even parsed.
    static void everyNth(Path dataset, long stride, Action action) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(dataset, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number++ % stride == 0) {
                    action.take(number, parsed(dataset, number, line));
                }
            }
        }
    }

    private static Data parsed(Path dataset, long number, String line) throws IOException {
        try {
            return Json.parseObject(line);
        } catch (JsonException e) {
            throw new IOException(dataset + ":" + number + ":" + e.column() + ": " + e.getMessage(), e);
        }
    }
}
