package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The files of a run.
///
/// @param path where they are
/// @param rows where data set and ledger go: the same, but for a preview
public record RunDirectory(Path path, Path rows) {
    /// The directory of a run that has taken place, or will.
    public static RunDirectory of(Path path) {
        return new RunDirectory(path, path);
    }

    RunDirectory preview() {
        return new RunDirectory(path, path.resolve("preview"));
    }

    /// Every answered call.
    public Path journal() {
        return path.resolve("journal.sqlite");
    }

    /// The accepted rows, a JSON object per line.
    public Path dataset() {
        return rows.resolve("dataset.jsonl");
    }

    /// Every sample's fate, a JSON object per line.
    public Path ledger() {
        return rows.resolve("ledger.jsonl");
    }

    public Path manifest() {
        return rows.resolve("manifest.json");
    }

    public Path report() {
        return rows.resolve("report.html");
    }

    /// The pipeline as it was run.
    public Path pipeline() {
        return rows.resolve("pipeline.yaml");
    }

    /// Those that have names of their own.
    List<Path> files() {
        return List.of(journal(), dataset(), ledger(), manifest(), report(), pipeline());
    }

    void create() {
        try {
            Files.createDirectories(rows);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the run's directory " + rows.toAbsolutePath() + " cannot be made: " + why(e)
                            + "; choose another with --out",
                    e);
        }
    }

    /// Some of these exceptions have no words but the path.
    private static String why(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException there -> there.getFile() + " is a file";
            case AccessDeniedException denied -> "you may not write to " + denied.getFile();
            case FileSystemException known when known.getReason() != null -> known.getFile() + ": " + known.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
