package dev.seedbed.pipeline;

import dev.seedbed.api.step.Step;

/// A step that was built for one run.
///
/// @param type the id of the type of step it comes from
/// @param occurrence the name of the entry in the pipeline; a recipe makes several steps of one entry
public record PlannedStep(Step step, String type, String occurrence) {}
