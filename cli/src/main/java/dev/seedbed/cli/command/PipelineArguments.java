package dev.seedbed.cli.command;

import dev.seedbed.RunOptions;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.PlannedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A pipeline's file, and what a call says beside it.
final class PipelineArguments {
    @Parameters(paramLabel = "PIPELINE", description = "The file of YAML.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces a value of the pipeline, such as steps.magpie.model=judge or seed=7.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--target", paramLabel = "ROWS", description = "The same as --set target=ROWS.")
    private @Nullable Long target;

    @Option(names = "--out", paramLabel = "FOLDER", description = "The run's folder instead of runs/<name>.")
    private @Nullable Path out;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "What models cost, before the list that comes with Seedbed; $SEEDBED_PRICES, if left out.")
    private @Nullable Path prices;

    /// The library as the call wants it.
    Seedbed seedbed(Workshop workshop) {
        return workshop.seedbed(prices);
    }

    /// Says what is right, but better looked at before money is spent.
    static void warn(Workshop workshop, PlannedPipeline plan) {
        plan.warnings().forEach(warning -> workshop.terminal().say("note: " + warning));
    }

    /// The pipeline as the call wants it.
    PipelineSpec spec(Seedbed seedbed) {
        List<String> all = new ArrayList<>(overrides);
        if (target != null) {
            all.add("target=" + target);
        }
        return seedbed.read(file).with(all);
    }

    RunOptions options() {
        return out == null ? RunOptions.defaults() : RunOptions.defaults().into(out);
    }

    Path file() {
        return file;
    }
}
