package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a reply out of an answer's body. Whatever is not whole gives nothing.
final class ReplyBody {
    /// The server gave up on the way: the text so far is no reply.
    private static final Set<String> BROKEN_OFF = Set.of("abort", "error", "cancelled");

    private ReplyBody() {}

    static Optional<Reply> read(Data body, Request request) {
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
                        ? Optional.of(ofMessage(body, request, reason, message))
                        : Optional.empty();
            case Request.Raw _ ->
                choice.get("text") instanceof String text
                        ? Optional.of(of(body, request, reason, text))
                        : Optional.empty();
        };
    }

    private static Reply ofMessage(Data body, Request request, @Nullable Object reason, Map<?, ?> message) {
        Object content = message.get("content");
        if (content == null && message.get("refusal") instanceof String refusal) {
            return of(body, request, "content_filter", refusal);
        }
        return of(body, request, reason, textOf(content));
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

    private static Reply of(Data body, Request request, @Nullable Object reason, String text) {
        Usage usage = usage(body, request, text);
        Finish finish = finish(reason, usage, request);
        int end = firstStop(text, request.sampling().stop());
        return new Reply(
                end < 0 ? text : text.substring(0, end),
                end < 0 ? finish : Finish.STOP,
                usage,
                text(body, "model"),
                text(body, "system_fingerprint"));
    }

    /// Where a stop text is that the server left in, as some do; -1 if nowhere.
    private static int firstStop(String text, List<String> stops) {
        int first = -1;
        for (String stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }

    /// The words of OpenAI, and those that other servers use in the same place. A server that gives no reason
    /// is taken to have cut the text if all tokens were used.
    private static Finish finish(@Nullable Object reason, Usage usage, Request request) {
        return switch (reason instanceof String word ? word : "") {
            case "length", "max_tokens", "model_length" -> Finish.LENGTH;
            case "content_filter", "safety", "recitation" -> Finish.FILTERED;
            case "" ->
                !usage.estimated() && usage.output() >= request.sampling().maxTokens() ? Finish.LENGTH : Finish.STOP;
            default -> Finish.STOP;
        };
    }

    private static Usage usage(Data body, Request request, String text) {
        if (body.value("usage") instanceof Map<?, ?> usage
                && usage.get("prompt_tokens") instanceof Long input
                && usage.get("completion_tokens") instanceof Long output) {
            return new Usage(input, output, false);
        }
        return new Usage(
                estimate(request), Math.min(estimate(text), request.sampling().maxTokens()), true);
    }

    /// A token for every four bytes, which is close for English and too few for other scripts in an old
    /// vocabulary; four more for each turn's header.
    private static long estimate(Request request) {
        return switch (request.input()) {
            case Request.Raw raw -> estimate(raw.text());
            case Request.Chat chat -> {
                long sum = 0;
                for (Message message : chat.messages()) {
                    sum += estimate(message.content()) + 4;
                }
                yield sum;
            }
        };
    }

    private static long estimate(String text) {
        return Math.max(1, (text.getBytes(StandardCharsets.UTF_8).length + 3L) / 4);
    }

    private static Optional<String> text(Data body, String field) {
        return body.value(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
