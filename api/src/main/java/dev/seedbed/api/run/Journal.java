package dev.seedbed.api.run;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import java.util.List;
import java.util.Optional;

/// Every model call that was answered or failed for good, by key: the cache, the checkpoint and the only
/// durable state of a run. Append-only, one process at a time, many threads.
public interface Journal extends AutoCloseable {
    /// The newest call of a key.
    Optional<JournalledCall> find(Hash key);

    /// Adds a call, and returns when it would survive the death of the process.
    ///
    /// @throws dev.seedbed.api.SeedbedException if it cannot be written, such as on a full disk; then it counts
    ///     as not made
    void append(JournalledCall call) throws InterruptedException;

    /// What is kept of batches beside the calls; empty where nothing can be, and then none is made.
    default Optional<BatchLog> batches() {
        return Optional.empty();
    }

    /// How many calls it holds.
    long size();

    /// What all the calls it holds took and cost together, for the budget.
    Spent spent();

    /// @param calls that were answered
    /// @param cost sums by currency, with what tries without a reply may have cost; empty if nothing cost anything
    /// @param lostTokens what tries without a reply may have taken
    record Spent(long calls, Usage usage, List<Money> cost, long lostTokens) {}

    /// Waits for what is being written, then closes. Later calls of other methods fail.
    @Override
    void close();
}
