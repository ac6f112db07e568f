package dev.seedbed.model.openai;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes requests as one endpoint wants them.
///
/// @param maxTokensField what the most tokens of a chat's reply are called
/// @param takesSeed whether to send the seed
/// @param takesSchema whether to send schemas
/// @param continues whether a last turn of the assistant's is to be gone on from
record RequestBody(String model, String maxTokensField, boolean takesSeed, boolean takesSchema, boolean continues) {

    String write(Request request, int seed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        switch (request.input()) {
            case Request.Chat chat -> {
                body.put("messages", messages(chat));
                if (continues && endsWithAssistant(chat)) {
                    // vLLM's words; llama-server goes on by itself and ignores them.
                    body.put("continue_final_message", true);
                    body.put("add_generation_prompt", false);
                }
                body.put(maxTokensField, request.sampling().maxTokens());
            }
            case Request.Raw raw -> {
                body.put("prompt", raw.text());
                body.put("max_tokens", request.sampling().maxTokens());
            }
        }
        putSampling(body, request.sampling());
        if (takesSeed) {
            body.put("seed", seed);
        }
        if (takesSchema) {
            request.schema().ifPresent(schema -> body.put("response_format", responseFormat(schema)));
        }
        return Json.write(body);
    }

    private static List<Map<String, String>> messages(Request.Chat chat) {
        List<Map<String, String>> turns = new ArrayList<>(chat.messages().size());
        for (Message message : chat.messages()) {
            String role = switch (message.role()) {
                case SYSTEM -> "system";
                case USER -> "user";
                case ASSISTANT -> "assistant";
            };
            Map<String, String> turn = LinkedHashMap.newLinkedHashMap(2);
            turn.put("role", role);
            turn.put("content", message.content());
            turns.add(turn);
        }
        return turns;
    }

    private static boolean endsWithAssistant(Request.Chat chat) {
        return !chat.messages().isEmpty() && chat.messages().getLast().role() == Message.Role.ASSISTANT;
    }

    private static void putSampling(Map<String, @Nullable Object> body, Sampling sampling) {
        body.put("temperature", sampling.temperature());
        sampling.topP().ifPresent(value -> body.put("top_p", value));
        sampling.topK().ifPresent(value -> body.put("top_k", value));
        sampling.minP().ifPresent(value -> body.put("min_p", value));
        sampling.frequencyPenalty().ifPresent(value -> body.put("frequency_penalty", value));
        sampling.presencePenalty().ifPresent(value -> body.put("presence_penalty", value));
        if (!sampling.stop().isEmpty()) {
            body.put("stop", sampling.stop());
        }
    }

    private static Map<String, Object> responseFormat(Map<String, Object> schema) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", "reply");
        named.put("strict", fitsStrict(schema));
        named.put("schema", schema);
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("type", "json_schema");
        format.put("json_schema", named);
        return format;
    }

    /// Whether OpenAI takes a schema as strict: every object closed, all its properties required. One that does
    /// not fit is refused with 400 if it is called strict, and only advice if it is not.
    static boolean fitsStrict(@Nullable Object schema) {
        return switch (schema) {
            case Map<?, ?> object -> {
                if (object.get("properties") instanceof Map<?, ?> properties) {
                    boolean closed = Boolean.FALSE.equals(object.get("additionalProperties"))
                            && object.get("required") instanceof Collection<?> required
                            && required.containsAll(properties.keySet());
                    yield closed && properties.values().stream().allMatch(RequestBody::fitsStrict);
                }
                yield !"object".equals(object.get("type"))
                        && object.values().stream().allMatch(RequestBody::fitsStrict);
            }
            case Collection<?> items -> items.stream().allMatch(RequestBody::fitsStrict);
            case null, default -> true;
        };
    }
}
