package dev.seedbed.recipes.internal;

import dev.seedbed.api.model.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Conversations as columns hold them: lists of `{role, content}`, the form that trainers read.
public final class Messages {
    private Messages() {}

    public static List<Map<String, String>> asColumn(List<Message> messages) {
        List<Map<String, String>> turns = new ArrayList<>();
        for (Message message : messages) {
            Map<String, String> turn = new LinkedHashMap<>();
            turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
            turn.put("content", message.content());
            turns.add(turn);
        }
        return turns;
    }

    /// What a column holds; empty if that is no conversation of the system, the user and the assistant.
    public static Optional<List<Message>> ofColumn(@Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            return Optional.empty();
        }
        List<Message> messages = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> turn)
                    || !(turn.get("content") instanceof String content)
                    || !(turn.get("role") instanceof String role)) {
                return Optional.empty();
            }
            Optional<Message.Role> known = List.of(Message.Role.values()).stream()
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(role))
                    .findFirst();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            messages.add(new Message(known.get(), content));
        }
        return Optional.of(messages);
    }
}
