package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far the inputs are read and the outputs written, in a file of a folder beside the output.
///
/// @param signature of the command line and the inputs
/// @param file the number of the file that is being read
/// @param position in it, where reading goes on
/// @param line the number of the line there
/// @param mark what the examination gave for what it remembers
record Checkpoint(
        String signature,
        int file,
        long position,
        long line,
        long keptLength,
        long removedLength,
        long mark,
        Tally tally) {
    private static final String FILE = "checkpoint.json";
    private static final String UNFINISHED = FILE + ".unfinished";

    /// Counts that outlive the process.
    static final class Tally {
        long kept;
        long changed;
        long removed;
        long rejected;
        long blankLines;
        long bytesRead;

        /// How many rows have the id that evidence names them by.
        long identified;

        final Map<String, Long> reasons = new TreeMap<>();

        long rows() {
            return kept + removed + rejected;
        }

        Data data() {
            return Data.of("kept", kept)
                    .with("changed", changed)
                    .with("removed", removed)
                    .with("rejected", rejected)
                    .with("blank_lines", blankLines)
                    .with("bytes_read", bytesRead)
                    .with("identified", identified)
                    .with("reasons", reasons);
        }

        static Tally of(Data data) {
            Tally tally = new Tally();
            tally.kept = number(data, "kept");
            tally.changed = number(data, "changed");
            tally.removed = number(data, "removed");
            tally.rejected = number(data, "rejected");
            tally.blankLines = number(data, "blank_lines");
            tally.bytesRead = number(data, "bytes_read");
            tally.identified = number(data, "identified");
            if (data.value("reasons") instanceof Map<?, ?> reasons) {
                reasons.forEach((reason, count) -> tally.reasons.put((String) reason, whole(count)));
            }
            return tally;
        }
    }

    static Path folder(Path output) {
        return output.resolveSibling("." + output.getFileName() + ".work");
    }

    static Optional<Checkpoint> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Data data = Json.parseObject(Files.readString(file));
            return Optional.of(new Checkpoint(
                    data.text("signature"),
                    (int) number(data, "file"),
                    number(data, "position"),
                    number(data, "line"),
                    number(data, "kept_length"),
                    number(data, "removed_length"),
                    number(data, "mark"),
                    Tally.of(Data.copyOf((Map<String, ?>) object(data.value("tally"))))));
        } catch (IOException | JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    private static Map<String, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        throw new IllegalArgumentException("an object is missing");
    }

    private static long number(Data data, String column) {
        return whole(data.value(column));
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a number is missing");
    }

    void write(Path folder) {
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            Files.writeString(
                    unfinished,
                    Data.of("signature", signature)
                            .with("file", file)
                            .with("position", position)
                            .with("line", line)
                            .with("kept_length", keptLength)
                            .with("removed_length", removedLength)
                            .with("mark", mark)
                            .with("tally", tally.data())
                            .toString());
            Files.move(
                    unfinished,
                    folder.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    static SeedbedException failure(Path folder, IOException e) {
        return new SeedbedException(
                ErrorKind.UNUSABLE, "the folder '" + folder + "' cannot be used for checkpoints: " + e.getMessage(), e);
    }

    /// Deletes what a run wrote to its folder, and then the folder, unless somebody else has put something there.
    ///
    /// @param files of the examination
    static void forget(Path folder, List<String> files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(FILE));
            Files.deleteIfExists(folder.resolve(UNFINISHED));
            for (String each : files) {
                Files.deleteIfExists(folder.resolve(each));
            }
            try (Stream<Path> others = Files.list(folder)) {
                if (others.findAny().isPresent()) {
                    return;
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }
}
