package dev.seedbed.engine;

import dev.seedbed.api.step.Step;

/// A step in its place.
///
/// @param type the id of the step type it was built from, for the record
public record PlannedStep(Step step, String type) {}
