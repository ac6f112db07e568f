package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Reply.Finish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Amazon Bedrock API reference, "Converse" (2026), in the region `us-east-1`. A request must be signed with the
/// key, or bring the bearer token; one with a signature that is not what the server computes is refused.
///
/// @param keyId of the key that signs
/// @param secret of that key
/// @param token an API key that does as well
record BedrockShape(String keyId, String secret, String token) implements ProviderShape {
    @Override
    public Asked read(RecordedRequest request, Data body) throws RefusedException {
        if (!request.header("Authorization").equals(Optional.of("Bearer " + token))) {
            Optional<String> flaw = SignatureVersion4.flaw(request, keyId, secret, "us-east-1", "bedrock");
            if (flaw.isPresent()) {
                throw refused(403, "InvalidSignatureException", flaw.get());
            }
        }
        if (!request.path().matches("/model/[^/]+/converse")) {
            throw refused(404, "ResourceNotFoundException", "there is nothing at " + request.path());
        }
        Object messages = body.value("messages");
        if (!(messages instanceof List<?> turns) || turns.isEmpty()) {
            throw refused(400, "ValidationException", "messages: at least one message is required");
        }
        for (Object turn : turns) {
            if (!(ProviderShape.object(turn).get("content") instanceof List<?>)
                    || !List.of("user", "assistant")
                            .contains(ProviderShape.object(turn).get("role"))) {
                throw refused(400, "ValidationException", "messages: a turn has a role and a list of content");
            }
        }
        Map<?, ?> inference = ProviderShape.object(body.value("inferenceConfig"));
        Optional<String> tool = Optional.empty();
        Map<?, ?> schema = schema(body);
        if (ProviderShape.object(body.value("toolConfig")).get("tools") instanceof List<?> tools) {
            Map<?, ?> specification =
                    ProviderShape.object(ProviderShape.object(tools.getFirst()).get("toolSpec"));
            tool = Optional.ofNullable((String) specification.get("name"));
            schema = ProviderShape.object(
                    ProviderShape.object(specification.get("inputSchema")).get("json"));
        }
        return new Asked(
                request.path(),
                ProviderShape.textOf(body.value("system")) + ProviderShape.turns(messages, "content"),
                ProviderShape.lastOf(messages, "content"),
                ProviderShape.pick(inference, "temperature", "topP"),
                ProviderShape.texts(inference.get("stopSequences")),
                ProviderShape.number(inference.get("maxTokens")),
                schema.isEmpty() ? Optional.empty() : Optional.of(schema),
                tool);
    }

    /// A text that holds JSON.
    private static Map<?, ?> schema(Data body) {
        Map<?, ?> format = ProviderShape.object(
                ProviderShape.object(body.value("outputConfig")).get("textFormat"));
        Map<?, ?> named = ProviderShape.object(
                ProviderShape.object(format.get("structure")).get("jsonSchema"));
        return named.get("schema") instanceof String text
                ? Json.parseObject(text).asMap()
                : Map.of();
    }

    private static RefusedException refused(int status, String type, String message) {
        return new RefusedException(status, Json.write(Map.of("__type", type, "message", message)));
    }

    @Override
    public String write(Asked asked, ScriptedText.Cut cut) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        if (asked.tool().isPresent()) {
            block.put(
                    "toolUse",
                    Map.of(
                            "toolUseId", "tooluse_1",
                            "name", asked.tool().get(),
                            "input", Json.parseObject(cut.text()).asMap()));
        } else {
            block.put("text", cut.text());
        }
        int input = ScriptedText.inputTokens(asked.input().length());
        return Json.write(Data.of("output", Map.of("message", Map.of("role", "assistant", "content", List.of(block))))
                .with("stopReason", reason(asked, cut))
                .with(
                        "usage",
                        Map.of("inputTokens", input, "outputTokens", cut.tokens(), "totalTokens", input + cut.tokens()))
                .with("metrics", Map.of("latencyMs", 1))
                .asMap());
    }

    private static String reason(Asked asked, ScriptedText.Cut cut) {
        if (cut.finish() == Finish.LENGTH) {
            return "max_tokens";
        }
        return asked.tool().isPresent() ? "tool_use" : "end_turn";
    }
}
