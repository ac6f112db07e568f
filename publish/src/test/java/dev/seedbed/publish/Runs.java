package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.setting.PromptReference;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finished runs for tests.
final class Runs {
    static final String HOSTILE = "</pre><script>alert('x')</script> \" ' & ``` | **bold** \u202e";

    static final String PIPELINE = """
            seedbed: 1
            name: helpful-sft   # ``` a fence in a comment
            seed: 42
            target: 2
            steps:
              - magpie: { model: writer }
              - length: { minimum: 3 }
            """;

    private Runs() {}

    /// A run in a directory whose data set has these lines.
    static FinishedRun of(Path directory, String... lines) throws IOException {
        return of(directory, summary(lines.length, RunSummary.End.DONE), List.of(lines));
    }

    static FinishedRun of(Path directory, RunSummary summary, List<String> lines) throws IOException {
        Path dataset = directory.resolve("dataset.jsonl");
        Files.writeString(dataset, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        return new FinishedRun(directory, dataset, directory.resolve("ledger.jsonl"), PIPELINE, summary);
    }

    static String row(String id, String instruction, String answer) {
        return Json.write(Data.of("_id", id).with("instruction", instruction).with("answer", answer));
    }

    static final Price PRICE = new Price(new BigDecimal("0.15"), new BigDecimal("0.60"), "USD")
            .withCachedInput(new BigDecimal("0.075"))
            .withOrigin(new Price.Origin("Pricing", LocalDate.parse("2026-05-01")));

    static RunSummary summary(long accepted, RunSummary.End end) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        fates.put(Fate.ACCEPTED, accepted);
        fates.put(Fate.REJECTED, 3L);
        fates.put(Fate.CONSUMED, 5L);
        Map<Fate, Long> total = new EnumMap<>(fates);
        total.put(Fate.SURPLUS, 1L);
        Usage tokens = new Usage(120, 345, false);
        Money cost = new Money(new BigDecimal("0.000225"), "USD");
        return new RunSummary(
                "helpful-sft",
                42,
                Optional.of(2L),
                end,
                end == RunSummary.End.DONE ? "" : "the money ran out: 2 USD of 2 USD are spent",
                Instant.parse("2026-11-20T10:00:00Z"),
                Instant.parse("2026-11-20T10:00:34.5Z"),
                total,
                fates,
                List.of(
                        new RunSummary.StepSummary(
                                "magpie/instruction", "magpie", 0, accepted + 3, Map.of(), Map.of(), List.of()),
                        new RunSummary.StepSummary(
                                "length",
                                "length",
                                accepted + 3,
                                accepted,
                                Map.of("too-short", 2L),
                                Map.of("endpoint-refused", 1L),
                                List.of(new RunSummary.Example(
                                        "ab12",
                                        "too-short",
                                        "the answer has 2 characters, but 3 are wanted",
                                        Data.of("instruction", HOSTILE).with("answer", "no"),
                                        Data.of("length", 2).with("span", HOSTILE))))),
                List.of(new RunSummary.ModelSummary(
                        "writer", "openai", "openai gpt-4o-mini", 7, tokens, cost, Optional.of(PRICE), List.of())),
                List.of(new PromptReference("magpie.response", 1, "f".repeat(64))),
                List.of(new RunSummary.InputFile("seeds|1.jsonl", "a".repeat(64), 1234)),
                new RunSummary.Calls(7, 2, 1, 9),
                tokens,
                cost,
                cost);
    }
}
