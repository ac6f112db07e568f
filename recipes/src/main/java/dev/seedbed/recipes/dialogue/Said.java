package dev.seedbed.recipes.dialogue;

import dev.seedbed.text.Turn;
import java.util.List;
import java.util.Map;

/// A turn of a conversation.
///
/// @param turn as the other party hears it
/// @param raw as the model wrote it
/// @param before messages that were exchanged in order to say it, such as calls of tools and their results
record Said(Turn turn, String raw, List<Map<String, Object>> before) {
    static Said of(Turn turn) {
        return new Said(turn, turn.text(), List.of());
    }
}
