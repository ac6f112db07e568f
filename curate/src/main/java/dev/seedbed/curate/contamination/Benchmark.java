package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What is known about a benchmark: facts, not its items, which everybody brings from its makers.
///
/// ```java
/// Benchmark.known().forEach(benchmark -> System.out.println(benchmark.name() + ": " + benchmark.licence()));
/// ```
///
/// @param name the usual name in lower case, also that of the file to bring
/// @param about what its items are, and how many there are
/// @param licence of the items, as their makers state it; or that this could not be verified
/// @param source where the file comes from
/// @param columns those of its items that are read: question, choices, answer, id
public record Benchmark(String name, String about, String licence, String source, String columns) {
    private static final List<Benchmark> KNOWN = read();

    /// The catalogue, in the order of the names.
    public static List<Benchmark> known() {
        return KNOWN;
    }

    private static List<Benchmark> read() {
        try (InputStream in =
                Objects.requireNonNull(Benchmark.class.getResourceAsStream("benchmarks.jsonl"), "benchmarks.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::parseObject)
                    .map(Benchmark::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Benchmark of(Data fact) {
        return new Benchmark(
                fact.text("name"), fact.text("about"), fact.text("licence"), fact.text("source"), fact.text("columns"));
    }
}
