package dev.seedbed.testkit;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a scripted model says: a text that follows from a hash, and the cutting that every model does at stop
/// texts and at the most tokens. A token is a word with the space before it.
public final class ScriptedText {
    private static final String[] WORDS = {
        "river", "stone", "seven", "green", "paper", "walks", "under", "morning", "letter", "small", "garden", "counts",
        "bright", "engine", "window", "slow", "wooden", "market", "turns", "quiet", "yellow", "bridge", "carries",
                "salt",
        "winter", "apple", "distant", "number", "gives", "open", "ladder", "north"
    };
    private static final int DEEPEST = 12;

    private ScriptedText() {}

    /// Between 8 and 39 words, ending in a full stop.
    public static String words(Hash hash) {
        RandomGenerator random = new Draw(hash.high()).random();
        int length = 8 + (int) (random.nextLong() >>> 59);
        StringBuilder text = new StringBuilder(length * 7);
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 12 == 0) {
                bits = random.nextLong();
            }
            text.append(i == 0 ? "" : " ").append(WORDS[(int) (bits & 31)]);
            bits >>>= 5;
        }
        return text.append('.').toString();
    }

    /// A value that fits a simple JSON Schema (type, properties, items, enum, const, anyOf, bounds), as JSON.
    static String json(Hash hash, Map<?, ?> schema) {
        return Json.write(value(new Draw(hash.high()).random(), schema, 0));
    }

    private static @Nullable Object value(RandomGenerator random, Map<?, ?> schema, int depth) {
        if (schema.get("enum") instanceof List<?> choices && !choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (schema.get("anyOf") instanceof List<?> choices && choices.getFirst() instanceof Map<?, ?> first) {
            return value(random, first, depth + 1);
        }
        Object type = schema.get("type") instanceof List<?> types ? types.getFirst() : schema.get("type");
        return switch (type instanceof String name && depth < DEEPEST ? name : "null") {
            case "object" -> object(random, schema, depth);
            case "array" -> array(random, schema, depth);
            case "string" -> string(random, schema);
            case "integer" -> {
                long low = bound(schema, "minimum", 0);
                yield random.nextLong(low, Math.max(low, bound(schema, "maximum", low + 99)) + 1);
            }
            case "number" -> bound(schema, "minimum", 0) + random.nextInt(100) / 100.0;
            case "boolean" -> random.nextBoolean();
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(RandomGenerator random, Map<?, ?> schema, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, inner) -> object.put(
                    (String) name, value(random, inner instanceof Map<?, ?> map ? map : Map.of(), depth + 1)));
        }
        return object;
    }

    private static List<@Nullable Object> array(RandomGenerator random, Map<?, ?> schema, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        Map<?, ?> inner = schema.get("items") instanceof Map<?, ?> map ? map : Map.of("type", "string");
        long size = Math.min(bound(schema, "maxItems", Long.MAX_VALUE), bound(schema, "minItems", 2));
        for (long i = 0; i < size; i++) {
            items.add(value(random, inner, depth + 1));
        }
        return items;
    }

    private static String string(RandomGenerator random, Map<?, ?> schema) {
        StringBuilder text = new StringBuilder(words(new Hash(random.nextLong(), 0)));
        while (text.length() < bound(schema, "minLength", 0)) {
            text.append(" more");
        }
        return text.substring(0, (int) Math.min(text.length(), bound(schema, "maxLength", 60)));
    }

    private static long bound(Map<?, ?> schema, String name, long otherwise) {
        return schema.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /// The text as it is given out.
    record Cut(String text, Reply.Finish finish, int tokens) {}

    /// Ends a text before the first stop text, and after so many tokens.
    static Cut cut(String whole, List<String> stops, long maxTokens) {
        int end = whole.length();
        for (String stop : stops) {
            int at = whole.indexOf(stop);
            end = at >= 0 && !stop.isEmpty() ? Math.min(end, at) : end;
        }
        int tokens = 1;
        for (int i = 1; i < end; i++) {
            if (whole.charAt(i) == ' ' && ++tokens > maxTokens) {
                return new Cut(whole.substring(0, i), Reply.Finish.LENGTH, (int) maxTokens);
            }
        }
        return new Cut(whole.substring(0, end), Reply.Finish.STOP, tokens);
    }

    /// Roughly what a tokenizer makes of a text: a token for every four characters, at least one.
    static int inputTokens(int characters) {
        return Math.max(1, characters / 4);
    }
}
