package dev.seedbed.model.hosted;

import static dev.seedbed.model.hosted.Hosted.LONG;
import static dev.seedbed.model.hosted.Hosted.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.RecordedRequest;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnthropicTest {
    private final ShapedEndpoint server = ShapedEndpoint.anthropic();
    private final Endpoint endpoint =
            Hosted.open(new AnthropicProvider(Hosted.CLOCK), server.address(), Map.of("model", "claude-haiku-4-5"));

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    private String sent(Request request) throws Exception {
        endpoint.ask(request, 1, LONG);
        return server.recorded().getLast().body();
    }

    @Test
    void writesMessagesAsTheReferenceHasThem() throws Exception {
        Sampling sampling = Sampling.of(0.5, 64).withTopP(0.9).withTopK(40).withStop(List.of("END"));
        String body = sent(Request.chat(
                List.of(Message.system("s"), Message.user("u"), Message.assistant("a"), Message.user("v")), sampling));

        assertThat(body)
                .isEqualTo("{\"model\":\"claude-haiku-4-5\",\"max_tokens\":64,\"system\":\"s\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"u\"},{\"role\":\"assistant\",\"content\":\"a\"},"
                        + "{\"role\":\"user\",\"content\":\"v\"}],\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,"
                        + "\"stop_sequences\":[\"END\"]}");
        RecordedRequest request = server.recorded().getLast();
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.header("x-api-key")).contains(Hosted.KEY);
        assertThat(request.header("anthropic-version")).contains("2023-06-01");
        assertThat(request.header("Authorization")).isEmpty();
    }

    @Test
    void asksForToolsAndSchemas() throws Exception {
        Map<String, Object> schema = Map.of("type", "object");
        assertThat(sent(chat("x").withFormat(new Request.Tool("say", "Says it.", schema))))
                .endsWith("\"tools\":[{\"name\":\"say\",\"description\":\"Says it.\",\"input_schema\":"
                        + "{\"type\":\"object\"}}],\"tool_choice\":{\"type\":\"tool\",\"name\":\"say\","
                        + "\"disable_parallel_tool_use\":true}}");
        assertThat(Json.parseObject(sent(chat("x").withSchema(schema))).value("output_config"))
                .isEqualTo(Map.of("format", Map.of("type", "json_schema", "schema", schema)));
    }

    @Test
    void saysWhatItCannotSend() {
        for (Sampling sampling :
                List.of(Sampling.of(1, 9).withMinP(0.1), Sampling.of(1, 9).withPresencePenalty(1))) {
            CallFailedException failure = catchThrowableOfType(
                    CallFailedException.class,
                    () -> endpoint.ask(Request.chat(List.of(Message.user("u")), sampling), 1, LONG));
            assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN);
            assertThat(failure)
                    .hasMessageContaining("the provider anthropic takes no ")
                    .hasMessageContaining("leave-out");
        }
        assertThat(server.recorded()).isEmpty();
    }

    @Test
    void leavesOutWhatTheModelRefuses() throws Exception {
        try (Endpoint newer = Hosted.open(
                new AnthropicProvider(Hosted.CLOCK),
                server.address(),
                Map.of("model", "claude-opus-4-8", "leave-out", List.of("temperature", "min_p")))) {
            newer.ask(Request.chat(List.of(Message.user("u")), Sampling.of(1, 9).withMinP(0.1)), 1, LONG);
            assertThat(Json.parseObject(server.recorded().getLast().body()).columns())
                    .containsExactly("model", "max_tokens", "messages");
            assertThat(newer.identity()).isEqualTo("anthropic:claude-opus-4-8 without min_p,temperature");
        }
    }

    @Test
    void knowsWhichModelsTakePrefillAndSchemas() {
        assertThat(AnthropicProvider.usual("claude-3-5-haiku-latest"))
                .contains(Capability.PREFILL)
                .doesNotContain(Capability.SCHEMA);
        assertThat(AnthropicProvider.usual("claude-sonnet-4-20250514"))
                .contains(Capability.PREFILL)
                .doesNotContain(Capability.SCHEMA);
        assertThat(AnthropicProvider.usual("claude-sonnet-4-5-20250929"))
                .contains(Capability.PREFILL, Capability.SCHEMA);
        for (String newer : List.of("claude-opus-4-6", "claude-sonnet-4-6", "claude-opus-5", "claude-next")) {
            assertThat(AnthropicProvider.usual(newer))
                    .as(newer)
                    .contains(Capability.SCHEMA)
                    .doesNotContain(Capability.PREFILL);
        }
    }

    private Reply replyTo(String content, String reason, String usage) throws Exception {
        server.behave()
                .always(
                        "",
                        new Behaviour.Status(
                                200,
                                Map.of(),
                                "{\"type\":\"message\",\"model\":\"claude-x\",\"content\":" + content
                                        + ",\"stop_reason\":\"" + reason + "\",\"usage\":" + usage + "}"));
        return endpoint.ask(chat("x"), 1, LONG);
    }

    @Test
    void countsItselfWhereTheTokensGivenCannotBe() throws Exception {
        for (String figure : List.of("-5", "-9223372036854775808", "100000001", "9223372036854775807")) {
            for (String field : List.of("input_tokens", "output_tokens", "cache_creation_input_tokens")) {
                String usage = "{\"input_tokens\":5,\"output_tokens\":9,\"cache_creation_input_tokens\":6}"
                        .replaceFirst("\"" + field + "\":\\d", "\"" + field + "\":" + figure);
                Usage counted = replyTo("[{\"type\":\"text\",\"text\":\"a\"}]", "end_turn", usage)
                        .usage();

                assertThat(counted.estimated()).as(usage).isTrue();
                assertThat(counted.output()).as(usage).isEqualTo(1);
            }
        }
    }

    @Test
    void readsReasonsAndUsage() throws Exception {
        String usage = "{\"input_tokens\":5,\"cache_creation_input_tokens\":30,\"cache_read_input_tokens\":20,"
                + "\"output_tokens\":9,\"output_tokens_details\":{\"thinking_tokens\":4}}";
        Reply reply = replyTo(
                "[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"text\",\"text\":\"b\"}]",
                "end_turn",
                usage);
        assertThat(reply.text()).isEqualTo("ab");
        assertThat(reply.usage()).isEqualTo(new Usage(55, 9, 20, 4, false));
        assertThat(reply.model()).contains("claude-x");

        Map<String, Finish> reasons = Map.of(
                "stop_sequence", Finish.STOP,
                "tool_use", Finish.STOP,
                "max_tokens", Finish.LENGTH,
                "model_context_window_exceeded", Finish.LENGTH,
                "refusal", Finish.FILTERED);
        for (Map.Entry<String, Finish> reason : reasons.entrySet()) {
            assertThat(replyTo("[]", reason.getKey(), usage).finish())
                    .as(reason.getKey())
                    .isEqualTo(reason.getValue());
        }
        assertThat(catchThrowableOfType(CallFailedException.class, () -> replyTo("[]", "pause_turn", usage))
                        .remedy())
                .isEqualTo(Remedy.RETRY);
    }

    private CallFailedException failureOf(int status, String type, String message, Map<String, String> headers) {
        server.behave()
                .always(
                        "",
                        new Behaviour.Status(
                                status,
                                headers,
                                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                                        + "\"}}"));
        return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(chat("x"), 1, LONG));
    }

    private Remedy remedyOf(int status, String type, String message) {
        return failureOf(status, type, message, Map.of()).remedy();
    }

    @Test
    void knowsWhatToDoAboutEachError() {
        assertThat(remedyOf(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"))
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(remedyOf(400, "invalid_request_error", "Your credit balance is too low to access the API"))
                .isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(400, "invalid_request_error", "`temperature` is deprecated for this model.", Map.of()))
                .hasMessageContaining("leave-out")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(failureOf(
                        400,
                        "invalid_request_error",
                        "Prefilling assistant messages is not supported for this model.",
                        Map.of()))
                .hasMessageContaining("leave prefill out")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(remedyOf(401, "authentication_error", "invalid x-api-key")).isEqualTo(Remedy.STOP_RUN);
        assertThat(remedyOf(402, "billing_error", "no")).isEqualTo(Remedy.STOP_RUN);
        assertThat(remedyOf(403, "permission_error", "no")).isEqualTo(Remedy.STOP_RUN);
        assertThat(remedyOf(404, "not_found_error", "model: x")).isEqualTo(Remedy.STOP_RUN);
        assertThat(remedyOf(413, "request_too_large", "no")).isEqualTo(Remedy.GIVE_UP);
        assertThat(remedyOf(429, "rate_limit_error", "no")).isEqualTo(Remedy.SLOW_DOWN);
        assertThat(remedyOf(500, "api_error", "no")).isEqualTo(Remedy.RETRY);
        assertThat(remedyOf(504, "timeout_error", "no")).isEqualTo(Remedy.RETRY);
        assertThat(remedyOf(529, "overloaded_error", "Overloaded")).isEqualTo(Remedy.RETRY);
        CallFailedException named = failureOf(529, "overloaded_error", "Overloaded", Map.of("retry-after", "7"));
        assertThat(named.remedy()).isEqualTo(Remedy.SLOW_DOWN);
        assertThat(named.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(named).hasMessageContaining("answered 529 (overloaded_error): Overloaded");
    }
}
