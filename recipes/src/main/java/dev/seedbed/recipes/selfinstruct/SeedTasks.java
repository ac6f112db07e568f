package dev.seedbed.recipes.selfinstruct;

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

/// The tasks written by people, in the form of the released `seed_tasks.jsonl`: a JSON object a line with
/// `instruction`, and `is_classification` if only classification tasks are wanted.
final class SeedTasks {
    private SeedTasks() {}

    /// The instructions, in the order of the file.
    ///
    /// @param onlyClassification whether to leave out all other tasks
    /// @param fewest how many there must be
    static List<String> instructions(Path file, boolean onlyClassification, int fewest) {
        List<String> instructions = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Data task = parse(file, number, line);
            if (!(task.value("instruction") instanceof String instruction) || instruction.isBlank()) {
                throw wrong(file, number, "has no text as `instruction`, but has " + task.columns());
            }
            if (!onlyClassification || Boolean.TRUE.equals(task.value("is_classification"))) {
                instructions.add(instruction);
            }
        }
        if (instructions.size() < fewest) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + " has " + instructions.size() + (onlyClassification ? " classification" : "")
                            + " tasks, but a request of self-instruct shows " + fewest
                            + ": add tasks, or lower `demonstrations`");
        }
        return List.copyOf(instructions);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the seed tasks " + file + " cannot be read: " + e.getMessage() + ". They are JSON Lines in UTF-8",
                    e);
        }
    }

    private static Data parse(Path file, int number, String line) {
        try {
            return Json.parseObject(line);
        } catch (JsonException e) {
            throw wrong(file, number, "is not a JSON object: " + e.getMessage());
        }
    }

    private static SeedbedException wrong(Path file, int number, String message) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                file + ":" + number + ": the line " + message + ". A seed task is such as"
                        + " {\"instruction\": \"Name a prime.\", \"is_classification\": false}");
    }
}
