package dev.seedbed.pipeline;

import java.util.Map;

/// Checks pipelines against a catalogue and builds them.
///
/// ```java
/// try (PlannedPipeline plan = new Binder(catalogue, System.getenv()).bind(PipelineReader.read(file))) {
///     plan.buildSteps();
/// }
/// ```
///
/// Thread-safe. Nothing is called, written or read beyond the beginning of input files.
public final class Binder {
    private final Catalogue catalogue;
    private final Map<String, String> environment;

    /// @param environment the process's environment variables, where keys come from
    public Binder(Catalogue catalogue, Map<String, String> environment) {
        this.catalogue = catalogue;
        this.environment = Map.copyOf(environment);
    }

    /// The pipeline, ready to run. Can be called again, also for the same pipeline: plans share nothing.
    ///
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem, in the order of the file
    /// @throws dev.seedbed.api.SeedbedException of kind `UNUSABLE` if the pipeline is right, but a model cannot
    ///     be opened, as when its key is not in the environment
    public PlannedPipeline bind(PipelineSpec spec) {
        return new Binding(catalogue, environment, spec).plan();
    }
}
