package dev.seedbed.recipes.evolve;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.recipes.internal.JsonLines;
import java.nio.file.Path;
import java.util.List;

/// Instructions in a file of JSON Lines.
final class InstructionFile {
    private InstructionFile() {}

    /// The values of `instruction`, in the order of the file.
    ///
    /// @param fewest how many there must be
    static List<String> read(Path file, int fewest, String why) {
        JsonLines lines = new JsonLines(
                file, "instructions", List.of(Lineage.INSTRUCTION), "{\"instruction\": \"Name a prime.\"}");
        List<String> instructions =
                lines.rows().stream().map(row -> row.text(Lineage.INSTRUCTION)).toList();
        if (instructions.size() < fewest) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + " has " + instructions.size() + " instructions, but " + fewest + " are needed: " + why);
        }
        return instructions;
    }
}
