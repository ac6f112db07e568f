package dev.seedbed.model.local;

import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of a JSON Schema that llama.cpp can make a grammar of.
///
/// A `pattern` there must describe a whole text, from `^` to `$`, while JSON Schema looks for it anywhere; one that
/// does not is left out. The reply is then held to less by the grammar, and to all by whoever validates it.
final class GrammarSchema {
    private GrammarSchema() {}

    static String of(Map<String, Object> schema) {
        return Json.write(kept(schema));
    }

    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> object -> {
                Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
                object.forEach((name, field) -> {
                    if (!name.equals("pattern") || !(field instanceof String pattern) || isWhole(pattern)) {
                        fields.put(name, kept(field));
                    }
                });
                yield fields;
            }
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>();
                list.forEach(item -> items.add(kept(item)));
                yield items;
            }
            case null, default -> value;
        };
    }

    private static boolean isWhole(String pattern) {
        return pattern.startsWith("^") && pattern.endsWith("$") && !pattern.endsWith("\\$");
    }
}
