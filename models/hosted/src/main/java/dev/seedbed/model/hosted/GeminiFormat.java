package dev.seedbed.model.hosted;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.model.http.Answer;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gemini API, "Generating content", with `GenerationConfig`, `FinishReason` and `UsageMetadata` (2026).
record GeminiFormat(
        String model,
        SamplingNames sampling,
        Set<Capability> capabilities,
        Optional<Long> thinkingBudget,
        Map<String, Object> extra)
        implements WireFormat {
    /// Google's own filters cut or withheld the text.
    private static final Set<String> FILTERED =
            Set.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE");

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        List<Message> messages = switch (request.input()) {
            case Request.Chat chat -> chat.messages();
            case Request.Raw _ -> throw new CallFailedException(Remedy.STOP_RUN, "gemini continues no raw texts");
        };
        List<Map<String, Object>> system = new ArrayList<>();
        List<Map<String, Object>> contents = new ArrayList<>();
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> system.add(Map.of("text", message.content()));
                case USER -> contents.add(content("user", message));
                case ASSISTANT -> contents.add(content("model", message));
            }
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (!system.isEmpty()) {
            body.put("systemInstruction", Map.of("parts", system));
        }
        body.put("contents", contents);
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("maxOutputTokens", request.sampling().maxTokens());
        sampling.put(config, request.sampling());
        if (capabilities.contains(Capability.SEED)) {
            config.put("seed", seed);
        }
        thinkingBudget.ifPresent(tokens -> config.put("thinkingConfig", Map.of("thinkingBudget", tokens)));
        request.format().ifPresent(format -> putFormat(body, config, format));
        body.put("generationConfig", config);
        body.putAll(extra);
        return new Call("/models/" + Call.segment(model) + ":generateContent", Json.write(body));
    }

    private static Map<String, Object> content(String role, Message message) {
        Map<String, Object> content = LinkedHashMap.newLinkedHashMap(2);
        content.put("role", role);
        content.put("parts", List.of(Map.of("text", message.content())));
        return content;
    }

    private void putFormat(
            Map<String, @Nullable Object> body, Map<String, @Nullable Object> config, Request.Format format) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    config.put("responseMimeType", "application/json");
                    config.put("responseJsonSchema", schema);
                }
            }
            case Request.Tool tool -> {
                if (capabilities.contains(Capability.TOOLS)) {
                    Map<String, Object> function = new LinkedHashMap<>();
                    function.put("name", tool.name());
                    function.put("description", tool.description());
                    function.put("parametersJsonSchema", tool.schema());
                    body.put("tools", List.of(Map.of("functionDeclarations", List.of(function))));
                    Map<String, Object> calling = new LinkedHashMap<>();
                    calling.put("mode", "ANY");
                    calling.put("allowedFunctionNames", List.of(tool.name()));
                    body.put("toolConfig", Map.of("functionCallingConfig", calling));
                }
            }
            case Request.AnyJson _ -> {
                if (capabilities.contains(Capability.JSON)) {
                    config.put("responseMimeType", "application/json");
                }
            }
        }
    }

    @Override
    public Optional<Answer> read(Data body, Request request) {
        if (body.value("candidates") instanceof List<?> candidates
                && !candidates.isEmpty()
                && candidates.getFirst() instanceof Map<?, ?> candidate) {
            return finish(candidate.get("finishReason"))
                    .map(finish -> answer(body, textOf(candidate.get("content")), finish));
        }
        // Nothing was said because of what was asked.
        return body.value("promptFeedback") instanceof Map<?, ?> feedback && feedback.containsKey("blockReason")
                ? Optional.of(answer(body, "", Finish.FILTERED))
                : Optional.empty();
    }

    private static Answer answer(Data body, String text, Finish finish) {
        return new Answer(text, Optional.of(finish), usage(body), body.textIfPresent("modelVersion"), Optional.empty());
    }

    /// Any other reason, such as `OTHER` and `MALFORMED_FUNCTION_CALL`, is a reply that broke off.
    private static Optional<Finish> finish(@Nullable Object reason) {
        if (!(reason instanceof String word)) {
            return Optional.empty();
        }
        if (FILTERED.contains(word)) {
            return Optional.of(Finish.FILTERED);
        }
        return switch (word) {
            case "STOP" -> Optional.of(Finish.STOP);
            case "MAX_TOKENS" -> Optional.of(Finish.LENGTH);
            default -> Optional.empty();
        };
    }

    /// What is said, or the arguments of the function; parts that are thoughts are neither.
    private static String textOf(@Nullable Object content) {
        if (!(content instanceof Map<?, ?> map) || !(map.get("parts") instanceof List<?> parts)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (Object each : parts) {
            if (!(each instanceof Map<?, ?> part) || Boolean.TRUE.equals(part.get("thought"))) {
                continue;
            }
            if (part.get("functionCall") instanceof Map<?, ?> call) {
                return Json.write(call.get("args") instanceof Map<?, ?> arguments ? arguments : Map.of());
            }
            if (part.get("text") instanceof String said) {
                text.append(said);
            }
        }
        return text.toString();
    }

    private static Optional<Usage> usage(Data body) {
        if (!(body.value("usageMetadata") instanceof Map<?, ?> usage)
                || !(usage.get("promptTokenCount") instanceof Long input)) {
            return Optional.empty();
        }
        long thought = number(usage, "thoughtsTokenCount");
        long output = Usage.sum(number(usage, "candidatesTokenCount"), thought);
        return Usage.told(input, output, number(usage, "cachedContentTokenCount"), thought);
    }

    private static long number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Long number ? number : 0;
    }

    @Override
    public Refusal refusal(int status, Data body) {
        return GeminiErrors.read(status, body);
    }
}
