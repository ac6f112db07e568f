package dev.seedbed.pipeline;

import java.time.LocalDate;
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
    private final Surroundings surroundings;

    /// What pipelines are checked against.
    record Surroundings(Catalogue catalogue, Map<String, String> environment, PriceList prices, LocalDate today) {}

    /// With no list of prices.
    ///
    /// @param environment the process's environment variables, where keys come from
    public Binder(Catalogue catalogue, Map<String, String> environment) {
        this(catalogue, environment, PriceList.none(), LocalDate.EPOCH);
    }

    /// @param environment the process's environment variables, where keys come from
    /// @param prices of models whose pipeline does not say what they cost
    /// @param today some prices hold from or until a day, and old ones are mentioned
    public Binder(Catalogue catalogue, Map<String, String> environment, PriceList prices, LocalDate today) {
        this.surroundings = new Surroundings(catalogue, Map.copyOf(environment), prices, today);
    }

    /// The pipeline, ready to run. Can be called again, also for the same pipeline: plans share nothing.
    ///
    /// @throws dev.seedbed.api.setting.InvalidPipelineException with every problem, in the order of the file
    /// @throws dev.seedbed.api.SeedbedException of kind `UNUSABLE` if the pipeline is right, but a model cannot
    ///     be opened, as when its key is not in the environment
    public PlannedPipeline bind(PipelineSpec spec) {
        return new Binding(surroundings, spec).plan();
    }
}
