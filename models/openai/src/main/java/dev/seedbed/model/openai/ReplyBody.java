package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.model.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads an answer out of a body. Whatever is not whole gives nothing. What a model thought, which servers put
/// beside its words as `reasoning_content` or `reasoning`, is no part of the text.
final class ReplyBody {
    /// The server gave up on the way: the text so far is no reply.
    private static final Set<String> BROKEN_OFF = Set.of("abort", "error", "cancelled", "insufficient_system_resource");

    private ReplyBody() {}

    static Optional<Answer> read(Data body, Request request) {
        if (!(body.value("choices") instanceof List<?> choices)
                || choices.isEmpty()
                || !(choices.getFirst() instanceof Map<?, ?> choice)) {
            return Optional.empty();
        }
        Object reason = choice.get("finish_reason");
        if (reason instanceof String word && BROKEN_OFF.contains(word)) {
            return Optional.empty();
        }
        return switch (request.input()) {
            case Request.Chat _ ->
                choice.get("message") instanceof Map<?, ?> message
                        ? Optional.of(ofMessage(body, reason, message))
                        : Optional.empty();
            case Request.Raw _ ->
                choice.get("text") instanceof String text ? Optional.of(of(body, reason, text)) : Optional.empty();
        };
    }

    private static Answer ofMessage(Data body, @Nullable Object reason, Map<?, ?> message) {
        Object content = message.get("content");
        if (content == null && message.get("refusal") instanceof String refusal) {
            return of(body, "content_filter", refusal);
        }
        return of(body, reason, arguments(message).orElseGet(() -> textOf(content)));
    }

    /// The arguments of the call of a tool: JSON in a text, or as it is, as some servers have it.
    private static Optional<String> arguments(Map<?, ?> message) {
        if (!(message.get("tool_calls") instanceof List<?> calls)
                || calls.isEmpty()
                || !(calls.getFirst() instanceof Map<?, ?> call)
                || !(call.get("function") instanceof Map<?, ?> function)) {
            return Optional.empty();
        }
        return switch (function.get("arguments")) {
            case String text -> Optional.of(text);
            case Map<?, ?> object -> Optional.of(Json.write(object));
            case null, default -> Optional.empty();
        };
    }

    /// Content is a text, or a list of parts, or null where the reply was withheld or went into thinking
    /// altogether.
    private static String textOf(@Nullable Object content) {
        if (content instanceof List<?> parts) {
            StringBuilder text = new StringBuilder();
            for (Object part : parts) {
                if (part instanceof Map<?, ?> map && map.get("text") instanceof String piece) {
                    text.append(piece);
                }
            }
            return text.toString();
        }
        return content instanceof String text ? text : "";
    }

    private static Answer of(Data body, @Nullable Object reason, String text) {
        return new Answer(text, finish(reason), usage(body), text(body, "model"), text(body, "system_fingerprint"));
    }

    /// The words of OpenAI, and those that other servers use in the same place.
    private static Optional<Finish> finish(@Nullable Object reason) {
        return switch (reason instanceof String word ? word : "") {
            case "length", "max_tokens", "model_length" -> Optional.of(Finish.LENGTH);
            case "content_filter", "safety", "recitation" -> Optional.of(Finish.FILTERED);
            case "" -> Optional.empty();
            default -> Optional.of(Finish.STOP);
        };
    }

    private static Optional<Usage> usage(Data body) {
        if (!(body.value("usage") instanceof Map<?, ?> usage)
                || !(usage.get("prompt_tokens") instanceof Long input)
                || !(usage.get("completion_tokens") instanceof Long output)) {
            return Optional.empty();
        }
        // DeepSeek counts what its cache gave in a field of its own.
        long cached = Math.max(
                detail(usage, "prompt_tokens_details", "cached_tokens"),
                usage.get("prompt_cache_hit_tokens") instanceof Long hit ? hit : 0);
        long reasoning = detail(usage, "completion_tokens_details", "reasoning_tokens");
        return Usage.told(input, output, cached, reasoning);
    }

    private static long detail(Map<?, ?> usage, String part, String field) {
        return usage.get(part) instanceof Map<?, ?> details && details.get(field) instanceof Long number ? number : 0;
    }

    private static Optional<String> text(Data body, String field) {
        return body.value(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
