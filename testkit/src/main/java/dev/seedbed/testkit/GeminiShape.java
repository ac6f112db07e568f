package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gemini API, "Generating content", "GenerationConfig" and "Troubleshooting" (2026).
final class GeminiShape implements ProviderShape {
    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        String path = request.path();
        if (!path.startsWith("/v1beta/models/") || !path.endsWith(":generateContent")) {
            throw refused(404, "NOT_FOUND", "there is nothing at " + path);
        }
        Object contents = body.value("contents");
        if (!(contents instanceof List<?> turns) || turns.isEmpty()) {
            throw refused(400, "INVALID_ARGUMENT", "contents is not specified");
        }
        for (Object turn : turns) {
            Object role = ProviderShape.object(turn).get("role");
            if (!"user".equals(role) && !"model".equals(role)) {
                throw refused(400, "INVALID_ARGUMENT", "Please use a valid role: user, model.");
            }
        }
        Map<?, ?> config = ProviderShape.object(body.value("generationConfig"));
        Map<?, ?> schema = ProviderShape.object(config.get("responseJsonSchema"));
        Optional<String> tool = Optional.empty();
        if (body.value("tools") instanceof List<?> tools) {
            List<?> functions = (List<?>) ProviderShape.object(tools.getFirst()).get("functionDeclarations");
            Map<?, ?> function = ProviderShape.object(functions == null ? null : functions.getFirst());
            tool = Optional.ofNullable((String) function.get("name"));
            schema = ProviderShape.object(function.get("parametersJsonSchema"));
        } else if ("application/json".equals(config.get("responseMimeType"))) {
            schema = schema.isEmpty()
                    ? Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")))
                    : schema;
        } else if (!schema.isEmpty()) {
            throw refused(400, "INVALID_ARGUMENT", "responseMimeType must be application/json with a schema");
        }
        return new Asked(
                path.substring("/v1beta/models/".length(), path.length() - ":generateContent".length()),
                ProviderShape.textOf(body.value("systemInstruction")) + ProviderShape.turns(contents, "parts"),
                ProviderShape.lastOf(contents, "parts"),
                ProviderShape.pick(config, "temperature", "seed", "topP", "topK"),
                ProviderShape.texts(config.get("stopSequences")),
                ProviderShape.number(config.get("maxOutputTokens")),
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    private static RefusedException refused(int code, String status, String message) {
        return new RefusedException(
                code, Json.write(Map.of("error", Map.of("code", code, "message", message, "status", status))));
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        if (asked.tool().isPresent()) {
            part.put(
                    "functionCall",
                    Map.of(
                            "name",
                            asked.tool().get(),
                            "args",
                            Json.parseObject(cut.text()).asMap()));
        } else {
            part.put("text", cut.text());
        }
        int input = ScriptedText.inputTokens(asked.input().length());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(
                "candidates",
                List.of(Map.of(
                        "content",
                        Map.of("parts", List.of(part), "role", "model"),
                        "finishReason",
                        cut.finish() == Finish.LENGTH ? "MAX_TOKENS" : "STOP",
                        "index",
                        0)));
        body.put(
                "usageMetadata",
                Map.of(
                        "promptTokenCount",
                        input,
                        "candidatesTokenCount",
                        cut.tokens(),
                        "totalTokenCount",
                        input + cut.tokens()));
        body.put("modelVersion", asked.model());
        body.put("responseId", "scripted");
        return Json.write(body);
    }
}
