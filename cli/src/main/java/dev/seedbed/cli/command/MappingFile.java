package dev.seedbed.cli.command;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.privacy.Replacement;
import dev.seedbed.privacy.Scrubbed;
import dev.seedbed.privacy.SealedMapping;
import dev.seedbed.privacy.SealedMapping.Pair;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/// The file that says what `seedbed scrub` put in the place of what; sealed, and written whole or not at all.
///
/// Each pair is in it once, in the order of the rows, and all are in memory until it is written: personal data itself,
/// which is in no message.
final class MappingFile {
    /// Beyond them, memory would be what ends the run, after hours.
    private static final int MOST_PAIRS = 5_000_000;

    private final Path file;
    private final String variable;
    private final char[] passphrase;
    private final Set<Pair> pairs = new LinkedHashSet<>();

    /// @param variable where the passphrase stands
    /// @throws SeedbedException if the passphrase is too short
    MappingFile(Path file, String variable, String passphrase) {
        this.file = file;
        this.variable = variable;
        this.passphrase = passphrase.toCharArray();
        try {
            SealedMapping.check(this.passphrase);
        } catch (IllegalArgumentException e) {
            throw wrong("A mapping needs a passphrase. " + e.getMessage() + ": put one into the environment variable "
                    + variable + ", or name another with --passphrase.");
        }
    }

    /// Says that the file cannot be written before hours of work.
    void mustBeWritable() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw wrong("--mapping is '" + file + "', but there is no such folder. Make it, or name another file.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong("--mapping is '" + file + "', but that is no file. Name another.");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw wrong("--mapping is '" + file + "', but there is no permission to write it. Name another file.");
        }
    }

    /// Takes in what was replaced in a text.
    void add(String text, Scrubbed scrubbed) {
        for (Replacement each : scrubbed.replacements()) {
            pairs.add(new Pair(
                    scrubbed.text().substring(each.from(), each.to()),
                    each.found().of(text)));
        }
        if (pairs.size() > MOST_PAIRS) {
            throw wrong(
                    "--mapping would hold more than " + MOST_PAIRS + " pairs, which are kept in memory until the end."
                            + " Scrub the files in several calls, with the same key and a mapping each.");
        }
    }

    /// How many there are.
    int size() {
        return pairs.size();
    }

    void write() {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        try {
            try {
                Files.write(unfinished, SealedMapping.seal(pairs, passphrase));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the mapping '" + file + "' cannot be written: " + words(e)
                            + ". The rows are; the same command with"
                            + " the same key writes the same rows and the mapping once there is room.",
                    e);
        }
    }

    /// Prints the pairs, a JSON object a line.
    void print(PrintStream out) {
        try {
            for (Pair pair : SealedMapping.pairs(Files.readAllBytes(file), passphrase)) {
                out.println(Data.of("surrogate", pair.surrogate()).with("original", pair.original()));
            }
        } catch (IOException e) {
            throw wrong("--open is '" + file + "', but that cannot be read: " + words(e) + ".");
        } catch (IllegalArgumentException e) {
            throw wrong("--open is '" + file + "', but that cannot be opened with the passphrase in the environment"
                    + " variable " + variable + ": " + e.getMessage() + ".");
        }
    }

    private static String words(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "there is no permission";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
