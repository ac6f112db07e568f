package dev.seedbed.cli.command;

import dev.seedbed.RunRecords;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.Session;
import dev.seedbed.cli.terminal.ProgressView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed preview`: the first rows, explained.
@Command(
        name = "preview",
        header = "Makes the first rows of a pipeline and explains each, the rejected ones too.",
        description = "What it asks goes into the run's own journal, so a run later does not ask it again.",
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "N",
            defaultValue = "5",
            description = "How many accepted rows (default: ${DEFAULT-VALUE}).")
    private long rows;

    PreviewCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Seedbed seedbed = pipeline.seedbed(workshop);
        Session session =
                seedbed.open(pipeline.spec(seedbed), pipeline.options().preview(rows));
        PipelineArguments.warn(workshop, session.plan());
        ProgressView view = ProgressView.of(workshop.terminal(), session.plan().name());
        return new WatchedRun(session, view, workshop.terminal()).execute(this::show);
    }

    private Integer show(RunResult result) {
        SampleText text = new SampleText(workshop.terminal().out());
        RunRecords.of(result.directory()).forEachEntry(text::entry);
        new RunReport(workshop).words(result);
        return result.summary().end().exitCode();
    }
}
