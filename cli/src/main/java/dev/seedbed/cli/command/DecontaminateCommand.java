package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.corpus.ContaminationExamination;
import dev.seedbed.curate.contamination.Benchmark;
import dev.seedbed.curate.contamination.Decontamination;
import dev.seedbed.curate.contamination.ItemColumns;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed decontaminate`: takes rows that hold test items out of files of any size.
@Command(
        name = "decontaminate",
        header =
                "Takes rows out of files of any size that hold a test item of a benchmark: verbatim, edited or rephrased.",
        description = {
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class DecontaminateCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            required = true,
            description =
                    "A file with test items: .jsonl, .json, .csv or .tsv, each also with .gz. May be given again.")
    private List<Path> against = new ArrayList<>();

    @Option(
            names = "--items",
            paramLabel = "ROLE=COLUMN",
            split = ",",
            description = "The items' columns, if they are not called as usual: question=, choices=, answer=, id=.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--verdicts",
            paramLabel = "VERDICT",
            split = ",",
            description = "Which count: verbatim, edited, rephrased (default: all).")
    private List<String> verdicts = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the counts by benchmark and verdict are written: .md or .json.")
    private @Nullable Path report;

    @Option(names = "--list", help = true, description = "Shows the known benchmarks and where their files are.")
    private boolean list;

    DecontaminateCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = workshop.terminal();
        if (list) {
            list(terminal);
            return 0;
        }
        Set<Verdict> counting = verdicts();
        against.forEach(file -> arguments.mustKeep("--against", file));
        Optional<ReportFile> wanted =
                Optional.ofNullable(report).map(file -> ReportFile.checked(file, arguments, "--against", against));
        TestItems items = Decontamination.items(against, itemColumns());
        ContaminationExamination examination = new ContaminationExamination(items, counting);
        int exit = arguments.examine("decontaminate", terminal, () -> announced(examination, terminal), List.of());
        wanted.ifPresent(file -> write(file, items, examination, arguments.rows()));
        return exit;
    }

    private static ContaminationExamination announced(ContaminationExamination examination, Terminal terminal) {
        int tooCommon = examination.items().tooCommon().size();
        if (tooCommon > 0) {
            terminal.say("note: " + Figures.some(tooCommon, "item") + " will not be looked for, as "
                    + (tooCommon == 1 ? "it has too little of its own" : "they have too little of their own")
                    + "; --report FILE names " + (tooCommon == 1 ? "it" : "them"));
        }
        return examination;
    }

    private static void list(Terminal terminal) {
        for (Benchmark benchmark : Benchmark.known()) {
            terminal.out().println(benchmark.name() + ": " + benchmark.about());
            terminal.out().println("  licence: " + benchmark.licence());
            terminal.out().println("  file:    " + benchmark.source());
            terminal.out().println("  columns: " + benchmark.columns());
        }
    }

    private Set<Verdict> verdicts() {
        Set<Verdict> counting = EnumSet.noneOf(Verdict.class);
        for (String code : verdicts) {
            Set<String> known =
                    EnumSet.allOf(Verdict.class).stream().map(Verdict::code).collect(Collectors.toSet());
            if (!known.contains(code)) {
                throw wrong("--verdicts has '" + code + "', but there are verbatim, edited and rephrased.");
            }
            counting.add(Verdict.valueOf(code.toUpperCase(Locale.ROOT)));
        }
        return counting.isEmpty() ? EnumSet.allOf(Verdict.class) : counting;
    }

    private ItemColumns itemColumns() {
        for (String role : columns.keySet()) {
            if (!ItemColumns.ROLES.contains(role)) {
                throw wrong("--items has '" + role + "', but of an item there are "
                        + String.join(", ", ItemColumns.ROLES) + ".");
            }
        }
        return new ItemColumns(columns);
    }

    private static void write(ReportFile report, TestItems items, ContaminationExamination examination, long rows) {
        report.write(
                report.isForPeople()
                        ? examination.counts().markdown(items.items(), items.tooCommon(), rows)
                        : Json.write(examination.counts().json(items.items(), items.tooCommon(), rows)) + "\n");
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
