package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// What an index that stays knows of the run of `dedup` that adds to it, in a file beside the index: until the outputs
/// of the run are in their place, its rows do not count.
///
/// @param size how many rows the index had before the run
/// @param run the run, by a name that no other has
/// @param waiting a file that is gone once the outputs are in their place; empty before they are complete
public record UnfinishedRun(long size, String run, String waiting) {
    private static final String FILE = "unfinished-run";

    /// The run that an earlier process left, if it left one; it may be at work still.
    ///
    /// @throws SeedbedException if that cannot be told
    public static Optional<UnfinishedRun> read(Path index) {
        Path file = index.resolve(FILE);
        try {
            // One of no bytes was left by a process that died before it added anything.
            if (!Files.exists(file) || Files.size(file) == 0) {
                return Optional.empty();
            }
            Data data = Json.parseObject(Files.readString(file));
            return Optional.of(
                    new UnfinishedRun(Long.parseLong(data.text("size")), data.text("run"), data.text("waiting")));
        } catch (IOException | JsonException | IllegalArgumentException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the index '" + index + "' cannot be used: '" + file + "' does not say what a run that died has"
                            + " added (" + e.getMessage() + "). Delete that file to count those rows too, or make the"
                            + " index anew in another folder.",
                    e);
        }
    }

    /// Whether its outputs are in their place, although it died before it could say so.
    public boolean isOver() {
        return !waiting.isEmpty() && !Files.exists(Path.of(waiting));
    }

    /// The same run, when its outputs are complete: until this file is gone, they have not got their names.
    public UnfinishedRun waitingFor(String file) {
        return new UnfinishedRun(size, run, file);
    }

    /// Appears whole, and outlives the power.
    public void write(Path index) throws IOException {
        Path file = index.resolve(FILE);
        Path unfinished = index.resolve(FILE + ".unfinished");
        Files.writeString(
                unfinished,
                Data.of("size", size).with("run", run).with("waiting", waiting).toString(),
                StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The rows of the run that added last count from now on.
    public static void forget(Path index) throws IOException {
        Files.deleteIfExists(index.resolve(FILE));
    }
}
