package dev.seedbed.model.openai;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Request.Format;
import dev.seedbed.model.http.SamplingNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes requests as one endpoint wants them: OpenAI, "API reference", "Chat" and "Completions" (2026).
///
/// @param maxTokensField what the most tokens of a chat's reply are called
/// @param capabilities what the endpoint can do; what it cannot is left out
/// @param sampling what the fields of the sampling are called
/// @param extra further fields
record RequestBody(
        String model,
        Dialect dialect,
        String maxTokensField,
        Set<Capability> capabilities,
        SamplingNames sampling,
        Map<String, Object> extra) {

    String write(Request request, int seed) throws CallFailedException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        boolean isRaw = false;
        switch (request.input()) {
            case Request.Chat chat -> putChat(body, chat, request.sampling().maxTokens());
            case Request.Raw raw -> {
                isRaw = true;
                body.put("prompt", raw.text());
                body.put("max_tokens", request.sampling().maxTokens());
            }
        }
        sampling.put(body, request.sampling());
        if (capabilities.contains(Capability.SEED)) {
            body.put(dialect.seedField(), seed);
        }
        if (request.format().isPresent()) {
            putFormat(body, request.format().get(), isRaw);
        }
        body.putAll(extra);
        return Json.write(body);
    }

    private void putChat(Map<String, @Nullable Object> body, Request.Chat chat, int maxTokens) {
        boolean goesOn = capabilities.contains(Capability.PREFILL)
                && !chat.messages().isEmpty()
                && chat.messages().getLast().role() == Message.Role.ASSISTANT;
        List<Map<String, Object>> messages = messages(chat);
        body.put("messages", messages);
        if (goesOn) {
            switch (dialect.prefill()) {
                case BY_ITSELF -> {}
                case PREFIX_FIELD -> messages.getLast().put("prefix", true);
                case CONTINUE_FIELD -> {
                    body.put("continue_final_message", true);
                    body.put("add_generation_prompt", false);
                }
            }
        }
        body.put(maxTokensField, maxTokens);
    }

    private static List<Map<String, Object>> messages(Request.Chat chat) {
        List<Map<String, Object>> turns = new ArrayList<>(chat.messages().size());
        for (Message message : chat.messages()) {
            String role = switch (message.role()) {
                case SYSTEM -> "system";
                case USER -> "user";
                case ASSISTANT -> "assistant";
            };
            Map<String, Object> turn = LinkedHashMap.newLinkedHashMap(3);
            turn.put("role", role);
            turn.put("content", message.content());
            turns.add(turn);
        }
        return turns;
    }

    private void putFormat(Map<String, @Nullable Object> body, Format format, boolean isRaw) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    putSchema(body, schema, isRaw);
                }
            }
            case Request.Tool tool -> {
                if (capabilities.contains(Capability.TOOLS)) {
                    putTool(body, tool);
                }
            }
            case Request.AnyJson _ -> {
                if (capabilities.contains(Capability.JSON)) {
                    body.put("response_format", Map.of("type", "json_object"));
                }
            }
        }
        if (dialect.equals(Dialect.OPENROUTER)) {
            // Otherwise a route that does not know the format drops it: OpenRouter, "Provider routing" (2026).
            body.put("provider", Map.of("require_parameters", true));
        }
    }

    private void putSchema(Map<String, @Nullable Object> body, Map<String, Object> schema, boolean isRaw) {
        switch (isRaw ? dialect.rawSchema() : Dialect.RawSchema.RESPONSE_FORMAT) {
            case STRUCTURED_OUTPUTS -> body.put("structured_outputs", Map.of("json", schema));
            case JSON_SCHEMA -> body.put("json_schema", schema);
            case RESPONSE_FORMAT -> {
                Map<String, Object> named = new LinkedHashMap<>();
                named.put("name", "reply");
                named.put("strict", StrictSchema.fits(schema));
                named.put("schema", schema);
                Map<String, Object> format = new LinkedHashMap<>();
                format.put("type", "json_schema");
                format.put("json_schema", named);
                body.put("response_format", format);
            }
        }
    }

    private void putTool(Map<String, @Nullable Object> body, Request.Tool tool) {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", tool.name());
        function.put("description", tool.description());
        function.put("parameters", tool.schema());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", "function");
        entry.put("function", function);
        body.put("tools", List.of(entry));
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", "function");
        named.put("function", Map.of("name", tool.name()));
        body.put(
                "tool_choice",
                switch (dialect.toolChoice()) {
                    case NAMED -> named;
                    case ANY -> "any";
                    case REQUIRED -> "required";
                });
    }
}
