package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers in the shapes of OpenAI's chat completions, completions and models.
///
/// The text follows from what a model would see: messages or prompt, model, temperature, seed, response format.
/// It does not follow from `max_tokens` and `stop`, which only cut it, nor from the order of the body's fields.
final class OpenAiShapes {
    static final String ECHO = "echo:";
    static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\",\"created\":0,\"owned_by\":\"seedbed\"}]}";

    private OpenAiShapes() {}

    /// How an answer differs from the usual one.
    record Twist(Optional<String> text, boolean cutByLength, boolean hasUsage) {
        static final Twist NONE = new Twist(Optional.empty(), false, true);
    }

    static String answer(Data request, boolean chat, Function<Data, Optional<String>> says, Twist twist) {
        Hash hash = hash(request);
        String whole = twist.text()
                .or(() -> says.apply(request))
                .or(() -> echo(request))
                .orElseGet(() -> schema(request)
                        .map(schema -> ScriptedText.json(hash, schema))
                        .orElseGet(() -> ScriptedText.words(hash)));
        ScriptedText.Cut cut = ScriptedText.cut(whole, stops(request), maxTokens(request));
        if (twist.cutByLength()) {
            cut = new ScriptedText.Cut(
                    whole.substring(0, whole.length() / 2), Reply.Finish.LENGTH, Math.max(1, cut.tokens() / 2));
        }
        return write(request, chat, hash, cut, twist.hasUsage());
    }

    private static String write(Data request, boolean chat, Hash hash, ScriptedText.Cut cut, boolean hasUsage) {
        StringBuilder body = new StringBuilder(400 + cut.text().length())
                .append("{\"id\":\"scripted-")
                .append(hash)
                .append("\",\"object\":\"")
                .append(chat ? "chat.completion" : "text_completion")
                .append("\",\"created\":0,\"model\":")
                .append(Json.write(request.textIfPresent("model").orElse("scripted")))
                .append(",\"system_fingerprint\":\"fp_scripted\",\"choices\":[{\"index\":0,")
                .append(chat ? "\"message\":{\"role\":\"assistant\",\"content\":" : "\"text\":")
                .append(Json.write(cut.text()))
                .append(chat ? "}" : "")
                .append(",\"logprobs\":null,\"finish_reason\":\"")
                .append(cut.finish() == Reply.Finish.LENGTH ? "length" : "stop")
                .append("\"}]");
        if (hasUsage) {
            int input = ScriptedText.inputTokens(input(request).length());
            body.append(",\"usage\":{\"prompt_tokens\":")
                    .append(input)
                    .append(",\"completion_tokens\":")
                    .append(cut.tokens())
                    .append(",\"total_tokens\":")
                    .append(input + cut.tokens())
                    .append('}');
        }
        return body.append('}').toString();
    }

    private static Hash hash(Data request) {
        Map<String, @Nullable Object> seen = new LinkedHashMap<>();
        for (String field : List.of("model", "temperature", "seed", "response_format")) {
            seen.put(field, request.value(field));
        }
        return Hash.of(input(request), Json.canonical(seen));
    }

    /// The prompt, or the turns one after the other.
    private static String input(Data request) {
        if (request.value("messages") instanceof List<?> messages) {
            StringBuilder text = new StringBuilder();
            for (Object message : messages) {
                if (message instanceof Map<?, ?> turn) {
                    text.append(turn.get("role"))
                            .append('\n')
                            .append(turn.get("content"))
                            .append('\n');
                }
            }
            return text.toString();
        }
        return request.textIfPresent("prompt").orElse("");
    }

    private static Optional<String> echo(Data request) {
        Object last = request.value("messages") instanceof List<?> messages
                        && !messages.isEmpty()
                        && messages.getLast() instanceof Map<?, ?> turn
                ? turn.get("content")
                : request.value("prompt");
        return last instanceof String text && text.startsWith(ECHO)
                ? Optional.of(text.substring(ECHO.length()))
                : Optional.empty();
    }

    private static Optional<Map<?, ?>> schema(Data request) {
        if (!(request.value("response_format") instanceof Map<?, ?> format)) {
            return Optional.empty();
        }
        if (format.get("json_schema") instanceof Map<?, ?> named && named.get("schema") instanceof Map<?, ?> schema) {
            return Optional.of(schema);
        }
        return "json_object".equals(format.get("type"))
                ? Optional.of(Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string"))))
                : Optional.empty();
    }

    private static List<String> stops(Data request) {
        return switch (request.value("stop")) {
            case String stop -> List.of(stop);
            case List<?> stops -> {
                List<String> texts = new ArrayList<>();
                for (Object stop : stops) {
                    texts.add(String.valueOf(stop));
                }
                yield texts;
            }
            case null, default -> List.of();
        };
    }

    private static long maxTokens(Data request) {
        for (String field : List.of("max_tokens", "max_completion_tokens")) {
            if (request.value(field) instanceof Long number) {
                return number;
            }
        }
        return Long.MAX_VALUE;
    }
}
