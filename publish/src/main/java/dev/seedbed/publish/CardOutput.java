package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Markdown;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RowOrigin;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The data-set card: `README.md` with the front matter that the Hugging Face Hub reads.
///
/// It rests on the rows, the pipeline and the settled counts only, and tells no times and no paths of the
/// machine, so that the same run gives the same card.
final class CardOutput implements Output {
    static final Parameter<String> TITLE = Parameter.text("title", "The data set's name; the pipeline's if left out.");
    static final Parameter<String> DESCRIPTION =
            Parameter.text("description", "A paragraph on what the data set is for, in Markdown.");
    static final Parameter<String> LICENSE = Parameter.text(
            "license", "The licence's id on the Hub, such as `apache-2.0`. The models' terms may limit the choice.");
    static final Parameter<List<String>> LANGUAGES =
            Parameter.listOf("languages", new Kind.Text(), "The languages of the rows, as codes such as `en`.");
    static final Parameter<List<String>> TASKS = Parameter.listOf(
                    "tasks", new Kind.Text(), "The Hub's task categories, such as `question-answering`.")
            .defaultsTo(List.of("text-generation"));
    static final Parameter<List<String>> TAGS =
            Parameter.listOf("tags", new Kind.Text(), "More tags, beside `synthetic`, `seedbed` and the recipes.");
    static final List<Parameter<?>> PARAMETERS = List.of(TITLE, DESCRIPTION, LICENSE, LANGUAGES, TASKS, TAGS);

    private static final int LONGEST_EXAMPLE_TEXT = 600;

    private final Settings settings;

    CardOutput(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        Columns columns = new Columns();
        Rows.forEach(run.dataset(), (line, row) -> columns.add(row));
        StringBuilder card = new StringBuilder();
        card.append(frontMatter(run.summary(), run.origin(), columns.rows));
        introduction(card, run, columns);
        howMade(card, run.summary());
        counts(card, run.summary());
        run.personalData().ifPresent(found -> personalData(card, found));
        limits(card, run);
        reproduction(card, run);
        return List.of(WholeFile.writeText(run.directory().resolve("README.md"), out -> out.append(card)));
    }

    private String title(RunSummary summary) {
        return settings.find(TITLE).orElse(summary.pipeline());
    }

    private String frontMatter(RunSummary summary, RowOrigin origin, long rows) {
        FrontMatter matter = new FrontMatter();
        matter.text("pretty_name", title(summary));
        settings.find(LANGUAGES).ifPresent(languages -> matter.list("language", languages));
        settings.find(LICENSE).ifPresent(license -> matter.text("license", license));
        // Who wrote what stood in files is not known here, and nothing is better than something untrue.
        if (!origin.isLoaded() || !summary.models().isEmpty()) {
            matter.list("annotations_creators", List.of("machine-generated"));
        }
        if (origin.isSynthetic()) {
            matter.list("language_creators", List.of("machine-generated"));
        }
        matter.list("size_categories", List.of(sizeCategory(rows)));
        settings.find(TASKS).ifPresent(tasks -> matter.list("task_categories", tasks));
        matter.list(
                "tags",
                Stream.of(
                                origin.isSynthetic() ? Stream.of("synthetic") : Stream.<String>empty(),
                                Stream.of("seedbed"),
                                recipes(summary),
                                settings.find(TAGS).stream().flatMap(List::stream))
                        .flatMap(tags -> tags)
                        .distinct()
                        .toList());
        if (rows > 0) {
            matter.lines("""
                    configs:
                      - config_name: default
                        default: true
                        data_files:
                          - split: train
                            path: dataset.jsonl
                    """);
        }
        return matter.toString();
    }

    /// The types of the steps that are chains: a chain's steps have names with a slash.
    private static Stream<String> recipes(RunSummary summary) {
        return summary.steps().stream()
                .filter(step -> step.name().contains("/"))
                .map(RunSummary.StepSummary::type)
                .distinct();
    }

    /// The Hub's classes of size.
    static String sizeCategory(long rows) {
        String[] bounds = {"1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"};
        long bound = 1_000;
        for (int i = 0; i < bounds.length; i++) {
            if (rows < bound) {
                return i == 0 ? "n<1K" : bounds[i - 1] + "<n<" + bounds[i];
            }
            bound *= 10;
        }
        return "n>1T";
    }

    private void introduction(StringBuilder card, FinishedRun run, Columns columns) {
        RunSummary summary = run.summary();
        card.append("\n# ").append(Markdown.text(title(summary))).append("\n\n");
        card.append(origin(run.origin(), summary))
                .append(" Made with Seedbed ")
                .append(Version.ofSeedbed())
                .append("; every row's origin, and the reason for every row turned down, is in the run's ledger.\n");
        settings.find(DESCRIPTION)
                .ifPresent(text -> card.append('\n').append(text.strip()).append('\n'));
        if (!summary.end().isFinished()) {
            card.append("\n> The run was stopped (").append(Manifest.word(summary.end()));
            card.append("): these are the rows up to there. The same command goes on with it.\n");
        }
        columns.describe(card);
        columns.pairs.describe(card);
    }

    private static String origin(RowOrigin origin, RunSummary summary) {
        if (!origin.isLoaded()) {
            return "**This data set is synthetic: its rows were made by "
                    + (summary.models().isEmpty() ? "a program" : "language models") + ", not by people.**";
        }
        if (origin.isSynthetic()) {
            return "**This data set is synthetic in part: its rows go back to rows that stood in files (see the inputs"
                    + " below), and language models wrote in " + steps(origin.writers())
                    + ".** What was not written there is as it stood, or computed from it"
                    + (origin.changers().isEmpty() ? "." : " in " + steps(origin.changers()) + ".");
        }
        return "**The rows of this data set stood in files (see the inputs below); no model wrote them.** "
                + (origin.changers().isEmpty()
                        ? "They were chosen, and not changed."
                        : "They were chosen, and columns were computed or changed in " + steps(origin.changers())
                                + ".");
    }

    private static String steps(List<String> names) {
        return (names.size() == 1 ? "the step " : "the steps ")
                + names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static void personalData(StringBuilder card, PersonalDataCounts counts) {
        card.append("\n## Personal data and secrets\n\n")
                .append(PersonalDataWords.of(counts))
                .append('\n');
        if (!counts.isClean()) {
            card.append("\n| column | kind | finds |\n|---|---|---:|\n");
            counts.byColumn()
                    .forEach((column, kinds) -> kinds.forEach(
                            (kind, count) -> Markdown.row(card, Markdown.code(column), kind, Figures.number(count))));
        }
    }

    private static void howMade(StringBuilder card, RunSummary summary) {
        card.append("\n## How it was made\n\n");
        card.append("| step | type | in | out | rejected | failed |\n|---|---|---:|---:|---:|---:|\n");
        for (RunSummary.StepSummary step : summary.steps()) {
            Markdown.row(
                    card,
                    Markdown.code(step.name()),
                    Markdown.code(step.type()),
                    Figures.number(step.in()),
                    Figures.number(step.out()),
                    Figures.number(Figures.sum(step.rejected())),
                    Figures.number(Figures.sum(step.failed())));
        }
        if (!summary.models().isEmpty()) {
            card.append("\n| model | provider | identity |\n|---|---|---|\n");
            for (RunSummary.ModelSummary model : summary.models()) {
                String identity = model.identity().isEmpty() ? "not needed" : Markdown.code(model.identity());
                Markdown.row(card, Markdown.code(model.alias()), Markdown.code(model.provider()), identity);
            }
        }
        if (!summary.prompts().isEmpty()) {
            card.append("\n| prompt | version | sha256 |\n|---|---|---|\n");
            for (PromptReference prompt : summary.prompts()) {
                String version = prompt.version() == 0 ? "the pipeline's own" : Integer.toString(prompt.version());
                Markdown.row(card, Markdown.code(prompt.id()), version, Markdown.code(prompt.sha256()));
            }
        }
        if (!summary.inputs().isEmpty()) {
            card.append("\n| input | bytes | sha256 |\n|---|---:|---|\n");
            for (RunSummary.InputFile input : summary.inputs()) {
                Markdown.row(
                        card,
                        Markdown.code(input.name()),
                        Figures.number(input.bytes()),
                        Markdown.code(input.sha256()));
            }
        }
    }

    private static void counts(StringBuilder card, RunSummary summary) {
        Map<Fate, Long> fates = summary.settled();
        card.append("\n## Every candidate accounted for\n\nOf **")
                .append(Figures.number(Figures.sum(fates)))
                .append("** samples made up to the last accepted row:\n\n| fate | samples |\n|---|---:|\n");
        for (Fate fate : Fate.values()) {
            Markdown.row(card, fate.name().toLowerCase(Locale.ROOT), Figures.number(fates.getOrDefault(fate, 0L)));
        }
        boolean anyLost = summary.steps().stream()
                .anyMatch(step -> !step.rejected().isEmpty() || !step.failed().isEmpty());
        if (!anyLost) {
            return;
        }
        card.append("\n| turned down by | for | samples |\n|---|---|---:|\n");
        for (RunSummary.StepSummary step : summary.steps()) {
            Stream.concat(step.rejected().entrySet().stream(), step.failed().entrySet().stream())
                    .forEach(reason -> Markdown.row(
                            card,
                            Markdown.code(step.name()),
                            Markdown.code(reason.getKey()),
                            Figures.number(reason.getValue())));
        }
    }

    private void limits(StringBuilder card, FinishedRun run) {
        card.append("\n## Limits\n\n");
        boolean byModels = !run.summary().models().isEmpty();
        boolean written = byModels && run.origin().isSynthetic();
        if (written) {
            card.append("- Models state falsehoods fluently. A row that passed the steps above has passed those checks "
                    + "and no others; look at a sample of 50 to 100 rows before you train on them.\n");
            card.append("- The rows share the habits, gaps and biases of the models that wrote them. Mixed with real "
                    + "data they do less harm than alone.\n");
        } else if (byModels) {
            card.append(
                    "- Models looked at the rows, and what they say of them may be wrong; look at a sample of 50 to "
                            + "100 rows before you train on them.\n");
        }
        card.append("- The terms of ")
                .append(byModels ? "the models and of " : "")
                .append("the inputs apply to the rows");
        card.append(settings.find(LICENSE).isPresent() ? ".\n" : "; no licence was stated.\n");
        if (run.origin().isSynthetic()) {
            card.append("- Whoever publishes these rows, or a model trained on them, should say that they are "
                    + (run.origin().isLoaded() ? "synthetic in part.\n" : "synthetic.\n"));
        }
    }

    private static void reproduction(StringBuilder card, FinishedRun run) {
        card.append("\n## How to make it again\n\nSave the text below as `pipeline.yaml`, then:\n\n");
        card.append("```\nseedbed run pipeline.yaml\n```\n\n");
        card.append("Seedbed ")
                .append(Version.ofSeedbed())
                .append(", seed ")
                .append(run.summary().seed());
        card.append(". With the run's journal beside it, the same bytes come out and no model is asked. Without, a ");
        card.append("local model with one slot says the same again; a hosted one may not.\n\n");
        Markdown.fenced(card, "yaml", run.pipelineText());
    }

    /// What the rows hold.
    private static final class Columns {
        private final Map<String, Map<String, Long>> kinds = new LinkedHashMap<>();
        private final PairSurvey pairs = new PairSurvey();
        private long rows;
        private @Nullable Data first;

        void add(Data row) {
            if (first == null) {
                first = row;
            }
            rows++;
            pairs.add(row);
            row.asMap()
                    .forEach((column, value) -> kinds.computeIfAbsent(column, name -> new LinkedHashMap<>())
                            .merge(Json.kind(value), 1L, Long::sum));
        }

        void describe(StringBuilder card) {
            card.append("\n## Rows\n\n").append(Figures.number(rows)).append(rows == 1 ? " row" : " rows");
            card.append(" in `dataset.jsonl`, in a fixed order.\n");
            if (first == null) {
                return;
            }
            card.append("\n| column | holds | rows with a value |\n|---|---|---:|\n");
            kinds.forEach((column, counts) -> {
                long filled = Figures.sum(counts) - counts.getOrDefault("null", 0L);
                Markdown.row(
                        card,
                        Markdown.code(column),
                        column.equals(Rows.ID) ? "the row's id in the ledger" : String.join(", ", counts.keySet()),
                        Figures.number(filled));
            });
            card.append("\nThe first row, long texts cut:\n\n");
            Markdown.fenced(card, "json", IndentedJson.write(shortened(first.asMap())));
        }

        private static @Nullable Object shortened(@Nullable Object value) {
            return switch (value) {
                case String text
                when text.length() > LONGEST_EXAMPLE_TEXT ->
                    text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE_TEXT / 2)) + " ...";
                case Map<?, ?> map -> {
                    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                    map.forEach((name, field) -> copy.put((String) name, shortened(field)));
                    yield copy;
                }
                case List<?> items ->
                    items.stream().limit(10).map(Columns::shortened).toList();
                case null, default -> value;
            };
        }
    }
}
