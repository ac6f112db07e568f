package dev.seedbed.curate.contamination;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.judge.Hearing;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The `decontaminate` step of the pipeline language: a [DecontaminationGate].
public final class Decontamination {
    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column", new Kind.Column(), "The column to look at; of several, each is looked at by itself.")
            .required();

    private static final Parameter<List<Path>> AGAINST = Parameter.listOf(
                    "against",
                    new Kind.FilePath(true),
                    "Files with the test items: JSON Lines, JSON or CSV, also packed (`.gz`).")
            .required();

    private static final Parameter<Map<String, String>> ITEMS = Parameter.mapOf(
            "items",
            new Kind.Text(),
            "The items' columns, if they are called differently: `question`, `choices`, `answer`, `id`, and after it the name"
                    + " in the files.");

    private static final Parameter<List<String>> VERDICTS = Parameter.listOf(
                    "verdicts",
                    new Kind.Choice(
                            Arrays.stream(Verdict.values()).map(Verdict::code).toList()),
                    "Which verdicts count.")
            .defaultsTo(Arrays.stream(Verdict.values()).map(Verdict::code).toList());

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with the verdict and its evidence in a column.")
            .defaultsTo(false);

    private static final Parameter<String> EMBEDDINGS =
            Parameter.embedder("embeddings", "A model that embeds: finds items by meaning where words find none.");

    private static final Parameter<Double> CLOSENESS = Parameter.decimal(
            "closeness", 0.25, 1, "With `embeddings`, the least cosine with an item; 0.85 if left out.");

    private static final Parameter<String> JUDGE = Parameter.model(
            "judge", "A model that says of what is rephrased, or close in meaning, whether it asks the same.");

    static final Prompt PROMPT = Prompt.bundled(
            Decontamination.class,
            "/dev/seedbed/curate/prompts",
            "contamination.same",
            1,
            FurtherStages.ITEM,
            FurtherStages.TEXT,
            Hearing.MARKER,
            Hearing.FORM);

    private static final double CLOSENESS_BY_DEFAULT = 0.85;
    private static final int JUDGE_TOKENS = 1024;
    private static final int JUDGE_RETRIES = 2;

    static final StepType TYPE = StepType.named(
                    "decontaminate",
                    StepKind.GATE,
                    "Rejects rows that hold a test item of a benchmark: verbatim, edited or rephrased.")
            .details("""
                    | verdict | the row holds |
                    |---|---|
                    | `verbatim` | all words of the item in their order, whatever the case, punctuation and spaces |
                    | `edited` | at least half of its words in common runs of three and more, or most of its letters |
                    | `rephrased` | its rare words and numbers, or the shape of its code, in other words or another order |

                    An item's question decides; its answer does too if it has 30 words or more and stands there as it is or
                    nearly. Items of any length are found; those with too few words of their own (`What is it?`) are not
                    looked for, as they would be found everywhere. In long texts the passage is found, and named.

                    The rule for `rephrased` was fitted on half of the rephrased items of GSM8K, HumanEval and MMLU (abstract
                    algebra) that lm-sys/llm-decontaminator published. Of the other half it finds 91 % of GSM8K, 88 % of
                    HumanEval and 84 % of MMLU, and it takes 26 of the 7,473 training questions of GSM8K for test items. It needs words in common, so it does not find translations.

                    Files: a row or record for each item. The question is in `question`, `prompt`, `problem`, `text`,
                    `instruction`, `input`, `query`, `ctx`, `goal` or `turns`, the first that is there, unless `items` says
                    otherwise. `seedbed decontaminate --list` shows known benchmarks, their licences, and where their files are.

                    With `embeddings` a text in which words find nothing is embedded, whole, and counts as `rephrased` if its
                    cosine with an item reaches `closeness`. With `judge` that model is asked about what is rephrased by the rule,
                    and about the three closest items; it clears rows, and finds those that embeddings propose. What is verbatim
                    or edited is never asked about. If its reply holds no verdict, what the words say stands: the row is
                    rejected with `unjudged` in its evidence, or passes with the cause in the column `contamination_unjudged`,
                    which is null otherwise. Set a lower `closeness` beside a judge than alone.

                    With `annotate` nothing is rejected. Column: `contamination`, with `verdict` and the evidence, or null.

                    Reasons: `contaminated-verbatim`, `contaminated-edited`, `contaminated-rephrased`. Evidence: `column`,
                    `benchmark`, `item`, `part` (`question`, `answer`, `question and answer`), `score` (from 0.5, for the rule of
                    `rephrased`), `coverage` (the share of the item's words in common runs of three and more), `longest_match` in
                    words, the `matched` text, its `spans` from where to where in characters, and the `terms` of the score. With further stages also the `stage`
                    that decided: `lexical`, `embedding` (with `cosine` and `closeness`) or `judge` (with `judge`, `judge_reason`).""")
            .taking(COLUMN, AGAINST, ITEMS, VERDICTS, EMBEDDINGS, CLOSENESS, JUDGE, ANNOTATE)
            .prompts(PROMPT)
            .example("- decontaminate: { column: question, against: gsm8k.jsonl }")
            .builtBy(Decontamination::build);

    private Decontamination() {}

    /// In the order of the reference.
    public static List<StepType> stepTypes() {
        return List.of(TYPE, VerbatimOverlap.TYPE);
    }

    /// The items of several files, in their order; those of a file that is named again come once. Files of one name are
    /// benchmarks of their own, and have their folders in front (`math/test.jsonl`, `law/test.jsonl`).
    public static TestItems items(List<Path> files, ItemColumns columns) {
        List<TestItem> items = new ArrayList<>();
        Map<Path, String> names = ItemFile.names(files);
        Set<Path> read = new HashSet<>();
        for (Path file : files) {
            Path whole = file.toAbsolutePath().normalize();
            if (read.add(whole)) {
                items.addAll(ItemFile.read(file, names.getOrDefault(whole, ""), columns));
            }
        }
        return TestItems.of(items);
    }

    private static Step build(Building building) {
        Settings settings = building.settings();
        List<Path> files = settings.get(AGAINST);
        files.forEach(building::input);
        files.forEach(building::input);
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                building.problem(AGAINST, "has '" + file + "', which is a folder; name its files");
            }
        }
        Map<String, String> named = settings.find(ITEMS).orElse(Map.of());
        Set<String> unknown = new TreeSet<>(named.keySet());
        ItemColumns.ROLES.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            building.problem(
                    ITEMS,
                    "names " + String.join(", ", unknown) + ", but of an item there are only " + ItemColumns.ROLES);
            named = Map.of();
        }
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        settings.get(VERDICTS).forEach(code -> verdicts.add(Verdict.valueOf(code.toUpperCase(Locale.ROOT))));
        if (verdicts.isEmpty()) {
            building.problem(VERDICTS, "is empty, so nothing would count");
        }
        ItemColumns columns = new ItemColumns(named);
        return new DecontaminationGate(
                building.name(),
                settings.get(COLUMN),
                () -> items(files, columns),
                verdicts,
                settings.get(ANNOTATE),
                further(building, verdicts));
    }

    private static Optional<FurtherStages> further(Building building, Set<Verdict> verdicts) {
        Settings settings = building.settings();
        Optional<Model> embedder = building.findModel(EMBEDDINGS);
        Optional<Model> judge = building.findModel(JUDGE);
        if (settings.find(EMBEDDINGS).isEmpty() && settings.find(CLOSENESS).isPresent()) {
            building.problem(CLOSENESS, "is given, but only `embeddings` looks at it; name a model that embeds");
        }
        if (embedder.isEmpty() && judge.isEmpty()) {
            return Optional.empty();
        }
        if (!verdicts.contains(Verdict.REPHRASED)) {
            building.problem(
                    VERDICTS,
                    "leaves out `rephrased`, which is all that `embeddings` and `judge` can say; remove them");
        }
        Hearing hearing = new Hearing(
                building.prompt(PROMPT), Optional.empty(), Sampling.of(0.0, JUDGE_TOKENS), JUDGE_RETRIES, true);
        return Optional.of(
                new FurtherStages(embedder, settings.find(CLOSENESS).orElse(CLOSENESS_BY_DEFAULT), judge, hearing));
    }
}
