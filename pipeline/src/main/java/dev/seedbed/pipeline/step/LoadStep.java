package dev.seedbed.pipeline.step;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `load`: the rows of files.
final class LoadStep {
    static final Parameter<List<Path>> PATH = Parameter.listOf(
                    "path",
                    new Kind.FilePath(false),
                    "What to read: files, folders (all files in them and below) and globs (`*`, `**`, `?`, `{a,b}`),"
                            + " in the order written, the files of each in the order of their names.")
            .required();
    static final Parameter<String> FORMAT = Parameter.choice(
                    "format",
                    Stream.concat(Stream.of("auto"), FileFormat.words().stream())
                            .toList(),
                    "How to read them. `auto` goes by each file's ending.")
            .defaultsTo("auto");
    static final Parameter<Map<String, String>> COLUMNS = Parameter.mapOf(
            "columns",
            new Kind.Text(),
            "The columns to take: the name in the pipeline, and after it the name in the file. A row that lacks one"
                    + " gets null. Left out, all columns keep their names.");
    static final Parameter<Boolean> OTHERS = Parameter.flag(
                    "other-columns", "Whether the columns that `columns` does not name are taken too, as they are.")
            .defaultsTo(false);
    static final Parameter<String> ID = Parameter.text(
            "id",
            "The file's column that identifies a row. Left out, a row is identified by its content. Either way, rows"
                    + " added to the input change nothing for the others.");
    static final Parameter<Long> LIMIT = Parameter.wholeNumber(
            "limit", 1, Long.MAX_VALUE, "Reads no more than this number of rows. Left out, reads all.");
    static final Parameter<String> BAD_ROWS = Parameter.choice(
                    "bad-rows",
                    List.of("stop", "reject"),
                    "What to do about a row that cannot be read: `stop` the run, naming file and line, or `reject` the"
                            + " row with the reason `malformed-row`.")
            .defaultsTo("stop");
    static final Parameter<String> DELIMITER = Parameter.text(
            "delimiter",
            "What separates the fields of a CSV file. Left out, it is a tab in files that end in `.tsv`, and a comma"
                    + " in others.");

    private static final String DETAILS = """
            | format | endings | rows |
            |---|---|---|
            | `jsonl` | `.jsonl` `.ndjson` | a JSON object on each line; empty lines are passed over |
            | `json` | `.json` | the objects of one JSON array, or objects one after the other |
            | `csv` | `.csv` `.tsv` | records below a header; every value is a text; a column without a name is called `column_` and its number |
            | `parquet` | `.parquet` | rows; dates and times as texts, lists and structures as they are |
            | `text` | `.txt` `.md` | a row for each file: `text`, and `file`, its path below the folder or glob |

            All but Parquet may be packed (`.gz`). Texts are in UTF-8, with or without a byte order mark; lines end in LF or
            CR LF. In a folder, files with other endings are passed over, as are names that begin with a dot.

            **Ids.** A row's id follows from the step's name and the row as it stands in the file, before `columns` renames
            anything; of equal rows, the second and later ones are told apart by their number. A column named `_id` is a
            column like any other; to identify rows by it, say `id: _id`. Telling rows apart takes 11 to 21 bytes of memory
            for each.

            **Columns** are known before the run from headers and from the first 1,000 rows. A column that only later rows
            have must be named in `columns` (with `other-columns: true` to keep the rest).
            """;

    static final StepType TYPE = StepType.named(
                    "load",
                    StepKind.SOURCE,
                    "Reads rows from files: JSON Lines, JSON, CSV, Parquet, or a folder of texts.")
            .details(DETAILS)
            .taking(PATH, FORMAT, COLUMNS, OTHERS, ID, LIMIT, BAD_ROWS, DELIMITER)
            .shorthand(PATH)
            .example("""
                    - load:
                        path: questions/*.jsonl
                        columns: { question: prompt, reference: gold_answer }
                        id: key
                    """)
            .builtOfMany(LoadStep::build);

    private LoadStep() {}

    private static List<Step> build(Building building) {
        Settings settings = building.settings();
        Optional<FileFormat> format = settings.get(FORMAT).equals("auto")
                ? Optional.empty()
                : Optional.of(FileFormat.of(settings.get(FORMAT)));
        List<InputFile> files =
                InputFiles.find(settings.get(PATH), format, message -> building.problem(PATH, message));
        files.forEach(file -> building.input(file.path()));

        Optional<String> delimiter = delimiter(building, files);
        ColumnMapping mapping =
                new ColumnMapping(settings.find(COLUMNS).orElse(Map.of()), settings.get(OTHERS));
        boolean rejects = settings.get(BAD_ROWS).equals("reject");
        long limit = settings.find(LIMIT).orElse(Long.MAX_VALUE);
        Sniff sniff = Sniff.of(files, delimiter, limit, !rejects);
        sniff.problems().forEach(problem -> building.problem(PATH, "cannot be read: " + problem));
        checkColumns(building, mapping, sniff);

        LoadSource source = new LoadSource(
                building.name(), files, delimiter, mapping, settings.find(ID), limit, sniff, rejects);
        List<Step> steps = new ArrayList<>(List.of(source));
        if (rejects) {
            steps.add(new MalformedRows(building.name() + "/well-formed"));
        }
        return steps;
    }

    private static Optional<String> delimiter(Building building, List<InputFile> files) {
        Optional<String> delimiter = building.settings().find(DELIMITER);
        if (delimiter.isPresent()) {
            String value = delimiter.get();
            if (value.isEmpty() || value.contains("\"") || value.contains("\n") || value.contains("\r")) {
                building.problem(
                        DELIMITER, "is '" + value + "', but must be at least one character, no quote and no line end");
                return Optional.empty();
            }
            if (!files.isEmpty() && files.stream().noneMatch(file -> file.format() == FileFormat.CSV)) {
                building.problem(DELIMITER, "is set, but none of the files is CSV");
            }
        }
        return delimiter;
    }

    private static void checkColumns(Building building, ColumnMapping mapping, Sniff sniff) {
        if (!sniff.problems().isEmpty() || !sniff.whole()) {
            return;
        }
        String have = "the input has " + (sniff.columns().isEmpty() ? "none" : String.join(", ", sniff.columns()));
        mapping.newToOld().forEach((name, old) -> {
            if (!sniff.columns().contains(old)) {
                building.problem(
                        COLUMNS, "takes '" + name + "' from the column '" + old + "', but there is none; " + have);
            }
        });
        Optional<String> id = building.settings().find(ID);
        if (id.isPresent() && !sniff.columns().contains(id.get())) {
            building.problem(ID, "is '" + id.get() + "', but there is no such column; " + have);
        }
        if (mapping.newToOld().isEmpty() && building.settings().get(OTHERS)) {
            building.problem(OTHERS, "is true, but `columns` is left out, so all columns are taken anyway");
        }
    }
}
