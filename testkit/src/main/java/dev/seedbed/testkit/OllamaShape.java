package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ollama, docs/api.md, "Generate a completion" and "Generate a chat completion" (2026).
final class OllamaShape implements ProviderShape {
    private static final String CHAT = "/api/chat";

    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        boolean isChat = request.path().equals(CHAT);
        if (!isChat && !request.path().equals("/api/generate")) {
            throw new RefusedException(404, "404 page not found");
        }
        if (!Boolean.FALSE.equals(body.value("stream"))) {
            throw new RefusedException(400, "{\"error\":\"this server does not stream\"}");
        }
        if (!isChat && !Boolean.TRUE.equals(body.value("raw"))) {
            throw new RefusedException(400, "{\"error\":\"a template would be applied to the prompt\"}");
        }
        Map<?, ?> options = ProviderShape.object(body.value("options"));
        Map<?, ?> schema = "json".equals(body.value("format"))
                ? Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")))
                : ProviderShape.object(body.value("format"));
        Optional<String> tool = Optional.empty();
        if (body.value("tools") instanceof List<?> tools) {
            Map<?, ?> function =
                    ProviderShape.object(ProviderShape.object(tools.getFirst()).get("function"));
            tool = Optional.ofNullable((String) function.get("name"));
            schema = ProviderShape.object(function.get("parameters"));
        }
        Object messages = body.value("messages");
        String prompt = body.textIfPresent("prompt").orElse("");
        return new Asked(
                (isChat ? "" : "raw ") + body.text("model"),
                isChat ? ProviderShape.turns(messages, "content") : prompt,
                isChat ? ProviderShape.lastOf(messages, "content") : prompt,
                ProviderShape.pick(options, "temperature", "seed", "top_p", "top_k", "min_p"),
                ProviderShape.texts(options.get("stop")),
                ProviderShape.number(options.get("num_predict")),
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        boolean isRaw = asked.model().startsWith("raw ");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", isRaw ? asked.model().substring(4) : asked.model());
        body.put("created_at", "2026-11-20T12:00:00.000000Z");
        if (isRaw) {
            body.put("response", cut.text());
        } else if (asked.tool().isPresent()) {
            Map<String, Object> function = new LinkedHashMap<>();
            function.put("name", asked.tool().get());
            function.put("arguments", Json.parseObject(cut.text()).asMap());
            body.put(
                    "message",
                    Map.of("role", "assistant", "content", "", "tool_calls", List.of(Map.of("function", function))));
        } else {
            body.put("message", Map.of("role", "assistant", "content", cut.text()));
        }
        body.put("done", true);
        body.put("done_reason", cut.finish() == Finish.LENGTH ? "length" : "stop");
        body.put("total_duration", 1_000);
        body.put("prompt_eval_count", ScriptedText.inputTokens(asked.input().length()));
        body.put("eval_count", cut.tokens());
        return Json.write(body);
    }
}
