package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.corpus.OverlapExamination;
import dev.seedbed.curate.contamination.Overlap.Limits;
import dev.seedbed.curate.contamination.ReferenceTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed overlap`: takes rows that copy reference texts out of files of any size.
@Command(
        name = "overlap",
        header = "Takes rows out of files of any size that have too much word for word from reference texts.",
        description = {
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class OverlapCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            required = true,
            description =
                    "A file that is a reference text, or .jsonl (.ndjson, .json) with a text a line; each also with .gz. May be"
                            + " given again.")
    private List<Path> references = new ArrayList<>();

    @Option(
            names = "--reference-column",
            paramLabel = "COLUMN",
            description = "The column with the text in .jsonl (default: ${DEFAULT-VALUE}).")
    private String column = "text";

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "So many words in a row count as copied (default: ${DEFAULT-VALUE}).")
    private int words = ReferenceTexts.USUAL_WORDS;

    @Option(
            names = "--longest",
            paramLabel = "N",
            description = "From so many copied words in a row on, a row goes (default: ${DEFAULT-VALUE}).")
    private int longest = 50;

    @Option(
            names = "--coverage",
            paramLabel = "SHARE",
            description = "From this share of its words in copied runs on, a row goes (default: ${DEFAULT-VALUE}).")
    private double coverage = 0.5;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the rows are counted by the reference text that has their longest run: .md or .json.")
    private @Nullable Path report;

    OverlapCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        Limits limits = limits();
        references.forEach(file -> arguments.mustKeep("--reference", file));
        Terminal terminal = workshop.terminal();
        arguments.mustWrite();
        Optional<ReportFile> wanted =
                Optional.ofNullable(report).map(file -> ReportFile.checked(file, arguments, "--reference", references));
        try (ReferenceTexts texts = ReferenceTexts.read(references, column, words)) {
            terminal.say("note: " + Figures.some(texts.size(), "reference text"));
            OverlapExamination examination = new OverlapExamination(texts, limits);
            int exit = arguments.examine("overlap", terminal, examination, List.of());
            wanted.ifPresent(file -> write(file, examination));
            return exit;
        }
    }

    private void write(ReportFile file, OverlapExamination examination) {
        file.write(
                file.isForPeople()
                        ? examination.counts().markdown(arguments.rows())
                        : Json.write(examination.counts().json(arguments.rows())) + "\n");
    }

    private Limits limits() {
        if (words < 5 || words > 1_000) {
            throw wrong("--words is " + words + ", but must be from 5 to 1,000.");
        }
        if (longest < words) {
            throw wrong("--longest is " + longest + ", but runs below --words, which is " + words + ", do not count.");
        }
        if (!(coverage > 0 && coverage <= 1)) {
            throw wrong("--coverage is " + coverage + ", but must be above 0 and at most 1.");
        }
        return new Limits(longest, coverage);
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
