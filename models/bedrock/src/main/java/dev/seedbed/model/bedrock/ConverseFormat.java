package dev.seedbed.model.bedrock;

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
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Amazon Bedrock API reference, "Converse", "ToolConfiguration", "OutputFormat" and "TokenUsage" (2026).
///
/// Of one tool any must be called: models that cannot be told which can be told this.
record ConverseFormat(String model, SamplingNames sampling, Set<Capability> capabilities, Map<String, Object> extra)
        implements WireFormat {
    /// What a model said that its service could not make out, which another try may.
    private static final Set<String> MALFORMED = Set.of("malformed_model_output", "malformed_tool_use");

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        List<Message> messages = switch (request.input()) {
            case Request.Chat chat -> chat.messages();
            case Request.Raw _ -> throw new CallFailedException(Remedy.STOP_RUN, "bedrock continues no raw texts");
        };
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        List<Map<String, String>> system = new ArrayList<>();
        List<Map<String, Object>> turns = new ArrayList<>();
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> system.add(Map.of("text", message.content()));
                case USER -> turns.add(turn("user", message));
                case ASSISTANT -> turns.add(turn("assistant", message));
            }
        }
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        body.put("messages", turns);
        Map<String, @Nullable Object> inference = new LinkedHashMap<>();
        inference.put("maxTokens", request.sampling().maxTokens());
        sampling.put(inference, request.sampling());
        body.put("inferenceConfig", inference);
        request.format().ifPresent(format -> putFormat(body, format));
        body.putAll(extra);
        // A colon is encoded, as AWS's own clients do: it is part of what is signed.
        String segment = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return new Call("/model/" + segment + "/converse", Json.write(body));
    }

    private static Map<String, Object> turn(String role, Message message) {
        Map<String, Object> turn = LinkedHashMap.newLinkedHashMap(2);
        turn.put("role", role);
        turn.put("content", List.of(Map.of("text", message.content())));
        return turn;
    }

    private void putFormat(Map<String, @Nullable Object> body, Request.Format format) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    // The schema travels as a text.
                    Map<String, Object> structure =
                            Map.of("jsonSchema", Map.of("name", "reply", "schema", Json.write(schema)));
                    Map<String, Object> text = new LinkedHashMap<>();
                    text.put("type", "json_schema");
                    text.put("structure", structure);
                    body.put("outputConfig", Map.of("textFormat", text));
                }
            }
            case Request.Tool tool -> {
                if (capabilities.contains(Capability.TOOLS)) {
                    Map<String, Object> specification = new LinkedHashMap<>();
                    specification.put("name", tool.name());
                    specification.put("description", tool.description());
                    specification.put("inputSchema", Map.of("json", tool.schema()));
                    Map<String, Object> configuration = new LinkedHashMap<>();
                    configuration.put("tools", List.of(Map.of("toolSpec", specification)));
                    configuration.put("toolChoice", Map.of("any", Map.of()));
                    body.put("toolConfig", configuration);
                }
            }
            case Request.AnyJson _ -> {}
        }
    }

    @Override
    public Optional<Answer> read(Data body, Request request) {
        if (!(body.value("output") instanceof Map<?, ?> output)
                || !(output.get("message") instanceof Map<?, ?> message)
                || !(message.get("content") instanceof List<?> blocks)
                || !(body.value("stopReason") instanceof String reason)
                || MALFORMED.contains(reason)) {
            return Optional.empty();
        }
        Finish finish = switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
            case "guardrail_intervened", "content_filtered" -> Finish.FILTERED;
            default -> Finish.STOP;
        };
        return Optional.of(
                new Answer(text(blocks), Optional.of(finish), usage(body), Optional.empty(), Optional.empty()));
    }

    /// What is said, or the arguments of the tool; what is thought is neither.
    private static String text(List<?> blocks) {
        StringBuilder text = new StringBuilder();
        for (Object block : blocks) {
            if (!(block instanceof Map<?, ?> part)) {
                continue;
            }
            if (part.get("toolUse") instanceof Map<?, ?> use && use.get("input") instanceof Map<?, ?> input) {
                return Json.write(input);
            }
            if (part.get("text") instanceof String said) {
                text.append(said);
            }
        }
        return text.toString();
    }

    /// Most models count the input without what went into the cache and came out of it, some with it: the
    /// total has all (anomalyco/opencode, pull requests 38427 and 47354, 2026). Without it, the parts are summed.
    private static Optional<Usage> usage(Data body) {
        if (!(body.value("usage") instanceof Map<?, ?> usage)
                || !(usage.get("inputTokens") instanceof Long input)
                || !(usage.get("outputTokens") instanceof Long output)) {
            return Optional.empty();
        }
        long read = number(usage, "cacheReadInputTokens");
        long parts = Usage.sum(input, read, number(usage, "cacheWriteInputTokens"));
        boolean isPossible = parts >= 0 && Usage.sum(output) >= 0;
        long all = usage.get("totalTokens") instanceof Long total && isPossible
                ? Math.max(input, Usage.sum(total) - output)
                : parts;
        return Usage.told(all, output, Math.min(read, all), 0);
    }

    private static long number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Long number ? number : 0;
    }

    @Override
    public Refusal refusal(int status, Data body) {
        return BedrockErrors.read(status, body, Optional.empty(), Optional.empty());
    }

    @Override
    public Refusal refusal(int status, Data body, HttpHeaders headers) {
        return BedrockErrors.read(
                status, body, headers.firstValue("x-amzn-errortype"), headers.firstValue("x-amzn-requestid"));
    }
}
