package dev.seedbed.cli.command;

import dev.seedbed.corpus.ExactExamination;
import dev.seedbed.text.Normalization;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed dedup`: takes duplicates out of files of any size.
@Command(
        name = "dedup",
        header = "Takes duplicates out of files of any size, and says for each what stays instead of it.",
        description = {
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class DedupCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--exact",
            description = "Removes rows whose text an earlier one has, but for case and white space. The default.")
    private boolean exact;

    DedupCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        return arguments.examine(
                "dedup",
                workshop.terminal(),
                new ExactExamination(Normalization.STANDARD, arguments.id()),
                List.of());
    }
}
