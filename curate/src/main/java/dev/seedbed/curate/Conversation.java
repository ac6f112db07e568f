package dev.seedbed.curate;

import dev.seedbed.api.Sample;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A column of `{role, content}` messages, read in order.
///
/// @param turns what the user and the assistant said; system messages, calls of tools and their results left
///     out
/// @param positions the number of each turn's message in the column, from 0
record Conversation(List<Turn> turns, List<Integer> positions) {
    /// A column that holds no conversation, or one out of order.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        final String reason;
        final int message;

        Broken(String reason, int message, String explanation) {
            super(explanation);
            this.reason = reason;
            this.message = message;
        }

        String explanation() {
            return String.valueOf(getMessage());
        }
    }

    /// What a message may be followed by.
    private enum Place {
        BEGINNING,
        AFTER_USER,
        AFTER_CALL,
        AFTER_ANSWER
    }

    static Conversation read(Sample sample, String column) throws Broken {
        if (!(sample.data().value(column) instanceof List<?> items) || items.isEmpty()) {
            throw new Broken("no-messages", 0, column + " holds no list of messages");
        }
        Conversation conversation = new Conversation(new ArrayList<>(), new ArrayList<>());
        Place place = Place.BEGINNING;
        for (int i = 0; i < items.size(); i++) {
            place = conversation.add(i, items.get(i), place);
        }
        if (place != Place.AFTER_ANSWER) {
            throw new Broken("not-alternating", items.size() - 1, "the conversation does not end with an answer");
        }
        return conversation;
    }

    private Place add(int number, @Nullable Object item, Place place) throws Broken {
        if (!(item instanceof Map<?, ?> message) || !(message.get("role") instanceof String role)) {
            throw new Broken("malformed-message", number, "message " + number + " is no object with a `role`");
        }
        boolean calls = message.get("tool_calls") instanceof List<?> list && !list.isEmpty();
        Object content = message.get("content");
        if (!(content instanceof String) && !(content == null && calls)) {
            throw new Broken("malformed-message", number, "message " + number + " has no text as `content`");
        }
        String text = content instanceof String given ? given : "";
        return switch (role) {
            case "system", "developer" -> expect(number == 0, number, role, place, Place.BEGINNING);
            case "user" -> {
                boolean may = place == Place.BEGINNING || place == Place.AFTER_ANSWER;
                take(number, Turn.user(text));
                yield expect(may, number, role, place, Place.AFTER_USER);
            }
            case "assistant" -> {
                boolean may = place == Place.AFTER_USER || place == Place.AFTER_CALL;
                if (!calls) {
                    take(number, Turn.assistant(text));
                }
                yield expect(may, number, role, place, calls ? Place.AFTER_CALL : Place.AFTER_ANSWER);
            }
            case "tool" -> expect(place == Place.AFTER_CALL, number, role, place, Place.AFTER_CALL);
            default ->
                throw new Broken(
                        "malformed-message",
                        number,
                        "message " + number + " has the role '" + role
                                + "'; known are system, developer, user, assistant and tool");
        };
    }

    private void take(int number, Turn turn) {
        turns.add(turn);
        positions.add(number);
    }

    private static Place expect(boolean may, int number, String role, Place before, Place after) throws Broken {
        if (!may) {
            String where = switch (before) {
                case BEGINNING -> "at the beginning";
                case AFTER_USER -> "behind the user's";
                case AFTER_CALL -> "behind a call of a tool";
                case AFTER_ANSWER -> "behind an answer";
            };
            throw new Broken(
                    "not-alternating",
                    number,
                    "message " + number + " is the " + role + "'s, and stands " + where
                            + ": user and assistant take turns, the user first");
        }
        return after;
    }
}
