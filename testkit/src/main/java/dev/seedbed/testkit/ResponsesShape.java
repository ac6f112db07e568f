package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAI, "Responses" of the API reference (2026). Fields that it does not have are refused.
final class ResponsesShape implements ProviderShape {
    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        if (!request.path().endsWith("/responses")) {
            throw refused(404, "there is nothing at " + request.path());
        }
        for (String unknown : List.of("seed", "stop", "messages", "max_tokens", "response_format")) {
            if (body.has(unknown)) {
                throw refused(400, "Unknown parameter: '" + unknown + "'.");
            }
        }
        Map<?, ?> format =
                ProviderShape.object(ProviderShape.object(body.value("text")).get("format"));
        Map<?, ?> schema = "json_object".equals(format.get("type"))
                ? Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")))
                : ProviderShape.object(format.get("schema"));
        Optional<String> tool = Optional.empty();
        if (body.value("tools") instanceof List<?> tools) {
            Map<?, ?> function = ProviderShape.object(tools.getFirst());
            tool = Optional.ofNullable((String) function.get("name"));
            schema = ProviderShape.object(function.get("parameters"));
        }
        return new Asked(
                body.text("model"),
                ProviderShape.turns(body.value("input"), "content"),
                ProviderShape.lastOf(body.value("input"), "content"),
                ProviderShape.pick(body.asMap(), "temperature", "top_p"),
                List.of(),
                ProviderShape.number(body.value("max_output_tokens")),
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    private static RefusedException refused(int status, String message) {
        return new RefusedException(
                status, Json.write(Map.of("error", Map.of("message", message, "type", "invalid_request_error"))));
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        boolean isCut = cut.finish() == Finish.LENGTH;
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        if (asked.tool().isPresent()) {
            item.put("type", "function_call");
            item.put("call_id", "call_1");
            item.put("name", asked.tool().get());
            item.put("arguments", cut.text());
        } else {
            item.put("type", "message");
            item.put("role", "assistant");
            item.put("content", List.of(Map.of("type", "output_text", "text", cut.text(), "annotations", List.of())));
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", "resp_1");
        body.put("object", "response");
        body.put("status", isCut ? "incomplete" : "completed");
        body.put("error", null);
        body.put("incomplete_details", isCut ? Map.of("reason", "max_output_tokens") : null);
        body.put("model", asked.model());
        body.put("output", List.of(Map.of("type", "reasoning", "id", "rs_1", "summary", List.of()), item));
        body.put(
                "usage",
                Map.of(
                        "input_tokens",
                        ScriptedText.inputTokens(asked.input().length()),
                        "input_tokens_details",
                        Map.of("cached_tokens", 0),
                        "output_tokens",
                        cut.tokens(),
                        "output_tokens_details",
                        Map.of("reasoning_tokens", 0)));
        return Json.write(body);
    }
}
