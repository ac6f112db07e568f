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
/// @param schema a JSON Schema that the reply must follow, if any
public record Request(Input input, Sampling sampling, Optional<Map<String, Object>> schema) {

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

    public Request withSchema(Map<String, Object> newSchema) {
        return new Request(input, sampling, Optional.of(newSchema));
    }

    /// The request as JSON: what the journal keeps, and what its key is made of.
    public Data asData() {
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
        schema.ifPresent(value -> fields.put("schema", value));
        return Data.copyOf(fields);
    }
}
