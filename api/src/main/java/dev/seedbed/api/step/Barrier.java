package dev.seedbed.api.step;

import dev.seedbed.api.Sample;
import java.util.Iterator;

/// Needs all samples before it lets the first go on: shuffling, choosing the best. A pipeline with one needs a
/// source that ends. The engine calls it from one thread at a time, in candidate order.
public non-sealed interface Barrier extends Step {
    /// Takes the next sample.
    void collect(Sample sample);

    /// What becomes of all of them, in the new candidate order: each collected sample once, passed or rejected.
    Iterator<Released> release();

    /// One sample's outcome.
    record Released(Sample sample, Outcome outcome) {}
}
