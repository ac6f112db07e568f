package dev.seedbed.curate;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The `novelty` step of the pipeline language: a [NoveltyCollector], with its initial pool from a file.
final class Novelty {
    private static final Parameter<String> COLUMN =
            Parameter.column("column", "The column whose texts must differ.").required();

    private static final Parameter<Double> MAXIMUM = Parameter.decimal(
                    "maximum", 0, 1, "The highest ROUGE-L F to any earlier text that passes.")
            .defaultsTo(0.7);

    private static final Parameter<Path> SEEDS = Parameter.inputPath(
            "seeds",
            "Texts that none may be too similar to either: a JSONL file, or a text file with one of them on each line.");

    private static final Parameter<String> SEEDS_COLUMN = Parameter.text(
            "seeds-column", "The key of the texts in the JSONL file of `seeds`; left out, that of `column`.");

    private static final Parameter<Long> NEIGHBOURS = Parameter.wholeNumber(
                    "neighbours",
                    0,
                    1_000,
                    "How many of the nearest texts to write to the column `most_similar`, with the mean similarity in "
                            + "`avg_similarity_score`; 0 writes neither.")
            .defaultsTo(0);

    static final StepType TYPE = StepType.named(
                    "novelty",
                    StepKind.COLLECTOR,
                    "Rejects rows whose text is too similar to that of any earlier row that passed, by ROUGE-L.")
            .details("""
                    The filter of Self-Instruct: ROUGE-L F over the tokens `[a-z0-9]+` in lower case, no stemmer, against
                    every text that passed before, in candidate order, and the `seeds`. A text at exactly the maximum
                    passes. Texts in scripts without `a` to `z` have no tokens and always pass: use `exact-duplicates`.
                    The pool is indexed and kept in memory: the text and 240 to 420 bytes for an instruction of 16 words.

                    Reason: `too-similar`. Evidence: `similarity`, `maximum`, the `nearest` text, and its row as
                    `nearest_id`, or its number in the seeds, from 0, as `nearest_in_initial_pool`.""")
            .taking(COLUMN, MAXIMUM, SEEDS, SEEDS_COLUMN, NEIGHBOURS)
            .shorthand(COLUMN)
            .example("- novelty: { column: question, maximum: 0.7 }")
            .builtBy(Novelty::build);

    private Novelty() {}

    private static Collector build(Building building) {
        Settings settings = building.settings();
        String column = settings.get(COLUMN);
        Optional<Path> seeds = settings.find(SEEDS);
        seeds.ifPresent(building::input);
        if (seeds.isEmpty() && settings.find(SEEDS_COLUMN).isPresent()) {
            building.problem(SEEDS_COLUMN, "is given, but there are no `seeds` that have it");
        }
        String seedsColumn = settings.find(SEEDS_COLUMN).orElse(column);
        return new NoveltyCollector(
                building.name(),
                column,
                settings.get(MAXIMUM),
                () -> seeds.map(file -> SeedFile.texts(file, seedsColumn)).orElseGet(Stream::empty),
                Math.toIntExact(settings.get(NEIGHBOURS)));
    }
}
