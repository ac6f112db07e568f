package dev.seedbed.pipeline;

import dev.seedbed.api.run.Output;

/// An output of a planned pipeline.
///
/// @param id of the type of output
public record PlannedOutput(String id, Output output) {}
