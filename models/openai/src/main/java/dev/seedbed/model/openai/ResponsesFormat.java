package dev.seedbed.model.openai;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// OpenAI's Responses API: "API reference", "Responses" (2026). It keeps no answers (`store` is false), and knows
/// neither seeds nor texts to stop at; replies are cut at those here.
record ResponsesFormat(
        String model, SamplingNames sampling, Set<Capability> capabilities, Map<String, Object> extra, String before)
        implements WireFormat {
    /// Ours that it has, too.
    static final Map<String, String> NAMES = Map.of("temperature", "temperature", "top_p", "top_p");

    @Override
    public Call write(Request request, int seed) throws CallFailedException {
        List<Message> messages = switch (request.input()) {
            case Request.Chat chat -> chat.messages();
            case Request.Raw _ ->
                throw new CallFailedException(
                        Remedy.STOP_RUN, "the Responses API continues no raw texts; write api: chat");
        };
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("model", model);
        List<Map<String, String>> input = new ArrayList<>();
        for (Message message : messages) {
            Map<String, String> turn = LinkedHashMap.newLinkedHashMap(2);
            turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
            turn.put("content", message.content());
            input.add(turn);
        }
        body.put("input", input);
        body.put("max_output_tokens", request.sampling().maxTokens());
        sampling.put(body, request.sampling().withStop(List.of()));
        request.format().ifPresent(format -> putFormat(body, format));
        body.put("store", false);
        body.putAll(extra);
        return new Call(before + "/responses", Json.write(body));
    }

    private void putFormat(Map<String, @Nullable Object> body, Request.Format format) {
        switch (format) {
            case Request.Schema(Map<String, Object> schema) -> {
                if (capabilities.contains(Capability.SCHEMA)) {
                    Map<String, Object> named = new LinkedHashMap<>();
                    named.put("type", "json_schema");
                    named.put("name", "reply");
                    named.put("strict", StrictSchema.fits(schema));
                    named.put("schema", schema);
                    body.put("text", Map.of("format", named));
                }
            }
            case Request.Tool tool -> {
                if (capabilities.contains(Capability.TOOLS)) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("type", "function");
                    entry.put("name", tool.name());
                    entry.put("description", tool.description());
                    entry.put("parameters", tool.schema());
                    entry.put("strict", StrictSchema.fits(tool.schema()));
                    body.put("tools", List.of(entry));
                    Map<String, Object> choice = new LinkedHashMap<>();
                    choice.put("type", "function");
                    choice.put("name", tool.name());
                    body.put("tool_choice", choice);
                }
            }
            case Request.AnyJson _ -> {
                if (capabilities.contains(Capability.JSON)) {
                    body.put("text", Map.of("format", Map.of("type", "json_object")));
                }
            }
        }
    }

    @Override
    public Optional<Answer> read(Data body, Request request) {
        if (!(body.value("output") instanceof List<?> output)) {
            return Optional.empty();
        }
        Optional<Finish> finish = switch (body.textIfPresent("status").orElse("")) {
            case "completed" -> Optional.of(Finish.STOP);
            case "incomplete" -> incomplete(body);
            default -> Optional.empty();
        };
        return finish.map(reason -> {
            Said said = said(output);
            return new Answer(
                    said.text(),
                    Optional.of(said.isRefusal() ? Finish.FILTERED : reason),
                    usage(body),
                    body.textIfPresent("model"),
                    Optional.empty());
        });
    }

    private static Optional<Finish> incomplete(Data body) {
        Object reason = body.value("incomplete_details") instanceof Map<?, ?> details ? details.get("reason") : null;
        return switch (reason instanceof String word ? word : "") {
            case "max_output_tokens" -> Optional.of(Finish.LENGTH);
            case "content_filter" -> Optional.of(Finish.FILTERED);
            default -> Optional.empty();
        };
    }

    private record Said(String text, boolean isRefusal) {}

    /// What is said, or the arguments of the function; the items of reasoning are neither.
    private static Said said(List<?> output) {
        StringBuilder text = new StringBuilder();
        for (Object each : output) {
            if (!(each instanceof Map<?, ?> item)) {
                continue;
            }
            if ("function_call".equals(item.get("type")) && item.get("arguments") instanceof String arguments) {
                return new Said(arguments, false);
            }
            if ("message".equals(item.get("type")) && item.get("content") instanceof List<?> parts) {
                for (Object part : parts) {
                    if (!(part instanceof Map<?, ?> piece)) {
                        continue;
                    }
                    if (piece.get("refusal") instanceof String refusal) {
                        return new Said(refusal, true);
                    }
                    if (piece.get("text") instanceof String words) {
                        text.append(words);
                    }
                }
            }
        }
        return new Said(text.toString(), false);
    }

    private static Optional<Usage> usage(Data body) {
        return body.value("usage") instanceof Map<?, ?> usage
                        && usage.get("input_tokens") instanceof Long input
                        && usage.get("output_tokens") instanceof Long output
                ? Usage.told(
                        input,
                        output,
                        detail(usage, "input_tokens_details", "cached_tokens"),
                        detail(usage, "output_tokens_details", "reasoning_tokens"))
                : Optional.empty();
    }

    private static long detail(Map<?, ?> usage, String part, String field) {
        return usage.get(part) instanceof Map<?, ?> details && details.get(field) instanceof Long number ? number : 0;
    }

    @Override
    public Optional<Refusal> refusalInside(Data body) {
        return body.value("error") instanceof Map<?, ?> error
                ? Optional.of(ErrorBody.of(502, error))
                : Optional.empty();
    }

    @Override
    public Refusal refusal(int status, Data body) {
        return ErrorBody.read(status, body);
    }
}
