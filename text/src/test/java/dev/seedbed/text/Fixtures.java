package dev.seedbed.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real texts, and texts made by a seeded generator.
final class Fixtures {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Fixtures() {}

    static List<String> seedInstructions() {
        return read(
                "self_instruct_seed_tasks.jsonl", row -> row.get("instruction").asString());
    }

    static List<String> userInstructions() {
        return read(
                "user_oriented_instructions.jsonl",
                row -> row.get("instruction").asString());
    }

    static List<String> answers() {
        return read(
                "self_instruct_seed_tasks.jsonl",
                row -> row.get("instances").get(0).get("output").asString());
    }

    static <T> List<T> read(String resource, Function<JsonNode, T> reader) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> reader.apply(MAPPER.readTree(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text of `count` words of a vocabulary in which word k is about 1/k as frequent as the first, as in
    /// language.
    static String words(RandomGenerator random, int count, int vocabulary) {
        return IntStream.range(0, count)
                .mapToObj(_ -> "w" + (int) Math.exp(random.nextDouble() * Math.log(vocabulary)))
                .collect(Collectors.joining(" "));
    }
}
