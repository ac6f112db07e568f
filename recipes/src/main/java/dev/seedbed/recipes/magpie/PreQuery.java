package dev.seedbed.recipes.magpie;

import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What makes an aligned model write a user's message: everything that stands before one (Magpie, section 2.1).
///
/// @param text up to the end of the header of the user's turn
/// @param stop the texts that end a message, the likeliest first
record PreQuery(String text, List<String> stop) {
    /// Stands for a message while a template is taken apart. Plain letters, which no template changes.
    static final String MARKER = "SeedbedMessageHere";

    /// What tokenizers' own words look like: `<|im_end|>`, `<s>`, `<end_of_turn>`, `[INST]`.
    private static final Pattern SPECIAL = Pattern.compile("<[^<>\\s]{1,40}>|\\[/?[A-Z_]{2,20}]");

    PreQuery {
        stop = List.copyOf(stop);
    }

    /// A text that someone wrote: its own special words end a message.
    static PreQuery of(String text) {
        return new PreQuery(text, List.copyOf(specialWords(text)));
    }

    /// The text before the next message of a user, as the template writes it; empty if the template does not
    /// show the message.
    static Optional<String> textOf(ChatTemplate template, List<Message> before) {
        List<Message> turns = new ArrayList<>(before);
        turns.add(Message.user(MARKER));
        String rendered = template.render(turns, false);
        int at = rendered.lastIndexOf(MARKER);
        return at < 0 ? Optional.empty() : Optional.of(rendered.substring(0, at));
    }

    /// The texts that end a user's message in this template: what follows one, and every other special word, as
    /// none can be part of a message. Nothing but the template's own text is looked at, so that no message
    /// becomes a stop.
    static List<String> stopsOf(ChatTemplate template) {
        String rendered = template.render(List.of(Message.user(MARKER)), true);
        int at = rendered.lastIndexOf(MARKER);
        if (at < 0) {
            return List.of();
        }
        String after = rendered.substring(at + MARKER.length());
        Set<String> stops = new LinkedHashSet<>();
        headerIn(after).ifPresent(stops::add);
        stops.addAll(specialWords(after));
        stops.addAll(specialWords(rendered.substring(0, at)));
        return List.copyOf(stops);
    }

    /// The first line behind a message, if it is plain words, such as `ASSISTANT:` or `### Response:`.
    private static Optional<String> headerIn(String after) {
        String stripped = after.strip();
        if (stripped.isEmpty() || SPECIAL.matcher(stripped).lookingAt()) {
            return Optional.empty();
        }
        return stripped.lines().findFirst().map(String::strip);
    }

    private static Set<String> specialWords(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = SPECIAL.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
