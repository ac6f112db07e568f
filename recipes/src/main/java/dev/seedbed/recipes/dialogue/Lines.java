package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files with one name a line, numbered or not.
final class Lines {
    private Lines() {}

    static List<String> of(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .map(line -> line.strip().replaceFirst("^\\d{1,4}[.)]\\s+", ""))
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.isEmpty()) {
                throw new SeedbedException(ErrorKind.WRONG_INPUT, file + " is empty: put one name on each line");
            }
            return lines;
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the file " + file + " cannot be read: " + e.getMessage()
                            + ". It must have one name a line, in UTF-8",
                    e);
        }
    }

    static SeedbedException none(String column, String parameter) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "a row has nothing in its column '" + column + "': fill it, or give a file as `" + parameter + "`");
    }
}
