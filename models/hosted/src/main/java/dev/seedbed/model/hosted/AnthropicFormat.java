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
import dev.seedbed.model.http.Refusal.Reason;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Anthropic, "Messages", "Handling stop reasons", "Structured outputs" and "Errors" of the API reference (2026).
record AnthropicFormat(String model, SamplingNames sampling, Set<Capability> capabilities, Map<String, Object> extra)
        implements WireFormat {
    private static final Pattern REFUSED_SETTING = Pattern.compile("(?s).*\\b(temperature|top_p|top_k)\\b.*");

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        List<Message> messages = switch (request.input()) {
            case Request.Chat chat -> chat.messages();
            case Request.Raw _ -> throw new CallFailedException(Remedy.STOP_RUN, "anthropic continues no raw texts");
        };
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        body.put("max_tokens", request.sampling().maxTokens());
        StringBuilder system = new StringBuilder();
        List<Map<String, String>> turns = new ArrayList<>();
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> system.append(system.isEmpty() ? "" : "\n\n").append(message.content());
                case USER -> turns.add(turn("user", message));
                case ASSISTANT -> turns.add(turn("assistant", message));
            }
        }
        if (!system.isEmpty()) {
            body.put("system", system.toString());
        }
        body.put("messages", turns);
        sampling.put(body, request.sampling());
        request.format().ifPresent(format -> putFormat(body, format));
        body.putAll(extra);
        return new Call("/v1/messages", Json.write(body));
    }

    private static Map<String, String> turn(String role, Message message) {
        Map<String, String> turn = LinkedHashMap.newLinkedHashMap(2);
        turn.put("role", role);
        turn.put("content", message.content());
        return turn;
    }

    private void putFormat(Map<String, @Nullable Object> body, Request.Format format) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    body.put("output_config", Map.of("format", Map.of("type", "json_schema", "schema", schema)));
                }
            }
            case Request.Tool tool -> {
                if (capabilities.contains(Capability.TOOLS)) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", tool.name());
                    entry.put("description", tool.description());
                    entry.put("input_schema", tool.schema());
                    body.put("tools", List.of(entry));
                    Map<String, Object> choice = new LinkedHashMap<>();
                    choice.put("type", "tool");
                    choice.put("name", tool.name());
                    choice.put("disable_parallel_tool_use", true);
                    body.put("tool_choice", choice);
                }
            }
            case Request.AnyJson _ -> {}
        }
    }

    @Override
    public Optional<Answer> read(Data body, Request request) {
        if (!(body.value("content") instanceof List<?> blocks)
                || !(body.value("stop_reason") instanceof String reason)
                || reason.equals("pause_turn")) {
            return Optional.empty();
        }
        Finish finish = switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> Finish.LENGTH;
            case "refusal" -> Finish.FILTERED;
            default -> Finish.STOP;
        };
        return Optional.of(new Answer(
                text(blocks), Optional.of(finish), usage(body), body.textIfPresent("model"), Optional.empty()));
    }

    /// What is said, or the arguments of the tool; what is thought is neither.
    private static String text(List<?> blocks) {
        StringBuilder text = new StringBuilder();
        for (Object block : blocks) {
            if (!(block instanceof Map<?, ?> part)) {
                continue;
            }
            if ("tool_use".equals(part.get("type")) && part.get("input") instanceof Map<?, ?> input) {
                return Json.write(input);
            }
            if ("text".equals(part.get("type")) && part.get("text") instanceof String said) {
                text.append(said);
            }
        }
        return text.toString();
    }

    /// The input is counted without what went into the cache and what came out of it.
    private static Optional<Usage> usage(Data body) {
        if (!(body.value("usage") instanceof Map<?, ?> usage)
                || !(usage.get("input_tokens") instanceof Long input)
                || !(usage.get("output_tokens") instanceof Long output)) {
            return Optional.empty();
        }
        long read = number(usage, "cache_read_input_tokens");
        long thought = usage.get("output_tokens_details") instanceof Map<?, ?> details
                ? number(details, "thinking_tokens")
                : 0;
        long all = Usage.sum(input, read, number(usage, "cache_creation_input_tokens"));
        return Usage.told(all, output, read, thought);
    }

    private static long number(Map<?, ?> map, String field) {
        return map.get(field) instanceof Long number ? number : 0;
    }

    @Override
    public Refusal refusal(int status, Data body) {
        Map<?, ?> error = body.value("error") instanceof Map<?, ?> map ? map : Map.of();
        String said = error.get("message") instanceof String text ? text : "";
        String type = error.get("type") instanceof String text ? text : "";
        return switch (type) {
            case "authentication_error", "permission_error" -> new Refusal(status, said, type, Reason.KEY);
            case "billing_error" -> new Refusal(status, said, type, Reason.QUOTA);
            case "not_found_error" -> new Refusal(status, said, type, Reason.MODEL);
            case "request_too_large" -> new Refusal(status, said, type, Reason.REQUEST);
            case "rate_limit_error" -> new Refusal(status, said, type, Reason.TOO_OFTEN);
            case "overloaded_error" -> new Refusal(status, said, type, Reason.OVERLOADED);
            case "invalid_request_error" -> invalid(status, said, type);
            default -> new Refusal(status, said, type, Reason.STATUS);
        };
    }

    /// The type says little: an empty account comes as this one, too.
    private static Refusal invalid(int status, String said, String type) {
        if (said.contains("credit balance is too low") || said.contains("API usage limits")) {
            return new Refusal(status, said, type, Reason.QUOTA);
        }
        if (said.contains("Prefilling assistant messages is not supported")) {
            return new Refusal(status, said, type, Reason.SETTING)
                    .withAdvice("leave prefill out of the capabilities of the model");
        }
        if (REFUSED_SETTING.matcher(said).matches()) {
            return new Refusal(status, said, type, Reason.SETTING)
                    .withAdvice("name what it does not take in the setting leave-out of the model");
        }
        return new Refusal(status, said, type, Reason.REQUEST);
    }
}
