package dev.seedbed.cli.command;

import dev.seedbed.curate.agreement.AltTest;
import dev.seedbed.curate.agreement.AltTestColumns;
import dev.seedbed.curate.agreement.JudgeAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed judge alt-test`: a judge against single people.
@Command(
        name = "alt-test",
        header =
                "Tests whether a judge stands for people as well as one of them does (the alternative annotator test).",
        mixinStandardHelpOptions = true)
final class JudgeAltTestCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private JudgedRows rows = new JudgedRows();

    @Option(names = "--judge", paramLabel = "COLUMN", required = true, description = "The judge's label.")
    private String judge = "";

    @Option(
            names = "--humans",
            paramLabel = "COLUMN",
            split = ",",
            required = true,
            description = "The label of each person: three columns or more, with commas between.")
    private List<String> humans = new ArrayList<>();

    @Option(
            names = "--epsilon",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "How much worse than a person the judge may be for what it saves: 0.2 for experts, 0.15 for"
                    + " skilled people, 0.1 for a crowd (default: ${DEFAULT-VALUE}).")
    private double epsilon;

    @Option(names = "--numbers", description = "Labels are numbers: the nearer the better, not right or wrong.")
    private boolean numbers;

    JudgeAltTestCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() {
        AltTestColumns columns = new AltTestColumns(judge, humans, numbers, epsilon);
        AltTest test = rows.read(data -> JudgeAudit.altTest(data, columns));
        if (rows.json()) {
            workshop.terminal().out().println(JudgeJson.of(test));
        } else {
            new JudgeText(workshop.terminal().out()).altTest(test, columns);
        }
        return 0;
    }
}
