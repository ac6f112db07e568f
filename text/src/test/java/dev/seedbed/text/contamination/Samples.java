package dev.seedbed.text.contamination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real items, their rephrasings, clean rows, and copies with seeded noise.
final class Samples {
    record Pair(TestItem item, String rephrased) {}

    /// What an independent implementation says about a pair.
    record Expected(TestItem item, boolean code, double covered, double numbers, double signs, double information) {}

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Samples() {}

    static List<Pair> pairs() {
        return read(
                "contamination_pairs.jsonl",
                row -> new Pair(
                        new TestItem(text(row, "benchmark"), text(row, "id"), text(row, "question")),
                        text(row, "rephrased")));
    }

    static List<TestItem> items() {
        return pairs().stream().map(Pair::item).toList();
    }

    static List<Expected> expected() {
        List<JsonNode> terms = read("contamination_terms.jsonl", row -> row);
        List<TestItem> items = items();
        List<Expected> expected = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            JsonNode row = terms.get(i);
            expected.add(new Expected(
                    items.get(i),
                    row.get("code").asBoolean(),
                    row.get("covered").asDouble(),
                    row.get("numbers").asDouble(),
                    row.get("signs").asDouble(),
                    row.get("information").asDouble()));
        }
        return expected;
    }

    static List<String> clean() {
        return read("contamination_clean.jsonl", row -> text(row, "text"));
    }

    private static String text(JsonNode row, String key) {
        return row.get(key).asString();
    }

    private static <T> List<T> read(String resource, Function<JsonNode, T> reader) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream("/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> reader.apply(MAPPER.readTree(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every eighth word is another.
    static String withEveryEighthWordReplaced(String text, List<String> others, RandomGenerator random) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int i = 7; i < words.size(); i += 8) {
            String[] other = others.get(random.nextInt(others.size())).split(" ");
            words.set(i, other[random.nextInt(other.length)]);
        }
        return String.join(" ", words);
    }

    /// One letter is another.
    static String withTypo(String text, RandomGenerator random) {
        int[] letters = text.chars().filter(Character::isLetter).toArray();
        int chosen = random.nextInt(letters.length);
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i)) && chosen-- == 0) {
                changed.setCharAt(i, (char) ('a' + random.nextInt(26)));
            }
        }
        return changed.toString();
    }
}
