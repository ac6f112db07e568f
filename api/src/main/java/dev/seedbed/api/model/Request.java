package dev.seedbed.api.model;

import dev.seedbed.api.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model is asked, fully rendered: nothing is left to a provider's default but what [Sampling] leaves
/// open.
///
/// ```java
/// Request chat = Request.chat(List.of(Message.user("Name a prime.")), Sampling.of(0.7, 256));
/// Request raw = Request.raw("<|im_start|>user\n", Sampling.of(1, 64).withStop(List.of("<|im_end|>")));
/// ```
///
/// @param input a conversation to answer, or a text to continue
/// @param sampling how to choose the words
/// @param format what the endpoint is to hold the reply to, if anything
public record Request(Input input, Sampling sampling, Optional<Format> format) {

    /// A conversation or a text.
    public sealed interface Input {}

    /// A conversation, to which the endpoint applies the model's chat template. A last turn of the assistant's
    /// is a beginning that the reply goes on from, where the model can do that ([Capability#PREFILL]).
    public record Chat(List<Message> messages) implements Input {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /// A text that the model continues, with no template applied ([Capability#RAW]).
    public record Raw(String text) implements Input {}

    public static Request chat(List<Message> messages, Sampling sampling) {
        return new Request(new Chat(messages), sampling, Optional.empty());
    }

    public static Request raw(String text, Sampling sampling) {
        return new Request(new Raw(text), sampling, Optional.empty());
    }

    /// What an endpoint is to hold a reply to. The reply's text is the JSON in each case.
    public sealed interface Format {}

    /// JSON that follows a JSON Schema ([Capability#SCHEMA]).
    public record Schema(Map<String, Object> schema) implements Format {}

    /// A call of one function, whose arguments are the reply ([Capability#TOOLS]).
    ///
    /// @param name letters, digits, `_` and `-`, 64 at most
    /// @param description what it is for, told to the model
    /// @param schema of the arguments: a JSON Schema of an object
    public record Tool(String name, String description, Map<String, Object> schema) implements Format {}

    /// JSON of whatever shape ([Capability#JSON]).
    public record AnyJson() implements Format {}

    public Request withFormat(Format newFormat) {
        return new Request(input, sampling, Optional.of(newFormat));
    }

    public Request withSchema(Map<String, Object> newSchema) {
        return withFormat(new Schema(newSchema));
    }

    /// The schema of a [Schema].
    public Optional<Map<String, Object>> schema() {
        return format.flatMap(value -> value instanceof Schema named ? Optional.of(named.schema()) : Optional.empty());
    }

    /// The request that [#asMap] wrote, such as the journal keeps.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Request read(Data written) {
        Sampling sampling = Sampling.read(written);
        Input input = written.value("messages") instanceof List<?> messages
                ? new Chat(messages.stream().map(Request::message).toList())
                : new Raw(written.text("prompt"));
        return new Request(input, sampling, format(written));
    }

    private static Message message(@Nullable Object written) {
        if (written instanceof Map<?, ?> turn
                && turn.get("role") instanceof String role
                && turn.get("content") instanceof String content) {
            return new Message(Message.Role.valueOf(role.toUpperCase(Locale.ROOT)), content);
        }
        throw new IllegalArgumentException("not a turn of a conversation: " + written);
    }

    private static Optional<Format> format(Data written) {
        if (written.value("schema") instanceof Map<?, ?> schema) {
            return Optional.of(new Schema(named(schema)));
        }
        if (written.value("tool") instanceof Map<?, ?> tool && tool.get("schema") instanceof Map<?, ?> schema) {
            return Optional.of(
                    new Tool(String.valueOf(tool.get("name")), String.valueOf(tool.get("description")), named(schema)));
        }
        return written.has("format") ? Optional.of(new AnyJson()) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> named(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    /// The request as JSON: what the journal keeps, and what its key is made of.
    public Data asData() {
        return Data.copyOf(asMap());
    }

    /// The same as a map that nobody else holds, which is cheaper.
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (input) {
            case Chat chat -> {
                List<Map<String, String>> messages = new ArrayList<>();
                for (Message message : chat.messages()) {
                    messages.add(Map.of(
                            "role", message.role().name().toLowerCase(Locale.ROOT), "content", message.content()));
                }
                fields.put("messages", messages);
            }
            case Raw raw -> fields.put("prompt", raw.text());
        }
        fields.putAll(sampling.asMap());
        if (format.isPresent()) {
            switch (format.get()) {
                case Schema(Map<String, Object> schema) -> fields.put("schema", schema);
                case Tool tool ->
                    fields.put(
                            "tool",
                            Map.of("name", tool.name(), "description", tool.description(), "schema", tool.schema()));
                case AnyJson _ -> fields.put("format", "json");
            }
        }
        return fields;
    }
}
