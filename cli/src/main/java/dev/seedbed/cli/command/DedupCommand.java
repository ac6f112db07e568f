package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.corpus.ExactExamination;
import dev.seedbed.corpus.NearExamination;
import dev.seedbed.corpus.NearOptions;
import dev.seedbed.corpus.NearSweep;
import dev.seedbed.corpus.SemanticExamination;
import dev.seedbed.corpus.SpanExamination;
import dev.seedbed.corpus.SpanOptions;
import dev.seedbed.text.Normalization;
import dev.seedbed.text.near.NearSettings;
import dev.seedbed.text.span.SpanSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed dedup`: takes duplicates out of files of any size.
@Command(
        name = "dedup",
        header = "Takes duplicates out of files of any size, and says for each what stays instead of it.",
        description = {
            "The same command again goes on where a killed one left off.",
        },
        mixinStandardHelpOptions = true)
final class DedupCommand implements Callable<Integer> {
    private static final double MOST_BY_DEFAULT = 0.5;
    private static final String USUAL_MODEL = "minilm";

    private final Workshop workshop;

    @Mixin
    private CorpusArguments arguments = new CorpusArguments();

    @Option(
            names = "--exact",
            description = "Removes rows whose text an earlier one has, but for case and white space. The default.")
    private boolean exact;

    @Option(
            names = "--near",
            paramLabel = "SIMILARITY",
            description = "Removes rows of which the words are nearly those of a row that stays: from this Jaccard"
                    + " similarity of their word shingles on, such as 0.8. Each is compared with the row that stays.")
    private @Nullable Double near;

    @Option(
            names = "--shingle",
            paramLabel = "WORDS",
            defaultValue = "5",
            description = "With --near, how many words make a shingle (default: ${DEFAULT-VALUE}).")
    private int shingle;

    @Option(
            names = "--common",
            paramLabel = "SHARE",
            description = "With --near, shingles that more rows have than this share, and than 20, are a template's and"
                    + " count for nothing. Reads the files twice.")
    private @Nullable Double common;

    @Option(
            names = "--survivor",
            paramLabel = "WHICH",
            defaultValue = "first",
            description = "With --near, which of several stays: the `first`, or the `best` by --score, which reads the"
                    + " files twice (default: ${DEFAULT-VALUE}).")
    private String survivor = "first";

    @Option(
            names = "--score",
            paramLabel = "COLUMN",
            description = "With --survivor best, the column with the number of which the highest is best.")
    private @Nullable String score;

    @Option(
            names = "--index",
            paramLabel = "FOLDER",
            description = "With --near, rows are compared with those that earlier runs with this folder kept, and those"
                    + " that stay are added to it.")
    private @Nullable Path index;

    @Option(
            names = "--spans",
            paramLabel = "WORDS",
            description =
                    "Removes rows of which too much stands, word for word, in rows that stay: runs of so many words"
                            + " or more, such as 50.")
    private @Nullable Integer spans;

    @Option(
            names = "--most",
            paramLabel = "SHARE",
            description = "With --spans, the share of a row's words that may stand in such runs (default: 0.5).")
    private @Nullable Double most;

    @Option(names = "--cut", description = "With --spans, cuts such runs out, and the rows stay.")
    private boolean cut;

    @Option(
            names = "--semantic",
            paramLabel = "COSINE",
            description = "Removes rows that mean nearly what a row that stays means: from this cosine of their vectors"
                    + " on, such as 0.9.")
    private @Nullable Double semantic;

    @Option(
            names = "--model",
            paramLabel = "PROVIDER[:MODEL]",
            description = "With --semantic, the model that embeds, by its provider and name as in a pipeline, such as"
                    + " openai:text-embedding-3-small (default: minilm, which comes with Seedbed).")
    private @Nullable String model;

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description =
                    "With --model, a setting of it as in a pipeline, such as base-url=http://127.0.0.1:8000/v1. May"
                            + " be given again.")
    private List<String> modelSettings = new ArrayList<>();

    @Option(
            names = "--sweep",
            paramLabel = "FILE",
            description = "Removes nothing, but prints for thresholds from 0.5 to 0.95 how good they are on these rows,"
                    + " of which --label says which belong together.")
    private @Nullable Path sweep;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            defaultValue = "group",
            description = "With --sweep, the column that is the same in rows that are duplicates of each other"
                    + " (default: ${DEFAULT-VALUE}).")
    private String label = "group";

    DedupCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (sweep != null) {
            mustStandAlone();
            return sweep(sweep);
        }
        arguments.mustWrite();
        if (semantic != null) {
            return semantic(semantic);
        }
        if (model != null || !modelSettings.isEmpty()) {
            throw wrong("--model and --set belong to --semantic, which is not given.");
        }
        return arguments.examine("dedup", workshop.terminal(), maker(), noted());
    }

    private int semantic(double threshold) throws InterruptedException {
        if (exact || near != null || spans != null || cut || most != null || givesNear()) {
            throw wrong("--semantic is given, so that --exact, --near, --spans and what belongs to them say nothing."
                    + " Leave them out, or give what one call keeps to the next, the semantic one last, as it takes the"
                    + " longest.");
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw wrong("--semantic is " + threshold + ", but must be a cosine above 0 and at most 1, such as 0.9.");
        }
        String named = Optional.ofNullable(model).orElse(USUAL_MODEL);
        int colon = named.indexOf(':');
        List<String> settings = new ArrayList<>();
        if (colon >= 0) {
            settings.add("model=" + named.substring(colon + 1));
        }
        settings.addAll(modelSettings);
        String provider = colon < 0 ? named : named.substring(0, colon);
        try (EmbeddingEndpoint endpoint = workshop.seedbed().embedder(provider, settings)) {
            return arguments.examine(
                    "dedup",
                    workshop.terminal(),
                    () -> {
                        warnOfCosts(provider);
                        return new SemanticExamination(endpoint, threshold, arguments.id());
                    },
                    noted());
        }
    }

    private void warnOfCosts(String provider) {
        boolean isFree = workshop.seedbed().catalogue().providers().stream()
                .anyMatch(each -> each.id().equals(provider) && each.isFree());
        if (!isFree) {
            workshop.terminal()
                    .say("note: " + provider + " may charge for each text, and nothing caps what that comes to; the"
                            + " number of texts and tokens is told at the end");
        }
    }

    private boolean givesNear() {
        return common != null || score != null || index != null || !survivor.equals("first");
    }

    /// What is given beside --sweep would be left out without a word.
    private void mustStandAlone() {
        List<String> unneeded = new ArrayList<>(arguments.unneededWithoutRows());
        if (exact) {
            unneeded.add("--exact");
        }
        if (near != null) {
            unneeded.add("--near");
        }
        if (spans != null) {
            unneeded.add("--spans");
        }
        if (semantic != null) {
            unneeded.add("--semantic");
        }
        if (!survivor.equals("first")) {
            unneeded.add("--survivor");
        }
        if (score != null) {
            unneeded.add("--score");
        }
        if (index != null) {
            unneeded.add("--index");
        }
        if (!unneeded.isEmpty()) {
            throw wrong("--sweep FILE looks at thresholds for the rows of that file only and writes nothing. Leave out "
                    + String.join(", ", unneeded) + ".");
        }
    }

    private List<String> noted() {
        return Optional.ofNullable(score).map(List::of).orElse(List.of());
    }

    private CorpusArguments.Maker maker() {
        if (spans != null) {
            SpanOptions options = spanOptions(spans);
            return () -> new SpanExamination(options);
        }
        if (cut || most != null) {
            throw wrong("--most and --cut belong to --spans, which is not given.");
        }
        if (near == null) {
            if (givesNear()) {
                throw wrong("--common, --survivor, --score and --index belong to --near, which is not given.");
            }
            return () -> new ExactExamination(Normalization.STANDARD, arguments.id());
        }
        if (exact) {
            throw wrong("--exact and --near are two ways to find duplicates; name one. --near finds texts of equal"
                    + " words, too, but folds less than --exact does (not ß and ss, or characters of no width): for both,"
                    + " give what one keeps to the other.");
        }
        NearOptions options = options(near);
        return () -> NearExamination.of(options, () -> arguments.unwritten(workshop.terminal()));
    }

    private SpanOptions spanOptions(int words) {
        if (exact || near != null || givesNear()) {
            throw wrong(
                    "--spans is given, so that --exact, --near and what belongs to them say nothing. Leave them out,"
                            + " or give what one call keeps to the next.");
        }
        if (cut && most != null) {
            throw wrong("--cut lets every row stay, so that --most says nothing. Leave one of them out.");
        }
        try {
            SpanSettings settings = new SpanSettings(words);
            SpanOptions options = cut
                    ? SpanOptions.cutting(settings)
                    : SpanOptions.removing(settings, Optional.ofNullable(most).orElse(MOST_BY_DEFAULT));
            return arguments.id().map(options::withId).orElse(options);
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "--spans " + words + ": " + e.getMessage() + ".", e);
        }
    }

    private NearOptions options(double threshold) {
        Optional<String> best = Optional.ofNullable(score);
        boolean wantsBest = survivor.equals("best");
        if (!wantsBest && !survivor.equals("first")) {
            throw wrong("--survivor is '" + survivor + "', but must be first or best.");
        }
        if (wantsBest && best.isEmpty()) {
            throw wrong("--survivor best needs --score COLUMN to know what is best.");
        }
        if (!wantsBest && best.isPresent()) {
            throw wrong("--score is given, but only --survivor best looks at it.");
        }
        return new NearOptions(settings(threshold), share(), best, Optional.ofNullable(index), arguments.id());
    }

    private NearSettings settings(double threshold) {
        try {
            return new NearSettings(threshold, shingle);
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "--near " + threshold + " --shingle " + shingle + ": " + e.getMessage(), e);
        }
    }

    private Optional<Double> share() {
        if (common != null && !(common > 0 && common <= 1)) {
            throw wrong("--common is " + common + ", but must be a share of the rows above 0 and at most 1.");
        }
        return Optional.ofNullable(common);
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    private int sweep(Path file) throws InterruptedException {
        NearOptions options = new NearOptions(
                settings(NearSettings.defaults().threshold()),
                share(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<NearSweep.Point> points =
                NearSweep.of(arguments.others(List.of(file), workshop.terminal()), options, label);
        if (arguments.json()) {
            workshop.terminal()
                    .out()
                    .println(
                            Json.write(points.stream().map(DedupCommand::asJson).toList()));
            return 0;
        }
        workshop.terminal().out().println("threshold   removed  precision  recall");
        points.forEach(point -> workshop.terminal()
                .out()
                .printf(
                        Locale.ROOT,
                        "%9.2f  %,8d  %9.4f  %6.4f%n",
                        point.threshold(),
                        point.removed(),
                        point.precision(),
                        point.recall()));
        workshop.terminal()
                .out()
                .printf(
                        Locale.ROOT,
                        "%,d rows are duplicates by '%s'. Precision: removed rows that belong to the row that stays;"
                                + " recall: duplicates that are removed.%n",
                        points.getFirst().duplicates(),
                        label);
        return 0;
    }

    private static Map<String, Object> asJson(NearSweep.Point point) {
        return Map.of(
                "threshold", point.threshold(),
                "removed", point.removed(),
                "duplicates", point.duplicates(),
                "precision", point.precision(),
                "recall", point.recall());
    }
}
