package dev.seedbed.curate.contamination;

import dev.seedbed.api.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a column: of a list of messages, their contents, line by line.
final class RowText {
    private RowText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case List<?> messages -> messages.stream().map(RowText::content).collect(Collectors.joining("\n"));
            default -> Json.write(value);
        };
    }

    private static String content(@Nullable Object message) {
        return message instanceof Map<?, ?> fields && fields.get("content") instanceof String text ? text : of(message);
    }
}
