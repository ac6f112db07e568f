package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.recipes.internal.JsonLines;
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
        JsonLines lines = new JsonLines(
                file,
                "seed tasks",
                List.of("instruction"),
                "{\"instruction\": \"Name a prime.\", \"is_classification\": false}");
        for (Data task : lines.rows()) {
            if (!onlyClassification || Boolean.TRUE.equals(task.value("is_classification"))) {
                tasks.add(shown(task.text("instruction"), task));
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
}
