package dev.seedbed.api.run;

import dev.seedbed.api.Hash;
import java.util.Optional;

/// Every model call that was answered or failed for good, by key: the cache, the checkpoint and the only durable state
/// of
/// a run. Append-only, one process at a time, many threads.
public interface Journal extends AutoCloseable {
    /// The newest call of a key.
    Optional<JournalledCall> find(Hash key);

    /// Adds a call, and returns when it would survive the death of the process.
    ///
    /// @throws dev.seedbed.api.SeedbedException if it cannot be written, such as on a full disk; then it counts as
    ///     not made
    void append(JournalledCall call) throws InterruptedException;

    /// How many calls it holds.
    long size();

    /// Waits for what is being written, then closes. Later calls of other methods fail.
    @Override
    void close();
}
