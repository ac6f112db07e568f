package dev.seedbed.cli.command;

import dev.seedbed.api.Json;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON Schema with a line for each of its definitions, so that a comparison of two shows which have changed.
final class SchemaText {
    private static final int BROKEN_LEVELS = 2;

    private SchemaText() {}

    static String of(Map<String, Object> schema) {
        return write(schema, BROKEN_LEVELS, "\n");
    }

    private static String write(@Nullable Object value, int levels, String lineBreak) {
        if (levels == 0 || !(value instanceof Map<?, ?> map) || map.isEmpty()) {
            return Json.write(value);
        }
        String inner = lineBreak + "  ";
        return map.entrySet().stream()
                .map(entry -> Json.write(entry.getKey()) + ": " + write(entry.getValue(), levels - 1, inner))
                .collect(Collectors.joining("," + inner, "{" + inner, lineBreak + "}"));
    }
}
