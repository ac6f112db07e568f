package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAI, "Chat" and "Completions" of the API reference (2026), with what servers of other houses add: Mistral's
/// `random_seed`, vLLM's `structured_outputs`, llama.cpp's `json_schema`.
///
/// @param seedField what the seed is called; the other name is refused, as Mistral does
record OpenAiDialectShape(String seedField) implements ProviderShape {
    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        String path = request.path().replaceFirst("\\?.*", "");
        boolean isChat = path.endsWith("/chat/completions");
        if (!isChat && !path.endsWith("/completions")) {
            throw refused(404, "there is nothing at " + request.path());
        }
        for (String other : List.of("seed", "random_seed")) {
            if (body.has(other) && !other.equals(seedField)) {
                throw refused(422, "Extra inputs are not permitted: " + other);
            }
        }
        Map<?, ?> schema = schema(body);
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
                ProviderShape.pick(body.asMap(), "temperature", seedField),
                ProviderShape.texts(body.value("stop")),
                Math.min(
                        ProviderShape.number(body.value("max_tokens")),
                        ProviderShape.number(body.value("max_completion_tokens"))),
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    private static Map<?, ?> schema(Data body) {
        Map<?, ?> format = ProviderShape.object(body.value("response_format"));
        if ("json_object".equals(format.get("type"))) {
            return Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")));
        }
        Map<?, ?> outputs = ProviderShape.object(body.value("structured_outputs"));
        return outputs.isEmpty()
                ? body.has("json_schema")
                        ? ProviderShape.object(body.value("json_schema"))
                        : ProviderShape.object(
                                ProviderShape.object(format.get("json_schema")).get("schema"))
                : ProviderShape.object(outputs.get("json"));
    }

    private static RefusedException refused(int status, String message) {
        return new RefusedException(
                status, Json.write(Map.of("error", Map.of("message", message, "type", "invalid_request_error"))));
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        boolean isRaw = asked.model().startsWith("raw ");
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        if (isRaw) {
            choice.put("text", cut.text());
        } else {
            Map<String, @Nullable Object> message = new LinkedHashMap<>();
            message.put("role", "assistant");
            message.put("content", asked.tool().isPresent() ? null : cut.text());
            asked.tool()
                    .ifPresent(name -> message.put(
                            "tool_calls",
                            List.of(Map.of(
                                    "id",
                                    "call_1",
                                    "type",
                                    "function",
                                    "function",
                                    Map.of("name", name, "arguments", cut.text())))));
            choice.put("message", message);
        }
        choice.put(
                "finish_reason",
                cut.finish() == Finish.LENGTH ? "length" : asked.tool().isPresent() ? "tool_calls" : "stop");
        int input = ScriptedText.inputTokens(asked.input().length());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", "scripted");
        body.put("object", isRaw ? "text_completion" : "chat.completion");
        body.put("created", 0);
        body.put("model", isRaw ? asked.model().substring(4) : asked.model());
        body.put("choices", List.of(choice));
        body.put("usage", Map.of("prompt_tokens", input, "completion_tokens", cut.tokens()));
        return Json.write(body);
    }
}
