package dev.seedbed.engine;

import dev.seedbed.api.model.Canary;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.RunSummary.InputFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// All that decides what a run does, but for the replies of the models.
///
/// @param name the pipeline's name
/// @param seed every random choice follows from
/// @param steps the first is the source
/// @param models that the steps ask
/// @param target how many accepted rows are wanted; without one the run ends with its source
/// @param patience how many candidates in a row, in candidate order, may give no accepted row before a run with
///     a target gives up
/// @param caps of money, tokens, calls and time
/// @param calls how calls are made
/// @param inFlight how many candidates may be between their beginning and their place in the data set
/// @param retryFailed whether calls that failed for good are made again
/// @param inputs for the record
/// @param groups of the models, by aliases of their own
/// @param failsOver whether others of a group are asked when the first does not answer; their answers in the
///     journal count in any case
/// @param canaries by the aliases of the models that have one
public record RunPlan(
        String name,
        long seed,
        List<PlannedStep> steps,
        List<ModelBinding> models,
        OptionalLong target,
        long patience,
        Caps caps,
        CallRules calls,
        int inFlight,
        boolean retryFailed,
        List<InputFile> inputs,
        List<ModelGroup> groups,
        boolean failsOver,
        Map<String, Canary> canaries) {
    public RunPlan {
        steps = List.copyOf(steps);
        models = List.copyOf(models);
        inputs = List.copyOf(inputs);
        groups = List.copyOf(groups);
        canaries = Map.copyOf(canaries);
    }

    /// With no groups and no canaries.
    public RunPlan(
            String name,
            long seed,
            List<PlannedStep> steps,
            List<ModelBinding> models,
            OptionalLong target,
            long patience,
            Caps caps,
            CallRules calls,
            int inFlight,
            boolean retryFailed,
            List<InputFile> inputs) {
        this(
                name,
                seed,
                steps,
                models,
                target,
                patience,
                caps,
                calls,
                inFlight,
                retryFailed,
                inputs,
                List.of(),
                true,
                Map.of());
    }
}
