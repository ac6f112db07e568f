package dev.seedbed.model.hosted;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.model.http.Answer;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.Refusal.Reason;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ollama, docs/api.md, "Generate a completion", "Generate a chat completion" and "Errors" (2026).
record OllamaFormat(
        String model,
        SamplingNames sampling,
        Set<Capability> capabilities,
        Optional<Long> context,
        Optional<Duration> keepAlive,
        Optional<Boolean> think,
        Map<String, Object> extra)
        implements WireFormat {

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        String path = switch (request.input()) {
            case Request.Chat chat -> {
                body.put("messages", messages(chat));
                yield "/api/chat";
            }
            case Request.Raw raw -> {
                body.put("prompt", raw.text());
                body.put("raw", true);
                yield "/api/generate";
            }
        };
        body.put("stream", false);
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        options.put("num_predict", request.sampling().maxTokens());
        sampling.put(options, request.sampling());
        if (capabilities.contains(Capability.SEED)) {
            options.put("seed", seed);
        }
        context.ifPresent(tokens -> options.put("num_ctx", tokens));
        body.put("options", options);
        request.format().ifPresent(format -> putFormat(body, format));
        keepAlive.ifPresent(time -> body.put("keep_alive", time.toSeconds() + "s"));
        think.ifPresent(flag -> body.put("think", flag));
        body.putAll(extra);
        return new Call(path, Json.write(body));
    }

    private static List<Map<String, String>> messages(Request.Chat chat) {
        List<Map<String, String>> turns = new ArrayList<>(chat.messages().size());
        for (Message message : chat.messages()) {
            Map<String, String> turn = LinkedHashMap.newLinkedHashMap(2);
            turn.put(
                    "role",
                    switch (message.role()) {
                        case SYSTEM -> "system";
                        case USER -> "user";
                        case ASSISTANT -> "assistant";
                    });
            turn.put("content", message.content());
            turns.add(turn);
        }
        return turns;
    }

    /// There is no way to make a model call a tool, so tools are not offered.
    private void putFormat(Map<String, @Nullable Object> body, Request.Format format) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    body.put("format", schema);
                }
            }
            case Request.Tool _ -> {}
            case Request.AnyJson _ -> {
                if (capabilities.contains(Capability.JSON)) {
                    body.put("format", "json");
                }
            }
        }
    }

    /// A model that was only loaded, for want of anything to answer, gives `done` with the reason `load`.
    @Override
    public Optional<Answer> read(Data body, Request request) {
        if (!Boolean.TRUE.equals(body.value("done"))) {
            return Optional.empty();
        }
        Object reason = body.value("done_reason");
        Optional<Finish> finish = switch (reason instanceof String word ? word : "") {
            case "stop" -> Optional.of(Finish.STOP);
            case "length" -> Optional.of(Finish.LENGTH);
            default -> Optional.empty();
        };
        if (finish.isEmpty() && reason != null) {
            return Optional.empty();
        }
        return text(body, request)
                .map(text -> new Answer(text, finish, usage(body), body.textIfPresent("model"), Optional.empty()));
    }

    private static Optional<String> text(Data body, Request request) {
        return switch (request.input()) {
            case Request.Chat _ ->
                body.value("message") instanceof Map<?, ?> message && message.get("content") instanceof String content
                        ? Optional.of(content)
                        : Optional.empty();
            case Request.Raw _ -> body.textIfPresent("response");
        };
    }

    /// The count of the input is missing where all of it was in the server's cache.
    private static Optional<Usage> usage(Data body) {
        return body.value("prompt_eval_count") instanceof Long input && body.value("eval_count") instanceof Long output
                ? Usage.told(input, output, 0, 0)
                : Optional.empty();
    }

    @Override
    public Refusal refusal(int status, Data body) {
        String said = body.textIfPresent("error").orElse("");
        Reason reason = switch (status) {
            case 404 -> Reason.MODEL;
            // "server busy": its queue is full.
            case 503 -> Reason.TOO_OFTEN;
            default -> Reason.STATUS;
        };
        Refusal refusal = new Refusal(status, said, "", reason);
        return status == 404 ? refusal.withAdvice("fetch it with: ollama pull " + model) : refusal;
    }
}
