package dev.seedbed.cli.command;

import dev.seedbed.Seedbed;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.pipeline.PlannedPipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `seedbed validate`: checks without running.
@Command(
        name = "validate",
        header = "Checks a pipeline without running it, and tells all problems at once.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Runnable {
    private final Workshop workshop;

    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    ValidateCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        Seedbed seedbed = pipeline.seedbed(workshop);
        try (PlannedPipeline plan = seedbed.plan(pipeline.spec(seedbed))) {
            PipelineArguments.warn(workshop, plan);
            workshop.terminal()
                    .out()
                    .println(pipeline.file() + ": fine; "
                            + Figures.some(plan.buildSteps().size(), "step") + ", "
                            + Figures.some(plan.models().size(), "model") + ", "
                            + Figures.some(plan.outputs().size(), "output") + "; columns at the end: "
                            + String.join(", ", plan.columns().names())
                            + (plan.columns().complete() ? "" : ", and what the input holds"));
        }
    }
}
