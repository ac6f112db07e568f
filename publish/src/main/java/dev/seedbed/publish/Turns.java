package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns of a conversation, each `{role, content}`, as trainers read them.
final class Turns {
    private static final Set<String> FIELDS = Set.of("role", "content");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant");

    private Turns() {}

    static Data turn(String role, String content) {
        return Data.of("role", role).with("content", content);
    }

    static String role(Data turn) {
        return turn.text("role");
    }

    static String content(Data turn) {
        return turn.text("content");
    }

    /// What a column holds: a text as one turn, or a list of turns.
    ///
    /// @param role whose turn a text is
    static List<Data> of(Data row, String column, String role) throws RefusedRowException {
        if (!row.has(column)) {
            throw new RefusedRowException("there is no column '" + column + "'; the row has " + row.columns());
        }
        @Nullable Object value = row.value(column);
        return switch (value) {
            case String text -> List.of(turn(role, text));
            case List<?> items -> ofItems(items, column);
            case null, default ->
                throw new RefusedRowException(
                        "column '" + column + "' holds " + Json.kind(value) + ", not a text or a list of messages");
        };
    }

    private static List<Data> ofItems(List<?> items, String column) throws RefusedRowException {
        List<Data> turns = new ArrayList<>();
        for (Object item : items) {
            String where = "message " + (turns.size() + 1) + " of column '" + column + "' ";
            if (!(item instanceof Map<?, ?> fields) || !FIELDS.equals(fields.keySet())) {
                throw new RefusedRowException(where + "is " + Json.kind(item)
                        + (item instanceof Map<?, ?> map ? " with the fields " + map.keySet() : "")
                        + ", but must be an object with `role` and `content` and no others");
            }
            if (!(fields.get("role") instanceof String role) || !ROLES.contains(role)) {
                throw new RefusedRowException(
                        where + "has the role '" + fields.get("role") + "', but must have system, user or assistant");
            }
            if (!(fields.get("content") instanceof String content)) {
                throw new RefusedRowException(where + "has no content");
            }
            turns.add(turn(role, content));
        }
        return turns;
    }
}
