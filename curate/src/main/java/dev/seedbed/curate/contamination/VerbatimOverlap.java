package dev.seedbed.curate.contamination;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.contamination.Overlap.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The `verbatim-overlap` step of the pipeline language: a [VerbatimOverlapGate].
final class VerbatimOverlap {
    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column", new Kind.Column(), "The column to look at; of several, each is looked at by itself.")
            .required();

    private static final Parameter<List<Path>> REFERENCES = Parameter.listOf(
                    "references",
                    new Kind.FilePath(true),
                    "Files with the reference texts: one text each, or JSON Lines with a text a line; also packed"
                            + " (`.gz`).")
            .required();

    private static final Parameter<String> REFERENCE_COLUMN = Parameter.text(
                    "reference_column", "The column with the text in reference files of JSON Lines.")
            .defaultsTo("text");

    private static final Parameter<Long> WORDS = Parameter.wholeNumber(
                    "words", 5, 1_000, "How many words in a row count as copied, at least.")
            .defaultsTo(ReferenceTexts.USUAL_WORDS);

    private static final Parameter<Long> LONGEST = Parameter.wholeNumber(
                    "longest", 5, 1_000_000, "From so many copied words in a row on, a row is rejected.")
            .defaultsTo(50);

    private static final Parameter<Double> COVERAGE = Parameter.decimal(
                    "coverage", 0.001, 1, "From this share of its words in copied runs on, a row is rejected.")
            .defaultsTo(0.5);

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with the evidence in a column.")
            .defaultsTo(false);

    static final StepType TYPE = StepType.named(
                    "verbatim-overlap",
                    StepKind.GATE,
                    "Rejects rows that have too much word for word from reference texts, such as books under copyright.")
            .details("""
                    A run of `words` words or more that stands in a reference text, word for word, is copied; case and punctuation
                    do not count, a letter of a script without spaces is a word. None is missed, wherever it stands. A row is
                    rejected if one run has `longest` words or more, or if `coverage` of its words stand in copied runs. So a page
                    that quotes a sentence passes, and a short answer that is a quotation does not.

                    A row is held against all reference texts at once. Memory: about 8 bytes for each word of the reference texts with runs of 20 words, 3 with runs of 50; in a
                    temporary file 8 bytes a word.

                    With `annotate` nothing is rejected. Column: `verbatim_overlap`, with the evidence, or null.

                    Reason: `verbatim-overlap`. Evidence: `column`, the `file` that has the longest run, and its `line` in JSON
                    Lines; `longest_run` in words, `coverage`, `copied` of how many `words`, `span_count`, and the longest five as
                    `spans`: `start` and `end` in the text, `words`, `file` and `line`, the word there with which they begin as
                    `from_word`, and `text`, up to 200 characters.""")
            .taking(COLUMN, REFERENCES, REFERENCE_COLUMN, WORDS, LONGEST, COVERAGE, ANNOTATE)
            .example("- verbatim-overlap: { column: answer, references: [novel.txt], longest: 50, coverage: 0.5 }")
            .builtBy(VerbatimOverlap::build);

    private VerbatimOverlap() {}

    private static Step build(Building building) {
        Settings settings = building.settings();
        List<Path> files = settings.get(REFERENCES);
        files.forEach(building::input);
        files.forEach(building::input);
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                building.problem(REFERENCES, "has '" + file + "', which is a folder; name its files");
            }
        }
        int words = Math.toIntExact(settings.get(WORDS));
        String column = settings.get(REFERENCE_COLUMN);
        Limits limits = new Limits(Math.toIntExact(settings.get(LONGEST)), settings.get(COVERAGE));
        if (limits.longest() < words) {
            building.problem(
                    LONGEST,
                    "is " + limits.longest() + ", but runs below `words`, which is " + words + ", do not count");
        }
        return new VerbatimOverlapGate(
                building.name(),
                settings.get(COLUMN),
                () -> ReferenceTexts.read(files, column, words),
                limits,
                settings.get(ANNOTATE));
    }
}
