package dev.seedbed.api.step;

/// What a type of step is, for the reference and for checks of a pipeline's shape.
public enum StepKind {
    SOURCE,
    GENERATOR,
    TRANSFORMER,
    SCORER,
    GATE,
    COLLECTOR,
    EXPORTER,
    /// A chain of steps from the literature.
    RECIPE
}
