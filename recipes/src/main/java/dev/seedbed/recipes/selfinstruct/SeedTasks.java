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
import java.util.Map;

/// The tasks written by people, in the form of the released `seed_tasks.jsonl`: a JSON object a line with
/// `instruction`, `is_classification` if only classification tasks are wanted, and `instances`, a list of objects
/// with `input` and `output`, where an input and an output are to be shown; both may also stand beside the
/// instruction.
final class SeedTasks {
    private SeedTasks() {}

    /// The tasks, in the order of the file.
    ///
    /// @param onlyClassification whether to leave out all other tasks
    /// @param fewest how many there must be
    static List<SeedTask> read(Path file, boolean onlyClassification, int fewest) {
        List<SeedTask> tasks = new ArrayList<>();
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
                tasks.add(shown(instruction, task));
            }
        }
        if (tasks.size() < fewest) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + " has " + tasks.size() + (onlyClassification ? " classification" : "")
                            + " tasks, but a request shows " + fewest
                            + ": add tasks, or lower `demonstrations`");
        }
        return List.copyOf(tasks);
    }

    /// The instruction with the first of its instances, which is all that Alpaca shows.
    private static SeedTask shown(String instruction, Data task) {
        Data instance = task.value("instances") instanceof List<?> instances
                        && !instances.isEmpty()
                        && instances.getFirst() instanceof Map<?, ?> first
                ? Data.of("input", first.get("input")).with("output", first.get("output"))
                : task;
        return new SeedTask(
                instruction,
                instance.textIfPresent("input").orElse(""),
                instance.textIfPresent("output").orElse(""));
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
