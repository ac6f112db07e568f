package dev.seedbed.api.step;

import dev.seedbed.api.Sample;

/// Writes the samples that pass it, in candidate order, whatever becomes of them later. With a target it gets
/// those of the candidates up to the last accepted row, so that what it writes does not depend on timing
/// either.
public non-sealed interface Exporter extends Step {
    /// Called before anything else, when the run begins.
    void open();

    /// Takes the next sample.
    void write(Sample sample);

    /// The run is over.
    ///
    /// @param finished whether it came to its end, so that what was written is complete
    void close(boolean finished);
}
