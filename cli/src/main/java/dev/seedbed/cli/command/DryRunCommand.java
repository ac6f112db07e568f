package dev.seedbed.cli.command;

import dev.seedbed.Seedbed;
import dev.seedbed.api.run.JournalledCall;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed dry-run`: the first prompts, and no call.
@Command(
        name = "dry-run",
        header = "Shows the first prompts as a model would get them. No call is made.",
        description = "A prompt that needs an earlier reply cannot be shown; `preview` shows those.",
        mixinStandardHelpOptions = true)
final class DryRunCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private PipelineArguments pipeline = new PipelineArguments();

    @Option(
            names = {"-n", "--calls"},
            paramLabel = "N",
            defaultValue = "3",
            description = "How many prompts (default: ${DEFAULT-VALUE}).")
    private int calls;

    DryRunCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Seedbed seedbed = pipeline.seedbed(workshop);
        List<JournalledCall> first = seedbed.dryRun(pipeline.spec(seedbed), calls);
        if (first.isEmpty()) {
            workshop.terminal().say("no model would be asked for the rows that the source gives");
        }
        CallText text = new CallText(workshop.terminal().out());
        first.forEach(text::request);
        return 0;
    }
}
