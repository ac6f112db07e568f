package dev.seedbed.publish;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RowOrigin;
import dev.seedbed.api.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The run in figures for programs: `manifest.json`, with every input and output by its sha256.
///
/// ```json
/// {"format": 1, "pipeline": "helpful-sft", "finished": "done", "exit_code": 0,
///  "counts": {"made": 57, "accepted": 20, "rejected": 30, "failed": 0, "consumed": 0, "surplus": 7, "open": 0},
///  "calls": {"made": 77, "reused": 0, ...}, "tokens": {"input": 9120, "output": 4410, ...},
///  "cost": {"amount": 0.0125, "currency": "USD"}, ...}
/// ```
///
/// `counts` are those of the whole run, `settled` those that no timing can change. `tokens` and `cost` are of
/// the calls that the data set rests on, `spent` is what this run alone cost, and `cost_per_row` is `cost`
/// shared among the accepted rows. Each model has the `price` it was reckoned by, with its source and date.
/// `canaries` has, of each model with one, how often its fixed prompts were asked, the first and the last
/// fingerprint, and every occasion on which it was another than before.
/// `origin` says whether the rows stood in files, and which steps wrote or changed them. `personal_data` says how
/// many finds there are in them by column and kind, and never what; null if nothing was looked for.
/// Times stand here and in the report only.
public final class Manifest {
    private static final int FORMAT = 1;

    private Manifest() {}

    /// Writes `manifest.json` into the run's directory, whole or not at all. To be called last, since it holds
    /// the hashes of the others.
    ///
    /// @param outputs the files that the run wrote, in the order they shall be listed; each inside the
    ///     directory
    public static Path write(FinishedRun run, List<Path> outputs) throws IOException {
        Map<String, @Nullable Object> manifest = manifest(run);
        manifest.put("outputs", outputs(run.directory(), outputs));
        return WholeFile.writeText(
                run.directory().resolve("manifest.json"), out -> out.write(IndentedJson.write(manifest) + "\n"));
    }

    private static Map<String, @Nullable Object> manifest(FinishedRun run) {
        RunSummary summary = run.summary();
        Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("pipeline", summary.pipeline());
        manifest.put("pipeline_sha256", Hash.sha256Of(run.pipelineText()));
        manifest.put("seed", summary.seed());
        manifest.put("target", summary.target().orElse(null));
        manifest.put("finished", word(summary.end()));
        manifest.put("exit_code", summary.end().exitCode());
        manifest.put("explanation", summary.explanation());
        manifest.put("started", summary.started().toString());
        manifest.put("ended", summary.ended().toString());
        manifest.put("versions", fields("seedbed", Version.ofSeedbed(), "java", Version.ofJava()));
        manifest.put("counts", counts(summary.total()));
        manifest.put("settled", counts(summary.settled()));
        RunSummary.Calls calls = summary.calls();
        manifest.put(
                "calls",
                fields(
                        "made", calls.made(),
                        "reused", calls.reused(),
                        "failed", calls.failed(),
                        "tries", calls.tries()));
        manifest.put("tokens", tokens(summary.tokens()));
        manifest.put("cost", money(summary.cost()));
        manifest.put("spent", money(summary.spent()));
        manifest.put("cost_per_row", summary.costPerRow().map(Manifest::money).orElse(null));
        manifest.put("human_price", run.compareWith().map(Manifest::human).orElse(null));
        manifest.put("origin", origin(run.origin()));
        manifest.put(
                "personal_data", run.personalData().map(Manifest::personalData).orElse(null));
        manifest.put("models", summary.models().stream().map(Manifest::model).toList());
        manifest.put(
                "canaries", summary.canaries().stream().map(Manifest::canary).toList());
        manifest.put(
                "prompts",
                summary.prompts().stream()
                        .map(prompt ->
                                fields("id", prompt.id(), "version", prompt.version(), "sha256", prompt.sha256()))
                        .toList());
        manifest.put(
                "inputs",
                summary.inputs().stream()
                        .map(input -> fields("name", input.name(), "sha256", input.sha256(), "bytes", input.bytes()))
                        .toList());
        return manifest;
    }

    /// The exit code's word: `done`, `out-of-budget`, `too-few-rows`...
    static String word(RunSummary.End end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> counts(Map<Fate, Long> fates) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("made", fates.values().stream().mapToLong(Long::longValue).sum());
        for (Fate fate : Fate.values()) {
            counts.put(fate.name().toLowerCase(Locale.ROOT), fates.getOrDefault(fate, 0L));
        }
        return counts;
    }

    private static Map<String, @Nullable Object> origin(RowOrigin origin) {
        return fields("loaded", origin.isLoaded(), "written_in", origin.writers(), "changed_in", origin.changers());
    }

    private static Map<String, @Nullable Object> personalData(PersonalDataCounts counts) {
        return fields(
                "kinds", counts.kinds(),
                "rows", counts.rows(),
                "rows_with_finds", counts.rowsWithFinds(),
                "by_column", counts.byColumn());
    }

    private static Map<String, @Nullable Object> model(RunSummary.ModelSummary model) {
        return fields(
                "alias", model.alias(),
                "provider", model.provider(),
                "identity", model.identity(),
                "calls", model.calls(),
                "tokens", tokens(model.tokens()),
                "cost", money(model.cost()),
                "price", model.price().map(Manifest::price).orElse(null),
                "structured",
                        model.structured().stream()
                                .map(each -> fields(
                                        "step", each.step(),
                                        "by", each.rung().word(),
                                        "calls", each.calls()))
                                .toList());
    }

    private static Map<String, @Nullable Object> canary(RunSummary.CanarySummary canary) {
        return fields(
                "alias", canary.alias(),
                "occasions", canary.occasions().size(),
                "changed", canary.changed(),
                "first", occasion(canary.first()),
                "last", occasion(canary.last()),
                "changes", canary.changes().stream().map(Manifest::occasion).toList());
    }

    private static Map<String, @Nullable Object> occasion(RunSummary.CanaryOccasion occasion) {
        return fields(
                "number", occasion.number(),
                "at", occasion.at().toString(),
                "sample", occasion.sample(),
                "model_version", occasion.modelVersion(),
                "system_fingerprint", occasion.systemFingerprint(),
                "answers_hash", occasion.answers());
    }

    /// Per million tokens, with where it stands and when it was looked up.
    private static Map<String, @Nullable Object> price(Price price) {
        return fields(
                "input", price.inputPerMillion(),
                "cached_input", price.cachedInputPerMillion().orElse(null),
                "output", price.outputPerMillion(),
                "batch", price.batchShare().orElse(null),
                "currency", price.currency(),
                "source", price.origin().map(Price.Origin::source).orElse(price.isFree() ? "free" : "the pipeline"),
                "date", price.origin().map(origin -> origin.date().toString()).orElse(null));
    }

    private static Map<String, @Nullable Object> human(HumanPrice price) {
        return fields(
                "kind", price.id(),
                "work", price.work(),
                "low", money(price.low()),
                "high", money(price.high()),
                "source", price.source());
    }

    private static Map<String, @Nullable Object> tokens(Usage usage) {
        return fields(
                "input", usage.input(),
                "output", usage.output(),
                "cached_input", usage.cachedInput(),
                "reasoning", usage.reasoning(),
                "estimated", usage.estimated(),
                "counted_by", usage.countedBy().orElse(null));
    }

    private static Map<String, @Nullable Object> money(Money money) {
        return fields("amount", money.amount(), "currency", money.currency());
    }

    private static List<Map<String, @Nullable Object>> outputs(Path directory, List<Path> files) throws IOException {
        List<Map<String, @Nullable Object>> outputs = new ArrayList<>();
        for (Path file : files) {
            String name = directory
                    .toAbsolutePath()
                    .relativize(file.toAbsolutePath())
                    .toString()
                    .replace('\\', '/');
            outputs.add(fields("name", name, "sha256", Sha256.of(file), "bytes", Files.size(file)));
        }
        return outputs;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }
}
