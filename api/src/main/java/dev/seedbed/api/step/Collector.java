package dev.seedbed.api.step;

import dev.seedbed.api.Sample;

/// Sees samples in candidate order, one at a time, and may remember them: deduplication, novelty, the first n.
/// What it decides of a sample depends on those before it and on nothing else, however many threads work on the
/// steps before.
///
/// The engine calls one method at a time, from changing threads, and sees to it that each sees what the calls
/// before did. It must not wait for anything: all later candidates wait behind it.
public non-sealed interface Collector extends Step {
    /// What becomes of the next sample.
    Outcome admit(Sample sample);

    /// All samples of the candidates up to number `candidate` (from 0) have been admitted or have ended before
    /// this step. Called for each candidate in order.
    default void settled(long candidate) {}

    /// Whether it wants no more samples, so that the run need not make any.
    default boolean full() {
        return false;
    }

    /// Whether it is sure to be [#full] after some number of samples, so that the source before it need not
    /// end.
    default boolean bounded() {
        return false;
    }
}
