package dev.seedbed.pipeline;

import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.step.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A pipeline that was checked and can run: everything an engine needs.
///
/// Immutable and thread-safe, but for its endpoints, which it closes.
public final class PlannedPipeline implements AutoCloseable {
    private final PipelineSpec spec;
    private final Head head;
    private final List<PlannedModel> models;
    private final List<PlannedGroup> groups;
    private final List<String> warnings;
    private final List<PlannedOutput> outputs;
    private final List<Path> inputs;
    private final Columns columns;
    private final Supplier<List<PlannedStep>> steps;

    /// What stands at the head of a pipeline.
    ///
    /// @param patience how many candidates in a row, in candidate order, may end without an accepted row before
    ///     the run gives up
    /// @param calls how calls are made
    /// @param compareWith the human work whose price the run's is held against
    /// @param detection what the accepted rows are looked at for
    record Head(
            String name,
            long seed,
            Optional<Long> target,
            long patience,
            CallRules calls,
            Optional<HumanPrice> compareWith,
            Optional<OutputDetection> detection,
            Budget budget) {}

    PlannedPipeline(
            PipelineSpec spec,
            Head head,
            List<PlannedModel> models,
            List<PlannedGroup> groups,
            List<String> warnings,
            List<PlannedOutput> outputs,
            List<Path> inputs,
            Columns columns,
            Supplier<List<PlannedStep>> steps) {
        this.spec = spec;
        this.head = head;
        this.models = List.copyOf(models);
        this.groups = List.copyOf(groups);
        this.warnings = List.copyOf(warnings);
        this.outputs = List.copyOf(outputs);
        this.inputs = List.copyOf(inputs);
        this.columns = columns;
        this.steps = steps;
    }

    public PipelineSpec spec() {
        return spec;
    }

    public String name() {
        return head.name();
    }

    public long seed() {
        return head.seed();
    }

    /// The number of accepted rows asked for, if one was asked for.
    public Optional<Long> target() {
        return head.target();
    }

    /// How many candidates in a row, in candidate order, may end without an accepted row before the run gives
    /// up.
    public long patience() {
        return head.patience();
    }

    /// How calls are made.
    public CallRules calls() {
        return head.calls();
    }

    /// The human work whose price per row the run's is held against, if one was named.
    public Optional<HumanPrice> compareWith() {
        return head.compareWith();
    }

    /// What the accepted rows are looked at for, unless that was switched off.
    public Optional<OutputDetection> detection() {
        return head.detection();
    }

    /// What is right, but better looked at before money is spent, such as a price that is old; a sentence each.
    public List<String> warnings() {
        return warnings;
    }

    public Budget budget() {
        return head.budget();
    }

    /// The models in the order of the pipeline, each with its endpoint.
    public List<PlannedModel> models() {
        return models;
    }

    /// Aliases that stand for several models, in the order of the pipeline.
    public List<PlannedGroup> groups() {
        return groups;
    }

    /// The model of that alias; empty for a group's.
    public Optional<PlannedModel> model(String alias) {
        return models.stream().filter(model -> model.alias().equals(alias)).findFirst();
    }

    /// The steps, newly built at each call: a run needs steps that no other run has used. The first is a
    /// source.
    public List<PlannedStep> buildSteps() {
        return steps.get();
    }

    public List<PlannedOutput> outputs() {
        return outputs;
    }

    /// The files that the steps read, in the order of the steps, each once.
    public List<Path> inputs() {
        return inputs;
    }

    /// The columns behind the last step, as far as they are known.
    public Columns columns() {
        return columns;
    }

    /// Closes the models' endpoints.
    @Override
    public void close() {
        models.forEach(model -> model.endpoint().close());
    }
}
