package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.Iterator;

/// Makes the candidates, in candidate order, without parents.
///
/// A source is cheap: what takes time, such as asking a model, belongs to the step behind it, which works on
/// many candidates at once. Its candidates depend on its settings, its input and the seed only.
public non-sealed interface Source extends Step {
    /// Starts from the first candidate. Closed by the engine, also when it has not been read to its end.
    Candidates open();

    /// Whether it never ends, so that only a target, a `take` or a budget ends the run.
    boolean endless();

    /// Whether its candidates are rows or documents that stand in files, and were not made by this run.
    default boolean readsRows() {
        return false;
    }

    /// The candidates: read by one thread, one after the other, as the engine gets to them.
    interface Candidates extends Iterator<Sample>, AutoCloseable {
        @Override
        void close();
    }
}
