package dev.seedbed.engine;

import dev.seedbed.api.Sample;
import dev.seedbed.api.run.LedgerEntry;
import java.io.IOException;

/// Where a run's rows and ledger go. Called by one thread at a time, in candidate order.
public interface RunRecorder {
    /// Takes the next row of the data set.
    void accept(Sample sample) throws IOException;

    /// Takes the next line of the ledger. Comes after [#accept] for an accepted sample.
    void record(LedgerEntry entry) throws IOException;
}
