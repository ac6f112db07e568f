package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether two names stand for one file, so that writing the one would destroy the other.
final class FileNames {
    private FileNames() {}

    /// Refuses a file that is to be written if it is the other.
    ///
    /// @param option how the file was named
    /// @param what the other is, for the message: `an input`
    static void mustDiffer(String option, Path written, String what, Path other) {
        if (same(written, other)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    option + " is '" + written + "', which is " + what
                            + " and would be written over. Name another file.");
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
        } catch (IOException e) {
            // Then the names decide.
        }
        return real(one).equals(real(other));
    }

    /// The name with the links of its folder followed, for a file that may not be there yet.
    private static Path real(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        try {
            return folder == null ? whole : folder.toRealPath().resolve(String.valueOf(whole.getFileName()));
        } catch (IOException e) {
            return whole;
        }
    }
}
