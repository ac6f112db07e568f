package dev.seedbed.model.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.RecordedRequest;
import dev.seedbed.testkit.ShapedEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BedrockTest {
    private final ShapedEndpoint server = OpenBedrock.server();

    @AfterEach
    void closeServer() {
        server.close();
    }

    private Endpoint open(Map<String, ?> more) {
        return OpenBedrock.open(server.address(), more, OpenBedrock.SIGNING);
    }

    private Map<String, ?> sent(Map<String, ?> settings, Request request) throws Exception {
        try (Endpoint endpoint = open(settings)) {
            endpoint.ask(request, 1, OpenBedrock.LONG);
            return Json.parseObject(server.recorded().getLast().body()).asMap();
        }
    }

    @Test
    void sendsWhatTheReferenceSays() throws Exception {
        Request request = OpenBedrock.chat("Hello");
        Request full = new Request(request.input(), request.sampling().withStop(List.of("END")), request.format());

        assertThat(sent(Map.of("extra", Map.of("additionalModelRequestFields", Map.of("top_k", 5L))), full))
                .isEqualTo(Json.parseObject("""
                        {"system": [{"text": "Be brief."}],
                         "messages": [{"role": "user", "content": [{"text": "Hello"}]}],
                         "inferenceConfig": {"maxTokens": 64, "temperature": 0.5, "stopSequences": ["END"]},
                         "additionalModelRequestFields": {"top_k": 5}}
                        """).asMap());
        assertThat(server.recorded().getLast().path())
                .isEqualTo("/model/anthropic.claude-3-5-haiku-20241022-v1%3A0/converse");
    }

    @Test
    void sendsSchemasAsATextAndToolsWithTheirChoice() throws Exception {
        Map<String, Object> schema = Map.of(
                "type", "object", "properties", Map.of("n", Map.of("type", "integer")), "required", List.of("n"));
        Map<String, ?> tool =
                sent(Map.of(), OpenBedrock.chat("x").withFormat(new Request.Tool("say", "Says it.", schema)));
        Map<String, ?> structured = sent(
                Map.of("capabilities", List.of("chat", "schema")),
                OpenBedrock.chat("x").withSchema(schema));

        assertThat(tool.get("toolConfig"))
                .isEqualTo(Map.of(
                        "tools",
                        List.of(Map.of(
                                "toolSpec",
                                Map.of(
                                        "name",
                                        "say",
                                        "description",
                                        "Says it.",
                                        "inputSchema",
                                        Map.of("json", schema)))),
                        "toolChoice",
                        Map.of("any", Map.of())));
        assertThat(Json.canonical(structured.get("outputConfig")))
                .startsWith("{\"textFormat\":{\"structure\":{\"jsonSchema\":{\"name\":\"reply\",\"schema\":\"{");
    }

    private Reply replyTo(String body) throws Exception {
        server.behave().always("", new Behaviour.Status(200, Map.of(), body));
        try (Endpoint endpoint = open(Map.of())) {
            return endpoint.ask(OpenBedrock.chat("x"), 1, OpenBedrock.LONG);
        }
    }

    private static String body(String content, String reason, String usage) {
        return "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[" + content + "]}},\"stopReason\":\""
                + reason + "\",\"usage\":" + usage + "}";
    }

    @Test
    void countsItselfWhereTheTokensGivenCannotBe() throws Exception {
        for (String figure : List.of("-5", "-9223372036854775808", "100000001", "9223372036854775807")) {
            for (String field : List.of("inputTokens", "outputTokens", "totalTokens", "cacheReadInputTokens")) {
                String usage = "{\"inputTokens\":3,\"outputTokens\":5,\"totalTokens\":9,\"cacheReadInputTokens\":1}"
                        .replaceFirst("\"" + field + "\":\\d", "\"" + field + "\":" + figure);
                Usage counted =
                        replyTo(body("{\"text\":\"four\"}", "end_turn", usage)).usage();

                assertThat(counted.output()).as(usage).isLessThan(6);
                assertThat(counted.input()).as(usage).isBetween(1L, 100L);
            }
        }
    }

    @Test
    void readsReasonsThoughtsAndUsage() throws Exception {
        String content =
                "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\"}}},{\"text\":\"fo\"},{\"text\":\"ur\"}";
        String usage = "{\"inputTokens\":3,\"outputTokens\":5,\"totalTokens\":28,\"cacheReadInputTokens\":12,"
                + "\"cacheWriteInputTokens\":8}";
        Reply reply = replyTo(body(content, "end_turn", usage));
        assertThat(reply.text()).isEqualTo("four");
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
        assertThat(reply.usage()).isEqualTo(new Usage(23, 5, 12, 0, false));
        assertThat(replyTo(body(content, "end_turn", usage.replace(",\"totalTokens\":28", "")))
                        .usage()
                        .input())
                .isEqualTo(23);
        assertThat(replyTo(body(content, "end_turn", usage.replace("28", "8"))).usage())
                .as("a model that counts its cache as input")
                .isEqualTo(new Usage(3, 5, 3, 0, false));

        Map<String, Finish> reasons = Map.of(
                "stop_sequence", Finish.STOP,
                "max_tokens", Finish.LENGTH,
                "model_context_window_exceeded", Finish.LENGTH,
                "guardrail_intervened", Finish.FILTERED,
                "content_filtered", Finish.FILTERED);
        for (Map.Entry<String, Finish> reason : reasons.entrySet()) {
            assertThat(replyTo(body(content, reason.getKey(), "{}")).finish())
                    .as(reason.getKey())
                    .isEqualTo(reason.getValue());
        }
        for (String malformed : List.of("malformed_model_output", "malformed_tool_use")) {
            assertThat(catchThrowableOfType(CallFailedException.class, () -> replyTo(body(content, malformed, "{}")))
                            .remedy())
                    .isEqualTo(Remedy.RETRY);
        }
    }

    private CallFailedException failure(int status, String type, String message) {
        Map<String, String> headers =
                Map.of("x-amzn-ErrorType", type + ":http://internal.amazon.com/", "x-amzn-RequestId", "r-17");
        server.behave().always("", new Behaviour.Status(status, headers, Json.write(Map.of("message", message))));
        try (Endpoint endpoint = open(Map.of())) {
            return catchThrowableOfType(
                    CallFailedException.class, () -> endpoint.ask(OpenBedrock.chat("x"), 1, OpenBedrock.LONG));
        }
    }

    @Test
    void knowsWhatToDoAboutEachError() {
        record Case(int status, String type, String message, Remedy remedy) {}
        List<Case> cases = List.of(
                new Case(403, "AccessDeniedException", "no", Remedy.STOP_RUN),
                new Case(403, "UnrecognizedClientException", "no", Remedy.STOP_RUN),
                new Case(403, "ExpiredTokenException", "no", Remedy.STOP_RUN),
                new Case(404, "ResourceNotFoundException", "no", Remedy.STOP_RUN),
                new Case(429, "ThrottlingException", "Too many requests", Remedy.SLOW_DOWN),
                new Case(429, "ThrottlingException", "Too many tokens per day", Remedy.STOP_RUN),
                new Case(400, "ServiceQuotaExceededException", "later", Remedy.SLOW_DOWN),
                new Case(429, "ModelNotReadyException", "soon", Remedy.RETRY),
                new Case(408, "ModelTimeoutException", "slow", Remedy.RETRY),
                new Case(424, "ModelErrorException", "oh", Remedy.RETRY),
                new Case(500, "InternalServerException", "oh", Remedy.RETRY),
                new Case(503, "ServiceUnavailableException", "oh", Remedy.RETRY),
                new Case(400, "ValidationException", "Input is too long", Remedy.GIVE_UP),
                new Case(400, "ValidationException", "The provided model identifier is invalid.", Remedy.STOP_RUN),
                new Case(400, "ValidationException", "This model doesn't support tool use.", Remedy.STOP_RUN));
        for (Case each : cases) {
            CallFailedException failure = failure(each.status(), each.type(), each.message());
            assertThat(failure.remedy()).as(each.toString()).isEqualTo(each.remedy());
            assertThat(failure).hasMessageContaining("(" + each.type() + "): " + each.message() + " (request r-17)");
        }
        assertThat(failure(403, "AccessDeniedException", "no"))
                .hasMessageEndingWith("check the keys in the environment, and that they may bedrock:InvokeModel this"
                        + " model in this region");
    }

    @Test
    void itsKeysAreInHeadersAndNowhereElse() throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(OpenBedrock.SIGNING);
        environment.put("AWS_SESSION_TOKEN", OpenBedrock.SESSION);
        StringWriter shown = new StringWriter();
        try (Endpoint endpoint = OpenBedrock.open(server.address(), Map.of(), environment)) {
            shown.append(
                    endpoint.ask(OpenBedrock.chat("x"), 1, OpenBedrock.LONG).toString());
            String said = OpenBedrock.ID + " " + OpenBedrock.SECRET + " " + OpenBedrock.SESSION;
            for (Behaviour behaviour : List.of(
                    new Behaviour.Status(403, Map.of(), Json.write(Map.of("message", said))),
                    new Behaviour.Status(200, Map.of(), "no JSON but " + said),
                    new Behaviour.Cut(),
                    new Behaviour.Drop())) {
                server.behave().always("", behaviour);
                CallFailedException failure = catchThrowableOfType(
                        CallFailedException.class, () -> endpoint.ask(OpenBedrock.chat("x"), 1, OpenBedrock.LONG));
                failure.printStackTrace(new PrintWriter(shown));
                shown.append(failure.body());
            }
            shown.append(endpoint + endpoint.identity());
        }
        RecordedRequest request = server.recorded().getFirst();
        assertThat(request.header("X-Amz-Security-Token")).contains(OpenBedrock.SESSION);
        assertThat(request.head()).doesNotContain(OpenBedrock.SECRET);
        assertThat(request.path() + request.body() + shown)
                .doesNotContain("planted")
                .doesNotContain(OpenBedrock.ID);
    }

    @Test
    void aBearerTokenGoesBeforeKeysThatSign() throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(OpenBedrock.SIGNING);
        environment.put("AWS_BEARER_TOKEN_BEDROCK", OpenBedrock.BEARER);
        try (Endpoint endpoint = OpenBedrock.open(
                "https://bedrock-runtime.us-east-1.amazonaws.com", Map.of("base-url", ""), environment)) {
            assertThat(endpoint)
                    .hasToString(
                            "bedrock:" + OpenBedrock.MODEL + " at https://bedrock-runtime.us-east-1.amazonaws.com");
        }
        try (Endpoint endpoint = OpenBedrock.open(
                server.address(), Map.of("key-from", List.of("AWS_BEARER_TOKEN_BEDROCK")), environment)) {
            endpoint.ask(OpenBedrock.chat("x"), 1, OpenBedrock.LONG);
            assertThat(server.recorded().getLast().header("Authorization")).contains("Bearer " + OpenBedrock.BEARER);
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> OpenBedrock.open("", Map.of("region", ""), Map.of()))
                .isInstanceOf(SeedbedException.class)
                .hasMessage(
                        "there is no region for bedrock; write for example region: eu-central-1, or set AWS_REGION");
        assertThatThrownBy(() -> OpenBedrock.open("", Map.of("region", "evil.example.com/"), Map.of()))
                .hasMessageContaining("is no name of a region");
        assertThatThrownBy(() -> OpenBedrock.open("", Map.of(), Map.of()))
                .hasMessageContaining("AWS_BEARER_TOKEN_BEDROCK is not set");
        assertThatThrownBy(() -> OpenBedrock.open("", Map.of(), Map.of("AWS_ACCESS_KEY_ID", "a")))
                .hasMessageContaining("only one is set, without AWS_SECRET_ACCESS_KEY");
        assertThatThrownBy(() -> OpenBedrock.open(
                        "", Map.of(), Map.of("AWS_ACCESS_KEY_ID", "a b", "AWS_SECRET_ACCESS_KEY", "c")))
                .hasMessageContaining("the environment variable AWS_ACCESS_KEY_ID holds spaces");
    }

    @Test
    void signsNothingThatTravelsInTheOpen() {
        assertThatThrownBy(() -> OpenBedrock.open("http://bedrock.example.com", Map.of(), OpenBedrock.SIGNING))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("signed requests would go to bedrock.example.com unencrypted; write https:// in base-url");
    }

    @Test
    void theRegionMayComeFromTheEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>(OpenBedrock.SIGNING);
        environment.put("AWS_DEFAULT_REGION", "eu-west-3");
        try (Endpoint endpoint = OpenBedrock.open("", Map.of("region", ""), environment)) {
            assertThat(endpoint.toString()).endsWith("https://bedrock-runtime.eu-west-3.amazonaws.com");
        }
    }
}
