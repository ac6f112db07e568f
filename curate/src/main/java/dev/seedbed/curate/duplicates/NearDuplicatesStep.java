package dev.seedbed.curate.duplicates;

import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The `near-duplicates` step of the pipeline language: [NearDuplicates], or [BestOfNearDuplicates].
final class NearDuplicatesStep {
    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column",
                    new Kind.Column(),
                    "The column whose texts are compared; of several, the texts are put one behind the other.")
            .required();

    private static final Parameter<Double> THRESHOLD = Parameter.decimal(
                    "threshold",
                    0.25,
                    1,
                    "The least Jaccard similarity of a duplicate: the shingles that both texts have, divided by those that "
                            + "either has.")
            .defaultsTo(0.8);

    private static final Parameter<Long> SHINGLE = Parameter.wholeNumber(
                    "shingle", 1, 100, "How many words make a shingle. Shorter ones find looser likeness.")
            .defaultsTo(5);

    private static final Parameter<Double> COMMON = Parameter.decimal(
            "common",
            0,
            1,
            "The share of rows, and 20 rows at least, above which a shingle is a template's and does not count. Left out, "
                    + "all count.");

    private static final Parameter<String> SURVIVOR = Parameter.choice(
                    "survivor",
                    List.of("first", "best"),
                    "Which of several stays: the `first` in candidate order, or the `best` by `score`; that one waits for all rows.")
            .defaultsTo("first");

    private static final Parameter<Expression> SCORE = Parameter.formula(
            "score",
            "With `survivor: best`, the number of which the highest is best: a column, a score, an expression.");

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with the verdict in two columns.")
            .defaultsTo(false);

    private static final Parameter<Path> AGAINST = Parameter.inputPath(
            "against",
            "The folder of an index that `dedup --index` made: rows are also compared with those it keeps, and"
                    + " nothing is added to it.");

    static final StepType TYPE = StepType.named(
                    "near-duplicates",
                    StepKind.COLLECTOR,
                    "Rejects rows whose text is nearly that of a row that stays, by the words they share.")
            .details("""
                    Texts are compared by their sets of shingles: runs of five words, in lower case, without punctuation; an
                    ideograph is a word. MinHash proposes earlier rows, and each is compared by its whole set before a row is
                    rejected: so a row is only ever rejected for a row that stays and is that similar, and no group of
                    duplicates loses all its rows. Of two rows at the threshold at most one pair in 200 is not found, of more
                    similar ones far fewer. Rows without words are duplicates if they are equal.

                    With `common`, shingles that too many rows have do not count, so that rows made from one template are
                    compared by what is their own. A group of more near copies than that looks like a template too: leave
                    `common` out for data without templates.

                    `survivor: best` waits for all rows, so it cannot stand under a `target`. Rows without a score come last.
                    Each row that stays takes 112 bytes of memory at the threshold 0.8, up to 175 at others; its shingles wait in
                    a temporary file, 8 bytes each.

                    With `against` rows are also compared with those that runs of `dedup --index` kept, which stay whatever
                    comes; `threshold` and `shingle` must be those of the index. It is read as it is when the run begins, and a copy
                    of it waits in a temporary file. In the evidence such a row is named by its `file`, `line`, and `id` if it has one.

                    With `annotate` nothing is rejected. Columns: `near_duplicate_of`, the id of the row that would stay, and
                    `near_duplicate_similarity`; both null for rows that would stay.

                    Reason: `near-duplicate`. Evidence: `columns`, the id of the row that stays as `near_duplicate_of`,
                    `similarity`, `threshold`, `contained` (the share of this row's shingles that the other has), `containing` (the
                    other way), `shingles` (how many were compared), `left_out`, and `shared`: the longest runs of words that both
                    have.""")
            .taking(COLUMN, THRESHOLD, SHINGLE, COMMON, SURVIVOR, SCORE, AGAINST, ANNOTATE)
            .shorthand(COLUMN)
            .example("- near-duplicates: { column: answer, threshold: 0.8 }")
            .builtBy(NearDuplicatesStep::build);

    private NearDuplicatesStep() {}

    private static Step build(Building building) {
        Settings settings = building.settings();
        NearSettings near = new NearSettings(settings.get(THRESHOLD), Math.toIntExact(settings.get(SHINGLE)));
        Optional<Double> common = settings.find(COMMON);
        if (common.filter(share -> share == 0).isPresent()) {
            building.problem(COMMON, "is 0, but must be above: leave it out, so that all shingles count");
        }
        NearEvidence evidence = new NearEvidence(settings.get(COLUMN), near.threshold(), settings.get(ANNOTATE));
        Optional<Expression> score = settings.find(SCORE);
        Optional<Double> share = common.filter(each -> each > 0);
        KeptBefore before = new KeptBefore(settings.find(AGAINST));
        before.folder().map(NearIndex::fileIn).filter(Files::isRegularFile).ifPresent(building::input);
        before.problem(near).ifPresent(problem -> building.problem(AGAINST, problem));
        if (settings.get(SURVIVOR).equals("best")) {
            if (score.isEmpty()) {
                building.problem(SCORE, "is left out, but `survivor: best` needs to know what is best");
            }
            return new BestOfNearDuplicates(building.name(), evidence, near, share, score, before);
        }
        if (score.isPresent()) {
            building.problem(SCORE, "is given, but only `survivor: best` looks at it");
        }
        return new NearDuplicates(
                building.name(),
                evidence,
                near,
                share.map(CommonShingles::asRowsCome).orElse(CommonShingles.none()),
                before);
    }
}
