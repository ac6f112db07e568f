package dev.seedbed.cli.command;

import dev.seedbed.RunDirectory;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where runs are.
final class RunFolders {
    static final Path USUAL = Path.of("runs");

    private RunFolders() {}

    /// The run of a name, or in a folder.
    ///
    /// @throws SeedbedException if there is none
    static RunDirectory find(String nameOrFolder) {
        Path folder = Path.of(nameOrFolder);
        if (!Files.isDirectory(folder)) {
            folder = USUAL.resolve(nameOrFolder);
        }
        RunDirectory directory = RunDirectory.of(folder);
        if (!isRun(folder)) {
            String there = all(USUAL).stream()
                    .map(each -> String.valueOf(each.path().getFileName()))
                    .collect(Collectors.joining(", "));
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "'" + nameOrFolder + "' is neither a run in " + USUAL.toAbsolutePath() + " nor the folder of one; "
                            + (there.isEmpty() ? "there are no runs yet" : "there are: " + there));
        }
        return directory;
    }

    /// The runs in a folder, by name.
    static List<RunDirectory> all(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(RunFolders::isRun)
                    .sorted(Comparator.naturalOrder())
                    .map(RunDirectory::of)
                    .toList();
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(RunDirectory.of(folder).journal());
    }
}
