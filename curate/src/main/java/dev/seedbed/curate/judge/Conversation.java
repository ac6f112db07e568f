package dev.seedbed.curate.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A column of `{role, content}` as a judge is shown it: the assistant's last turn, and all that led to it.
///
/// @param before the turns before it, each with its role in front
/// @param answer the last turn
record Conversation(String before, String answer) {
    /// What a column holds; empty if it is no conversation that ends with the assistant's turn.
    static Optional<Conversation> of(@Nullable Object value) {
        if (!(value instanceof List<?> turns)
                || turns.isEmpty()
                || !turns.stream().allMatch(Conversation::isTurn)) {
            return Optional.empty();
        }
        return field(turns.getLast(), "role").equals("assistant")
                ? Optional.of(new Conversation(
                        turns.subList(0, turns.size() - 1).stream()
                                .map(turn -> field(turn, "role") + ": " + field(turn, "content"))
                                .collect(Collectors.joining("\n\n")),
                        field(turns.getLast(), "content")))
                : Optional.empty();
    }

    private static boolean isTurn(@Nullable Object value) {
        return value instanceof Map<?, ?> turn
                && turn.get("role") instanceof String
                && turn.get("content") instanceof String;
    }

    private static String field(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> turn ? String.valueOf(turn.get(name)) : "";
    }
}
