package dev.seedbed.publish;

import dev.seedbed.api.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON for people: two spaces a level, a line for every field, flat lists on one line.
final class IndentedJson {
    private IndentedJson() {}

    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "\n");
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, String lineBreak) {
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() -> {
                String inner = lineBreak + "  ";
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(separator)
                            .append(inner)
                            .append(Json.write(entry.getKey()))
                            .append(": ");
                    write(out, entry.getValue(), inner);
                    separator = ",";
                }
                out.append(lineBreak).append('}');
            }
            case List<?> items
            when items.stream().anyMatch(item -> item instanceof Map || item instanceof List) -> {
                String inner = lineBreak + "  ";
                String separator = "[";
                for (Object item : items) {
                    out.append(separator).append(inner);
                    write(out, item, inner);
                    separator = ",";
                }
                out.append(lineBreak).append(']');
            }
            case null, default -> out.append(Json.write(value));
        }
    }
}
