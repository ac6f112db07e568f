package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Anthropic, "Messages", "Errors" and "Structured outputs" of the API reference (2026).
final class AnthropicShape implements ProviderShape {
    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        if (!request.path().equals("/v1/messages")) {
            throw refused(404, "not_found_error", "there is nothing at " + request.path());
        }
        if (!request.header("anthropic-version").orElse("").equals("2023-06-01")) {
            throw refused(400, "invalid_request_error", "anthropic-version: header is required");
        }
        if (!(body.value("max_tokens") instanceof Long most)) {
            throw refused(400, "invalid_request_error", "max_tokens: Field required");
        }
        Object messages = body.value("messages");
        if (!(messages instanceof List<?> turns) || turns.isEmpty()) {
            throw refused(400, "invalid_request_error", "messages: at least one message is required");
        }
        for (Object turn : turns) {
            if ("system".equals(ProviderShape.object(turn).get("role"))) {
                throw refused(400, "invalid_request_error", "messages: Unexpected role \"system\"");
            }
        }
        Map<?, ?> format = ProviderShape.object(
                ProviderShape.object(body.value("output_config")).get("format"));
        Map<?, ?> choice = ProviderShape.object(body.value("tool_choice"));
        Optional<String> tool = Optional.ofNullable((String) choice.get("name"));
        Map<?, ?> schema = body.value("tools") instanceof List<?> tools
                ? ProviderShape.object(ProviderShape.object(tools.getFirst()).get("input_schema"))
                : ProviderShape.object(format.get("schema"));
        return new Asked(
                body.text("model"),
                ProviderShape.textOf(body.value("system")) + ProviderShape.turns(messages, "content"),
                ProviderShape.lastOf(messages, "content"),
                ProviderShape.pick(body.asMap(), "temperature", "top_p", "top_k"),
                ProviderShape.texts(body.value("stop_sequences")),
                most,
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    private static RefusedException refused(int status, String type, String message) {
        return new RefusedException(
                status,
                Json.write(Map.of(
                        "type", "error", "error", Map.of("type", type, "message", message), "request_id", "req_1")));
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        block.put("type", asked.tool().isPresent() ? "tool_use" : "text");
        if (asked.tool().isPresent()) {
            block.put("id", "toolu_1");
            block.put("name", asked.tool().get());
            block.put("input", Json.parseObject(cut.text()).asMap());
        } else {
            block.put("text", cut.text());
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", "msg_1");
        body.put("type", "message");
        body.put("role", "assistant");
        body.put("model", asked.model());
        body.put("content", List.of(block));
        body.put(
                "stop_reason",
                cut.finish() == Finish.LENGTH ? "max_tokens" : asked.tool().isPresent() ? "tool_use" : "end_turn");
        body.put("stop_sequence", null);
        body.put(
                "usage",
                Map.of(
                        "input_tokens",
                        ScriptedText.inputTokens(asked.input().length()),
                        "cache_creation_input_tokens",
                        0,
                        "cache_read_input_tokens",
                        0,
                        "output_tokens",
                        cut.tokens()));
        return Json.write(body);
    }
}
