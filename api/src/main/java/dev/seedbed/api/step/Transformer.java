package dev.seedbed.api.step;

/// Computes: changes a sample's columns, or makes several samples of it.
public non-sealed interface Transformer extends SampleStep {
    @Override
    default boolean changesRows() {
        return true;
    }
}
