package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.cli.terminal.CorpusView;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.corpus.Corpus;
import dev.seedbed.corpus.CorpusReport;
import dev.seedbed.corpus.Examination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What every command over files takes: inputs, outputs, and how to go through the rows.
final class CorpusArguments {
    private static final double MEGABYTE = 1e6;
    private static final String STDOUT = "-";

    @Parameters(
            arity = "0..*",
            paramLabel = "IN",
            description = "Files, folders and globs: JSON Lines (also .gz, .zst) and Parquet, read in the order of"
                    + " their paths.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "COLUMN",
            split = ",",
            required = true,
            description = "The column with the text, or several with commas between. A column may hold a list of"
                    + " messages: their contents are the text.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "KEPT",
            description = "Where the rows that stay are written: .jsonl, .jsonl.gz, .jsonl.zst or .parquet, or - for"
                    + " the standard output.")
    private @Nullable String out;

    @Option(
            names = "--removed",
            paramLabel = "FILE",
            description = "Where a line is written for each row that goes, changes or cannot be read, with its file,"
                    + " line, reason and evidence: .jsonl, .jsonl.gz or .jsonl.zst.")
    private @Nullable Path removed;

    @Option(names = "--with-rows", description = "The removed rows themselves stand in that file, as `row`.")
    private boolean withRows;

    @Option(
            names = "--annotate",
            paramLabel = "COLUMN",
            description = "Removes nothing: all rows are written, each with the verdict about it in this new column.")
    private @Nullable String annotate;

    @Option(names = "--id", paramLabel = "COLUMN", description = "Evidence names rows by this column, too.")
    private @Nullable String id;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads work (default: as many as there are processors). The outputs are the same"
                    + " bytes for any number.")
    private @Nullable Integer threads;

    @Option(
            names = "--longest-line",
            paramLabel = "BYTES",
            description = "Longer lines are counted as unreadable and not held in memory: bytes, or with K, M or G"
                    + " (default: 64M).")
    private @Nullable String longestLine;

    @Option(names = "--strict", description = "Stops at the first row that cannot be read.")
    private boolean strict;

    @Option(names = "--json", description = "Prints the counts as one JSON object.")
    private boolean json;

    private long rows;
    private @Nullable Path besides;

    /// How many rows there were, once they have been examined.
    long rows() {
        return rows;
    }

    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /// A file that the command itself writes; it is not read if a folder or a glob finds it.
    void alsoWrites(Path file) {
        this.besides = file;
    }

    /// Refuses a file that is to be written if it is one of those that were named to be read or written.
    ///
    /// @param option how the file was named
    void mustNotHold(String option, Path file) {
        inputs.forEach(input -> FileNames.mustDiffer(option, file, "an input", input));
        Optional.ofNullable(out)
                .filter(name -> !STDOUT.equals(name))
                .ifPresent(name -> FileNames.mustDiffer(option, file, "--out, too,", Path.of(name)));
        Optional.ofNullable(removed).ifPresent(name -> FileNames.mustDiffer(option, file, "--removed, too,", name));
    }

    /// Refuses outputs that would write over a file that is read besides the inputs.
    ///
    /// @param option how that file was named
    void mustKeep(String option, Path read) {
        Optional.ofNullable(out)
                .filter(name -> !STDOUT.equals(name))
                .ifPresent(name -> FileNames.mustDiffer("--out", Path.of(name), "a file of " + option, read));
        Optional.ofNullable(removed)
                .ifPresent(name -> FileNames.mustDiffer("--removed", name, "a file of " + option, read));
    }

    List<String> texts() {
        return texts;
    }

    boolean json() {
        return json;
    }

    /// The files without any output, for a first way through.
    Corpus unwritten(Terminal terminal) {
        Corpus corpus = Corpus.of(inputs, texts).without(outputs()).telling(words -> terminal.say("note: " + words));
        Optional.ofNullable(threads).ifPresent(corpus::threads);
        Optional.ofNullable(longestLine).map(CorpusArguments::bytes).ifPresent(corpus::longestLine);
        watch(corpus, CorpusView.of(terminal, "first way through"), System.nanoTime());
        return corpus;
    }

    private List<Path> outputs() {
        List<Path> outputs = new ArrayList<>();
        Optional.ofNullable(out)
                .filter(file -> !STDOUT.equals(file))
                .map(Path::of)
                .ifPresent(outputs::add);
        Optional.ofNullable(removed).ifPresent(outputs::add);
        Optional.ofNullable(besides).ifPresent(outputs::add);
        return outputs;
    }

    private static void watch(Corpus corpus, CorpusView view, long start) {
        corpus.watchedBy(progress -> view.show(
                progress.rows(),
                progress.removed(),
                progress.bytesRead(),
                progress.bytesTotal(),
                Duration.ofNanos(System.nanoTime() - start)));
    }

    /// Files that hold something else, read as the inputs are.
    Corpus others(List<Path> files, Terminal terminal) {
        Corpus corpus = Corpus.of(files, texts).telling(words -> terminal.say("note: " + words));
        Optional.ofNullable(longestLine).map(CorpusArguments::bytes).ifPresent(corpus::longestLine);
        return corpus;
    }

    /// What is given here although a call that writes no rows would not look at it.
    List<String> unneededWithoutRows() {
        List<String> unneeded = new ArrayList<>();
        if (!inputs.isEmpty()) {
            unneeded.add("IN");
        }
        if (out != null) {
            unneeded.add("--out");
        }
        if (removed != null) {
            unneeded.add("--removed");
        }
        if (annotate != null) {
            unneeded.add("--annotate");
        }
        if (id != null) {
            unneeded.add("--id");
        }
        return unneeded;
    }

    /// Whether rows are to be written, or what became of them.
    boolean writes() {
        return out != null || removed != null;
    }

    /// Verdicts are written as a column, and nothing is changed.
    void annotateUnlessTold(String column) {
        if (annotate == null && out != null) {
            annotate = column;
        }
    }

    /// Refuses rows in the file of what was removed.
    ///
    /// @param why after "which"
    void mustNotShowRows(String why) {
        if (withRows) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "--with-rows writes the rows as they were, which " + why + ". Leave it out.");
        }
    }

    /// Refuses a call that would do much and leave nothing.
    void mustWrite() {
        if (out == null && removed == null) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "Nothing would be written. Name --out KEPT, --removed FILE or both.");
        }
        if (removed != null && STDOUT.equals(removed.toString())) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "--removed is '-', but only the rows that stay can go to the standard output (--out -). Name a file,"
                            + " such as removed.jsonl.");
        }
        if (annotate != null && annotate.isBlank()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "--annotate is empty, but must be the name of a new column, such as 'verdict'.");
        }
        if (annotate != null && out == null) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "--annotate writes all rows, but --out does not say where.");
        }
    }

    private Corpus written(Terminal terminal) {
        mustWrite();
        Corpus corpus = unwritten(terminal);
        if (STDOUT.equals(out)) {
            corpus.keptTo(new StandardOutput(terminal.out()));
        } else {
            Optional.ofNullable(out).map(Path::of).ifPresent(corpus::keptTo);
        }
        Optional.ofNullable(removed).ifPresent(corpus::removedTo);
        Optional.ofNullable(annotate).ifPresent(corpus::annotating);
        id().ifPresent(corpus::identifiedBy);
        if (withRows) {
            corpus.withRemovedRows();
        }
        return strict ? corpus.strict() : corpus;
    }

    /// Goes through all rows, shows how far it is, and says what came of it.
    ///
    /// @param noted the columns that the examination asks rows for
    int examine(String name, Terminal terminal, Examination<?> examination, List<String> noted)
            throws InterruptedException {
        return examine(name, terminal, () -> examination, noted);
    }

    /// Makes an examination, which may take a way through all rows.
    interface Maker {
        Examination<?> make() throws InterruptedException;
    }

    /// The same with an examination that is made when it is known that the outputs can be written.
    int examine(String name, Terminal terminal, Maker maker, List<String> noted) throws InterruptedException {
        written(terminal).check();
        // A first way through the rows takes time, too.
        long begin = System.nanoTime();
        Examination<?> examination = maker.make();
        long start = System.nanoTime();
        CorpusReport report;
        try (CorpusView view = CorpusView.of(terminal, name)) {
            Corpus corpus = written(terminal).noting(noted);
            watch(corpus, view, start);
            report = corpus.examine(examination);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        rows = report.rows();
        say(report, elapsed, terminal);
        return 0;
    }

    private void say(CorpusReport report, Duration elapsed, Terminal terminal) {
        // The standard output may hold the rows.
        Consumer<String> say = STDOUT.equals(out) ? terminal::say : terminal.out()::println;
        if (json) {
            say.accept(Json.write(asJson(report, elapsed)));
            return;
        }
        Map<String, Long> reasons = new TreeMap<>(report.reasons());
        reasons.forEach((reason, count) -> say.accept(String.format(Locale.ROOT, "  %,10d  %s", count, reason)));
        if (report.blankLines() > 0) {
            say.accept("note: " + Figures.some(report.blankLines(), "blank line") + " left out");
        }
        if (report.rejected() > 0) {
            say.accept("note: " + Figures.some(report.rejected(), "row") + " could not be read and "
                    + (report.rejected() == 1 ? "is" : "are") + " not among the kept"
                    + (removed == null ? "; --removed FILE says which, and why" : "; see " + removed));
        }
        say.accept(Figures.some(report.rows(), "row") + ": " + Figures.count(report.kept()) + " kept"
                + (report.changed() == 0
                        ? ", "
                        : ", " + Figures.count(report.changed())
                                + (annotate == null ? " of them changed, " : " of which would change, "))
                + Figures.count(report.removed()) + (annotate == null ? " removed, " : " would go, ")
                + Figures.count(report.rejected()) + " rejected; " + Figures.time(elapsed)
                + String.format(
                        Locale.ROOT,
                        ", %.1f MB/s",
                        report.bytes() / MEGABYTE / Math.max(0.001, elapsed.toNanos() / 1e9)));
    }

    private static Map<String, @Nullable Object> asJson(CorpusReport report, Duration elapsed) {
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("rows", report.rows());
        counts.put("kept", report.kept());
        counts.put("changed", report.changed());
        counts.put("removed", report.removed());
        counts.put("rejected", report.rejected());
        counts.put("blank_lines", report.blankLines());
        counts.put("reasons", new TreeMap<>(report.reasons()));
        counts.put("bytes", report.bytes());
        counts.put("seconds", elapsed.toMillis() / 1000.0);
        return counts;
    }

    private static long bytes(String text) {
        String digits = text.replaceAll("(?i)[kmg]b?$", "");
        try {
            long number = Long.parseLong(digits.strip());
            String unit = text.substring(digits.length()).toLowerCase(Locale.ROOT);
            int shift = unit.startsWith("k") ? 10 : unit.startsWith("m") ? 20 : unit.startsWith("g") ? 30 : 0;
            return Math.multiplyExact(number, 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "--longest-line is '" + text + "', but must be a number of bytes such as 1000000, 512K or 64M.",
                    e);
        }
    }
}
