package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file of `--report`, in which a command over files counts what it found: `.md` for people, `.json` for
/// programs.
record ReportFile(Path file) {
    private static final String OPTION = "--report";

    /// What is wrong with the name is said before hours of work.
    ///
    /// @param option which names files that are read besides the inputs
    static ReportFile checked(Path file, CorpusArguments arguments, String option, List<Path> reads) {
        if (!file.toString().matches(".*\\.(md|json)")) {
            throw wrong(file, "its ending must be .md or .json");
        }
        reads.forEach(read -> FileNames.mustDiffer(OPTION, file, "a file of " + option, read));
        arguments.mustNotHold(OPTION, file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw wrong(file, "there is no such folder. Make it, or name another file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(file, "that is no file. Name another");
        }
        if (!Files.isWritable(Files.exists(file) || folder == null ? file : folder)) {
            throw wrong(file, "there is no permission to write it. Name another file");
        }
        arguments.alsoWrites(file);
        return new ReportFile(file);
    }

    boolean isForPeople() {
        return file.toString().endsWith(".md");
    }

    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "The rows are written, but the report cannot be, to '" + file + "': " + e.getMessage() + ".",
                    e);
        }
    }

    private static SeedbedException wrong(Path file, String why) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, OPTION + " is '" + file + "', but " + why + ".");
    }
}
