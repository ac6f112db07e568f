package dev.seedbed.pipeline;

import dev.seedbed.api.Json;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How values appear in messages.
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    /// The value, shortened; a secret is never shown.
    static String value(Raw raw) {
        if (raw instanceof Raw.Scalar scalar) {
            if (Secrets.looksSecret(scalar)) {
                return "(not shown)";
            }
            return scalar.value() instanceof String text ? "'" + shorten(text) + "'" : shorten(scalar.source());
        }
        return Secrets.holdsSecret(raw) ? "(not shown)" : shorten(json(raw.value()));
    }

    /// Such as `a text`.
    static String kind(Raw raw) {
        return switch (raw) {
            case Raw.Scalar scalar -> scalar.value() == null ? "nothing" : Json.kind(scalar.value());
            case Raw.Items _ -> "a list";
            case Raw.Fields _ -> "a map";
        };
    }

    static String names(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String json(@Nullable Object value) {
        return Json.write(value);
    }

    private static String shorten(String text) {
        String line = text.strip().replace("\n", "\\n");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
