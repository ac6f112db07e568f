package dev.seedbed.recipes.evolve;

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

/// Instructions in a file of JSON Lines.
final class InstructionFile {
    private InstructionFile() {}

    /// The values of `instruction`, in the order of the file.
    ///
    /// @param fewest how many there must be
    static List<String> read(Path file, int fewest, String why) {
        List<String> instructions = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (!line.isBlank()) {
                instructions.add(instruction(file, number, line));
            }
        }
        if (instructions.size() < fewest) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + " has " + instructions.size() + " instructions, but " + fewest + " are needed: " + why);
        }
        return List.copyOf(instructions);
    }

    private static String instruction(Path file, int number, String line) {
        try {
            Data row = Json.parseObject(line);
            return row.textIfPresent(Lineage.INSTRUCTION)
                    .filter(text -> !text.isBlank())
                    .orElseThrow(() -> wrong(file, number, "has no text as `instruction`, but has " + row.columns()));
        } catch (JsonException e) {
            throw wrong(file, number, "is not a JSON object: " + e.getMessage());
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the instructions " + file + " cannot be read: " + e.getMessage()
                            + ". They are JSON Lines in UTF-8",
                    e);
        }
    }

    private static SeedbedException wrong(Path file, int number, String message) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                file + ":" + number + ": the line " + message + ". It should be such as"
                        + " {\"instruction\": \"Name a prime.\"}");
    }
}
