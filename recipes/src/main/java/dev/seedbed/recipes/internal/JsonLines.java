package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The objects of a JSON Lines file that comes with a recipe's settings. Empty lines are passed over.
///
/// @param what the file holds, in the plural, for messages
/// @param needed the fields that must be texts with something in them
/// @param example of a line
public record JsonLines(Path file, String what, List<String> needed, String example) {

    /// @throws SeedbedException if the file cannot be read, or a line is not as it must be; it names the line
    public List<Data> rows() {
        List<Data> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            if (!line.isBlank()) {
                rows.add(row(number, line));
            }
        }
        if (rows.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, file + " holds no " + what + ". A line is such as " + example);
        }
        return rows;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the " + what + " " + file + " cannot be read: " + e.getMessage()
                            + ". The file is JSON Lines in UTF-8",
                    e);
        }
    }

    private Data row(int number, String line) {
        Data row;
        try {
            row = Json.parseObject(line);
        } catch (JsonException e) {
            throw wrong(number, "is not a JSON object: " + e.getMessage());
        }
        for (String field : needed) {
            if (!(row.value(field) instanceof String text) || text.isBlank()) {
                throw wrong(number, "has no text as `" + field + "`, but has " + row.columns());
            }
        }
        return row;
    }

    private SeedbedException wrong(int number, String message) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                file + ":" + number + ": the line " + message + ". A line is such as " + example);
    }
}
