package dev.seedbed.cli.command;

import dev.seedbed.Estimate;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.Session;
import dev.seedbed.cli.terminal.ProgressView;
import dev.seedbed.pipeline.PipelineSpec;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed estimate`: what a run will take, before it is spent.
@Command(
        name = "estimate",
        header = "Tells what is left to do for a pipeline: calls, tokens, money and time. No call is made.",
        description = {
            "What the run's journal holds costs nothing, and is what the figures are made from. Before anything is "
                    + "answered they are a count of the first prompts; --preview 20 makes the first rows and measures."
        },
        mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Option(
            names = "--preview",
            paramLabel = "N",
            description = "Makes N accepted rows first, into the run's own journal. This spends what they cost.")
    private @Nullable Long preview;

    @Option(names = "--json", description = "Prints the estimate as one JSON object.")
    private boolean json;

    EstimateCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Seedbed seedbed = pipeline.seedbed(workshop);
        PipelineSpec spec = pipeline.spec(seedbed);
        if (preview != null) {
            int exitCode = preview(seedbed, spec, preview);
            if (exitCode != 0) {
                return exitCode;
            }
        }
        Estimate estimate = seedbed.estimate(spec, pipeline.options());
        EstimateText text = new EstimateText(workshop.terminal().out());
        if (json) {
            text.json(estimate);
        } else {
            text.words(estimate);
        }
        return 0;
    }

    private int preview(Seedbed seedbed, PipelineSpec spec, long rows) throws InterruptedException {
        workshop.terminal().say("making the first " + rows + " rows, which costs their calls");
        Session session = seedbed.open(spec, pipeline.options().preview(rows));
        ProgressView view = ProgressView.of(workshop.terminal(), session.plan().name());
        return new WatchedRun(session, view, workshop.terminal()).execute(this::told);
    }

    /// A source with fewer rows than the preview wants is measured all the same.
    private int told(RunResult result) {
        workshop.terminal().say(RunReport.lastLine(result.summary()));
        return switch (result.summary().end()) {
            case DONE, TOO_FEW_ROWS -> 0;
            case DEFECT, WRONG_INPUT, OUT_OF_BUDGET, UNUSABLE, INTERRUPTED -> {
                new RunReport(workshop).words(result);
                yield result.summary().end().exitCode();
            }
        };
    }
}
