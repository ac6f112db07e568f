package dev.seedbed.cli.command;

import dev.seedbed.RunOptions;
import dev.seedbed.Seedbed;
import dev.seedbed.Session;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.cli.terminal.ProgressView;
import dev.seedbed.engine.BatchCancellation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed run`: begins a run or goes on with one.
@Command(
        name = "run",
        header = "Runs a pipeline, or goes on with a run that was stopped: the same command.",
        description = "What a model has answered is never asked again. Ctrl-C keeps all that was answered.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final int TOO_FEW = 4;

    private final Workshop workshop;

    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Option(names = "--retry-failed", description = "Asks again where a call failed for good.")
    private boolean retryFailed;

    @Option(names = "--strict", description = "Exits with 4 if any row failed.")
    private boolean strict;

    @Option(names = "--json", description = "Prints progress and result as JSON, one object per line.")
    private boolean json;

    @Option(
            names = "--cancel-batches",
            description = "Runs nothing, but ends the batches that stopped runs have left at the endpoints, and keeps"
                    + " what was answered by then.")
    private boolean cancelBatches;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Adds a line of JSON to this file for each call and whatever else happens; - prints them to"
                    + " the error output.")
    private @Nullable Path log;

    @Option(
            names = "--telemetry",
            paramLabel = "URL",
            description = "Sends spans and metrics, without prompts and replies, to this OpenTelemetry collector, such"
                    + " as http://localhost:4318; env: to the one of $$OTEL_EXPORTER_OTLP_ENDPOINT. Without it nothing"
                    + " is sent.")
    private @Nullable String telemetry;

    RunCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Seedbed seedbed = pipeline.seedbed(workshop);
        RunOptions options = pipeline.options();
        if (cancelBatches) {
            return cancelBatches(seedbed, options);
        }
        RunOptions told = logged(retryFailed ? options.retryingFailed() : options);
        if (telemetry == null) {
            return run(seedbed, told, () -> {});
        }
        try (Collecting collecting = Collecting.to(telemetry, workshop)) {
            return run(seedbed, collecting.listening(told), collecting::close);
        }
    }

    private int cancelBatches(Seedbed seedbed, RunOptions options) throws InterruptedException {
        BatchCancellation.Cancelled cancelled = seedbed.cancelBatches(pipeline.spec(seedbed), options);
        workshop.terminal()
                .out()
                .println("batches cancelled: " + cancelled.batches() + "; answers and failures kept: "
                        + cancelled.settled());
        cancelled
                .remaining()
                .forEach((identity, count) -> workshop.terminal()
                        .out()
                        .println((count == 1
                                        ? "1 batch of " + identity + " remains"
                                        : count + " batches of " + identity + " remain")
                                + "; put the model back to cancel " + (count == 1 ? "it" : "them")));
        return 0;
    }

    /// @param atEnd is done before the last word
    private int run(Seedbed seedbed, RunOptions options, Runnable atEnd) throws InterruptedException {
        Session session = seedbed.open(pipeline.spec(seedbed), options);
        if (!json) {
            PipelineArguments.warn(workshop, session.plan());
        }
        ProgressView view = json
                ? ProgressView.json(workshop.terminal())
                : ProgressView.of(workshop.terminal(), session.plan().name());
        RunReport report = new RunReport(workshop);
        return new WatchedRun(session, view, workshop.terminal()).execute(result -> {
            atEnd.run();
            if (json) {
                report.json(result);
            } else {
                report.words(result);
            }
            return exitCode(result.summary());
        });
    }

    private RunOptions logged(RunOptions options) {
        if (log == null) {
            return options;
        }
        return log.toString().equals("-") ? options.logTo(workshop.terminal().err()) : options.logTo(log);
    }

    private int exitCode(RunSummary summary) {
        boolean anyFailed = summary.total().getOrDefault(Fate.FAILED, 0L) > 0;
        int exitCode = summary.end().exitCode();
        return exitCode == 0 && strict && anyFailed ? TOO_FEW : exitCode;
    }
}
