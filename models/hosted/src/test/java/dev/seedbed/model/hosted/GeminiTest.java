package dev.seedbed.model.hosted;

import static dev.seedbed.model.hosted.Hosted.LONG;
import static dev.seedbed.model.hosted.Hosted.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
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

class GeminiTest {
    private final ShapedEndpoint server = ShapedEndpoint.gemini();
    private final Endpoint endpoint = Hosted.open(
            new GeminiProvider(Hosted.CLOCK),
            server.address() + "/v1beta",
            Map.of("model", "gemini-2.5-flash", "thinking-budget", 0L));

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    private String sent(Request request) throws Exception {
        endpoint.ask(request, 7, LONG);
        return server.recorded().getLast().body();
    }

    @Test
    void writesContentsAsTheReferenceHasThem() throws Exception {
        Sampling sampling = Sampling.of(0.5, 64).withTopP(0.9).withTopK(40).withStop(List.of("END"));
        String body = sent(Request.chat(
                List.of(Message.system("s"), Message.user("u"), Message.assistant("a"), Message.user("v")), sampling));

        assertThat(body)
                .isEqualTo("{\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},\"contents\":["
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"u\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"a\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"v\"}]}],\"generationConfig\":{\"maxOutputTokens\":64,"
                        + "\"temperature\":0.5,\"topP\":0.9,\"topK\":40,\"stopSequences\":[\"END\"],\"seed\":7,"
                        + "\"thinkingConfig\":{\"thinkingBudget\":0}}}");
        RecordedRequest request = server.recorded().getLast();
        assertThat(request.path()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
        assertThat(request.header("x-goog-api-key")).contains(Hosted.KEY);
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(endpoint.identity()).isEqualTo("gemini:gemini-2.5-flash thinking 0");
    }

    @Test
    void asksForFormats() throws Exception {
        Map<String, Object> schema = Map.of("type", "object");
        assertThat(sent(chat("x").withSchema(schema)))
                .contains("\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"}");
        assertThat(sent(chat("x").withFormat(new Request.AnyJson())))
                .contains("\"responseMimeType\":\"application/json\"")
                .doesNotContain("responseJsonSchema");
        assertThat(sent(chat("x").withFormat(new Request.Tool("say", "Says it.", schema))))
                .contains("\"tools\":[{\"functionDeclarations\":[{\"name\":\"say\",\"description\":\"Says it.\","
                        + "\"parametersJsonSchema\":{\"type\":\"object\"}}]}],\"toolConfig\":{\"functionCallingConfig\":"
                        + "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"say\"]}}");
    }

    private Reply replyTo(String body) throws Exception {
        server.behave().always("", new Behaviour.Status(200, Map.of(), body));
        return endpoint.ask(chat("x"), 1, LONG);
    }

    private static String candidate(String reason) {
        return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true},{\"text\":\"a\"},"
                + "{\"text\":\"b\"}],\"role\":\"model\"},\"finishReason\":\"" + reason + "\"}],\"usageMetadata\":"
                + "{\"promptTokenCount\":40,\"candidatesTokenCount\":3,\"thoughtsTokenCount\":20,"
                + "\"cachedContentTokenCount\":10},\"modelVersion\":\"g-1\"}";
    }

    @Test
    void countsItselfWhereTheTokensGivenCannotBe() throws Exception {
        for (String figure : List.of("-5", "-9223372036854775808", "100000001", "9223372036854775807")) {
            Usage counted = replyTo(candidate("STOP").replace(":40,", ":" + figure + ","))
                    .usage();
            Usage thought = replyTo(candidate("STOP").replace(":20,", ":" + figure + ","))
                    .usage();

            assertThat(counted.estimated()).as(figure).isTrue();
            assertThat(thought.estimated()).as(figure).isTrue();
            assertThat(thought.output()).as(figure).isEqualTo(1);
        }
    }

    @Test
    void readsReasonsAndUsage() throws Exception {
        Reply reply = replyTo(candidate("STOP"));
        assertThat(reply.text()).isEqualTo("ab");
        assertThat(reply.usage()).isEqualTo(new Usage(40, 23, 10, 20, false));
        assertThat(reply.model()).contains("g-1");
        assertThat(replyTo(candidate("MAX_TOKENS")).finish()).isEqualTo(Finish.LENGTH);
        for (String filtered : List.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII")) {
            assertThat(replyTo(candidate(filtered)).finish()).as(filtered).isEqualTo(Finish.FILTERED);
        }
        Reply blocked =
                replyTo("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":7}}");
        assertThat(blocked.finish()).isEqualTo(Finish.FILTERED);
        assertThat(blocked.text()).isEmpty();
        assertThat(blocked.usage().input()).isEqualTo(7);
        Reply thoughtOnly =
                replyTo("{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":\"MAX_TOKENS\"}],"
                        + "\"usageMetadata\":{\"promptTokenCount\":7,\"thoughtsTokenCount\":64}}");
        assertThat(thoughtOnly.text()).isEmpty();
        assertThat(thoughtOnly.usage().output()).isEqualTo(64);
    }

    @Test
    void takesNoReplyThatBrokeOff() {
        for (String body : List.of(candidate("OTHER"), candidate("MALFORMED_FUNCTION_CALL"), "{\"candidates\":[]}")) {
            assertThat(catchThrowableOfType(CallFailedException.class, () -> replyTo(body))
                            .remedy())
                    .as(body)
                    .isEqualTo(Remedy.RETRY);
        }
    }

    private CallFailedException failureOf(int code, String status, String details) {
        server.behave()
                .always(
                        "",
                        new Behaviour.Status(
                                code,
                                Map.of(),
                                "{\"error\":{\"code\":" + code + ",\"message\":\"Because.\",\"status\":\"" + status
                                        + "\",\"details\":[" + details + "]}}"));
        return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(chat("x"), 1, LONG));
    }

    @Test
    void knowsWhatToDoAboutEachError() {
        assertThat(failureOf(400, "INVALID_ARGUMENT", "").remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf(400, "INVALID_ARGUMENT", "{\"reason\":\"API_KEY_INVALID\"}"))
                .hasMessageContaining("check the key")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(failureOf(400, "FAILED_PRECONDITION", "").remedy()).isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(403, "PERMISSION_DENIED", "").remedy()).isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(404, "NOT_FOUND", "").remedy()).isEqualTo(Remedy.STOP_RUN);
        CallFailedException minute = failureOf(
                429,
                "RESOURCE_EXHAUSTED",
                "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerMinutePerProjectPerModel\"}]},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34.5s\"}");
        assertThat(minute.remedy()).isEqualTo(Remedy.SLOW_DOWN);
        assertThat(minute.retryAfter()).contains(Duration.ofMillis(34_500));
        assertThat(failureOf(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}")
                        .remedy())
                .as("used up until tomorrow")
                .isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(500, "INTERNAL", "").remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failureOf(503, "UNAVAILABLE", "").remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failureOf(503, "UNAVAILABLE", "{\"retryDelay\":\"2s\"}").remedy())
                .isEqualTo(Remedy.SLOW_DOWN);
        assertThat(failureOf(504, "DEADLINE_EXCEEDED", "").remedy()).isEqualTo(Remedy.RETRY);
    }
}
