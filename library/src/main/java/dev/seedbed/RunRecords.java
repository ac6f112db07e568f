package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.LedgerJson;
import dev.seedbed.store.Durability;
import dev.seedbed.store.SqliteJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a run left behind, read back.
///
/// ```java
/// RunRecords records = RunRecords.of(RunDirectory.of(Path.of("runs/primes")));
/// records.forEachEntry(entry -> ...);      // in the order of the ledger
/// ```
public final class RunRecords {
    private final RunDirectory directory;

    private RunRecords(RunDirectory directory) {
        this.directory = directory;
    }

    /// The records of a run that has taken place.
    ///
    /// @throws SeedbedException if there is no ledger
    public static RunRecords of(RunDirectory directory) {
        if (!Files.isRegularFile(directory.ledger()) && Files.isRegularFile(directory.journal())) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "the run in " + directory.path() + " has no ledger yet: it is still going on, or it was killed."
                            + " The command that began it brings it to an end");
        }
        if (!Files.isRegularFile(directory.ledger())) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    directory.path() + " holds no run: there is no " + directory.ledger()
                            + "; `seedbed runs list` shows what runs there are");
        }
        return new RunRecords(directory);
    }

    /// Every sample's entry, in the order of the ledger, one at a time.
    public void forEachEntry(Consumer<LedgerEntry> consumer) {
        Path ledger = directory.ledger();
        long line = 0;
        try (BufferedReader lines = Files.newBufferedReader(ledger)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                consumer.accept(LedgerJson.read(text));
            }
        } catch (NoSuchFileException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "there is no " + ledger, e);
        } catch (JsonException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    ledger + ", line " + line + ": " + e.getMessage() + "; run the pipeline again to write it anew",
                    e);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, ledger + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The calls of these keys that the journal holds, in this order.
    ///
    /// @throws SeedbedException if the journal cannot be used, such as while the run is going on
    public List<JournalledCall> calls(List<Hash> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<JournalledCall> calls = new ArrayList<>();
        try (Journal journal = SqliteJournal.open(directory.journal(), Durability.PROCESS_DEATH)) {
            for (Hash key : keys) {
                journal.find(key).ifPresent(calls::add);
            }
        }
        return calls;
    }
}
