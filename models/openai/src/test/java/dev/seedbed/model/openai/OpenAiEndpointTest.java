package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
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
import dev.seedbed.testkit.ScriptedEndpoint;
import dev.seedbed.testkit.SeededCases;
import dev.seedbed.tokens.TokenCounter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiEndpointTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "sk-test-0123456789abcdef";

    private final ScriptedEndpoint server = ScriptedEndpoint.start();
    private final Endpoint endpoint = open(Map.of());

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    private Endpoint open(Map<String, Object> more) {
        Data given = Data.of("model", "m").with("base-url", server.baseUri().toString());
        return OpenSettings.open(given.with(Data.copyOf(more)).asMap(), Map.of("KEY", KEY));
    }

    private static Request chat(String text) {
        return Request.chat(List.of(Message.system("Be brief."), Message.user(text)), Sampling.of(0.5, 64));
    }

    private CallFailedException failure(Request request, Duration deadline) {
        return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(request, 1, deadline));
    }

    private CallFailedException failureOf(Behaviour behaviour) {
        server.behave().always("", behaviour);
        return failure(chat("x"), LONG);
    }

    private Data lastBody() {
        return Json.parseObject(server.recorded().getLast().body());
    }

    @Test
    void sendsWhatARequestSaysAndNothingElse() throws Exception {
        Sampling sampling = Sampling.of(0.5, 64)
                .withTopP(0.9)
                .withTopK(40)
                .withMinP(0.05)
                .withFrequencyPenalty(0.1)
                .withPresencePenalty(0.2)
                .withStop(List.of("\n\n"));
        endpoint.ask(Request.chat(List.of(Message.system("s"), Message.assistant("a")), sampling), 7, LONG);

        assertThat(lastBody().toString())
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                        + "{\"role\":\"assistant\",\"content\":\"a\"}],\"max_tokens\":64,\"temperature\":0.5,"
                        + "\"top_p\":0.9,\"top_k\":40,\"min_p\":0.05,\"frequency_penalty\":0.1,"
                        + "\"presence_penalty\":0.2,\"stop\":[\"\\n\\n\"],\"seed\":7}");

        endpoint.ask(Request.raw("Once", Sampling.of(0, 5)), 8, LONG);
        assertThat(lastBody().toString())
                .isEqualTo("{\"model\":\"m\",\"prompt\":\"Once\",\"max_tokens\":5,\"temperature\":0.0,\"seed\":8}");
        assertThat(server.recorded())
                .extracting(RecordedRequest::path)
                .containsExactly("/v1/chat/completions", "/v1/completions");
    }

    @Test
    void sendsASchemaAsStrictOnlyIfItIsClosed() throws Exception {
        Map<String, Object> closed = Map.of(
                "type",
                "object",
                "properties",
                Map.of("a", Map.of("type", "string")),
                "required",
                List.of("a"),
                "additionalProperties",
                false);
        endpoint.ask(chat("x").withSchema(closed), 1, LONG);
        assertThat(lastBody().text("response_format")).contains("\"json_schema\"", "\"strict\":true");

        endpoint.ask(chat("x").withSchema(Map.of("type", "object", "properties", Map.of("a", closed))), 1, LONG);
        assertThat(lastBody().text("response_format")).contains("\"strict\":false");
    }

    @Test
    void leavesOutWhatTheEndpointDoesNotTake() throws Exception {
        try (Endpoint plain =
                open(Map.of("seed", false, "schema-mode", "none", "max-tokens-field", "max_completion_tokens"))) {
            plain.ask(chat("x").withSchema(Map.of("type", "object")), 1, LONG);
        }

        assertThat(lastBody().columns()).containsExactly("model", "messages", "max_completion_tokens", "temperature");
    }

    @Test
    void goesOnFromTheAssistantsTurnWhereThatIsClaimed() throws Exception {
        try (Endpoint continuing = open(Map.of("capabilities", List.of("chat", "prefill")))) {
            continuing.ask(
                    Request.chat(List.of(Message.user("u"), Message.assistant("Sure")), Sampling.of(0, 5)), 1, LONG);
        }

        assertThat(lastBody().value("continue_final_message")).isEqualTo(true);
        assertThat(lastBody().value("add_generation_prompt")).isEqualTo(false);
        assertThat(lastBody().has("seed")).isFalse();
    }

    @Test
    void readsTheWholeReply() throws Exception {
        Reply reply = endpoint.ask(chat("echo:seven words are in this reply now"), 1, LONG);

        assertThat(reply.text()).isEqualTo("seven words are in this reply now");
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
        assertThat(reply.usage().output()).isEqualTo(7);
        assertThat(reply.usage().estimated()).isFalse();
        assertThat(reply.model()).contains("m");
        assertThat(reply.fingerprint()).contains("fp_scripted");
    }

    @Test
    void passesHostileTextBothWays() {
        SeededCases.check(5, 150, cases -> {
            String text = cases.text(100);
            assertThat(endpoint.ask(chat("echo:" + text), 1, LONG).text()).isEqualTo(text);
        });
    }

    @Test
    void countsTokensThatTheEndpointDoesNotGive() throws Exception {
        server.always("", new Behaviour.NoUsage());
        // OpenAI's cookbook, "How to count tokens with tiktoken": 6 in o200k_base and in cl100k_base.
        Request request = chat("echo:tiktoken is great!");

        Usage usage = endpoint.ask(request, 1, LONG).usage();

        assertThat(usage.output()).isEqualTo(6);
        assertThat(usage.input()).isEqualTo(TokenCounter.of("m").count(request));
        assertThat(usage.countedBy()).contains("estimate by o200k_base");
    }

    @Test
    void countsByTheModelsOwnVocabularyWhereItIsKnown() throws Exception {
        server.always("", new Behaviour.NoUsage());
        for (Map.Entry<String, String> model :
                Map.of("gpt-4o-mini", "o200k_base", "gpt-4", "cl100k_base").entrySet()) {
            Map<String, String> settings =
                    Map.of("model", model.getKey(), "base-url", server.baseUri().toString());
            try (Endpoint named = OpenSettings.open(settings, Map.of())) {
                Usage usage =
                        named.ask(chat("echo:tiktoken is great!"), 1, LONG).usage();

                assertThat(usage.output()).isEqualTo(6);
                assertThat(usage.countedBy()).contains(model.getValue());
            }
        }
    }

    private Reply replyTo(String body) throws Exception {
        server.behave().always("", new Behaviour.Status(200, Map.of(), body));
        return endpoint.ask(
                Request.chat(List.of(Message.user("x")), Sampling.of(0, 9).withStop(List.of("END"))), 1, LONG);
    }

    private static String body(String message, String finish) {
        return "{\"choices\":[{\"message\":" + message + ",\"finish_reason\":" + finish
                + "}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":9}}";
    }

    @Test
    void mapsTheReasonsOfManyServers() throws Exception {
        String said = "{\"content\":\"hi\"}";
        assertThat(replyTo(body(said, "\"stop\"")).finish()).isEqualTo(Finish.STOP);
        assertThat(replyTo(body(said, "\"eos_token\"")).finish()).isEqualTo(Finish.STOP);
        assertThat(replyTo(body(said, "\"length\"")).finish()).isEqualTo(Finish.LENGTH);
        assertThat(replyTo(body(said, "\"model_length\"")).finish()).isEqualTo(Finish.LENGTH);
        assertThat(replyTo(body(said, "\"content_filter\"")).finish()).isEqualTo(Finish.FILTERED);
        assertThat(replyTo(body(said, "null")).finish())
                .as("no reason, and all 9 tokens used")
                .isEqualTo(Finish.LENGTH);
    }

    @Test
    void readsRefusalsPartsAndMissingTexts() throws Exception {
        Reply refused = replyTo(body("{\"content\":null,\"refusal\":\"I cannot.\"}", "\"stop\""));
        assertThat(refused.text()).isEqualTo("I cannot.");
        assertThat(refused.finish()).isEqualTo(Finish.FILTERED);
        assertThat(replyTo(body("{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\"}]}", "\"stop\""))
                        .text())
                .isEqualTo("ab");
        assertThat(replyTo(body("{\"content\":null}", "\"length\"")).text()).isEmpty();
    }

    @Test
    void asksForAToolAndForJson() throws Exception {
        Map<String, Object> schema = Map.of("type", "object");
        endpoint.ask(chat("x").withFormat(new Request.Tool("say", "Says it.", schema)), 1, LONG);
        assertThat(lastBody().text("tools"))
                .isEqualTo("[{\"type\":\"function\",\"function\":{\"name\":\"say\",\"description\":\"Says it.\","
                        + "\"parameters\":{\"type\":\"object\"}}}]");
        assertThat(lastBody().text("tool_choice")).isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"say\"}}");

        endpoint.ask(chat("x").withFormat(new Request.AnyJson()), 1, LONG);
        assertThat(lastBody().text("response_format")).isEqualTo("{\"type\":\"json_object\"}");
    }

    @Test
    void takesTheArgumentsOfAToolAsTheReply() throws Exception {
        String text = "{\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"say\",\"arguments\":\"{\\\"a\\\":1}\"}}]}";
        assertThat(replyTo(body(text, "\"tool_calls\"")).text()).isEqualTo("{\"a\":1}");
        assertThat(replyTo(body(text, "\"tool_calls\"")).finish()).isEqualTo(Finish.STOP);
        String object = "{\"content\":\"\",\"tool_calls\":[{\"function\":{\"arguments\":{\"a\":1}}}]}";
        assertThat(replyTo(body(object, "\"stop\"")).text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void keepsThoughtsOutOfTheText() throws Exception {
        Reply reply = replyTo("{\"choices\":[{\"message\":{\"content\":\"4\",\"reasoning_content\":\"2+2\","
                + "\"reasoning\":\"hm\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":30,"
                + "\"completion_tokens\":20,\"prompt_tokens_details\":{\"cached_tokens\":16},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":12}}}");

        assertThat(reply.text()).isEqualTo("4");
        assertThat(reply.usage()).isEqualTo(new Usage(30, 20, 16, 12, false));
        assertThat(replyTo("{\"choices\":[{\"message\":{\"content\":\"4\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,"
                                + "\"prompt_cache_hit_tokens\":5}}")
                        .usage()
                        .cachedInput())
                .isEqualTo(5);
    }

    @Test
    void countsItselfWhereTheTokensGivenCannotBe() throws Exception {
        for (String figure : List.of("-5", "-9223372036854775808", "100000001", "9223372036854775807")) {
            for (String usage : List.of(
                    "\"prompt_tokens\":" + figure + ",\"completion_tokens\":2",
                    "\"prompt_tokens\":9,\"completion_tokens\":" + figure,
                    "\"prompt_tokens\":9,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":10}",
                    "\"prompt_tokens\":9,\"completion_tokens\":2,\"completion_tokens_details\":"
                            + "{\"reasoning_tokens\":" + figure + "}")) {
                Usage counted = replyTo("{\"choices\":[{\"message\":{\"content\":\"4\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{" + usage + "}}")
                        .usage();

                assertThat(counted.estimated()).as(usage).isTrue();
                assertThat(counted.input()).as(usage).isBetween(1L, 100L);
                assertThat(counted.output()).as(usage).isEqualTo(1);
            }
        }
    }

    @Test
    void sendsExtraFieldsAndLeavesOutRefusedOnes() throws Exception {
        try (Endpoint thinking = open(Map.of(
                "extra", Map.of("reasoning_effort", "low"), "leave-out", List.of("temperature"), "seed", false))) {
            thinking.ask(chat("x"), 1, LONG);
        }

        assertThat(lastBody().columns()).containsExactly("model", "messages", "max_tokens", "reasoning_effort");
    }

    @Test
    void cutsAtAStopTextThatTheServerLeftIn() throws Exception {
        Reply reply = replyTo(body("{\"content\":\"so END and on\"}", "\"length\""));

        assertThat(reply.text()).isEqualTo("so ");
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
    }

    @Test
    void neverTakesHalfAReply() {
        assertThat(failureOf(new Behaviour.Cut()).remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failureOf(new Behaviour.Drop()).remedy()).isEqualTo(Remedy.RETRY);
        CallFailedException malformed = failureOf(new Behaviour.Malformed());
        assertThat(malformed.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(malformed).hasMessageContaining("was cut or malformed");
        assertThat(malformed.body()).startsWith("{\"id\":\"scripted-");
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"message\":{\"content\":\"half\"},\"finish_reason\":\"abort\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"two\"}}]} {}",
                "<html>busy</html>")) {
            assertThat(failureOf(new Behaviour.Status(200, Map.of(), body)).remedy())
                    .as(body)
                    .isEqualTo(Remedy.RETRY);
        }
    }

    @Test
    void saysForEachStatusWhatToDo() {
        Map<Remedy, List<Integer>> statuses = Map.of(
                Remedy.STOP_RUN, List.of(302, 401, 402, 403, 404),
                Remedy.GIVE_UP, List.of(400, 413, 422, 451),
                Remedy.RETRY, List.of(408, 409, 425, 500, 502, 503, 504, 529),
                Remedy.SLOW_DOWN, List.of(429));
        statuses.forEach((remedy, codes) -> {
            for (int code : codes) {
                CallFailedException failure = failureOf(Behaviour.error(code, "Because."));
                assertThat(failure.remedy()).as("remedy of " + code).isEqualTo(remedy);
                assertThat(failure.status()).hasValue(code);
                assertThat(failure).hasMessageContaining("answered " + code).hasMessageContaining("Because.");
                assertThat(failure.body()).contains("Because.");
            }
        });
    }

    private CallFailedException failureOf(int status, String code) {
        return failureOf(new Behaviour.Status(
                status, Map.of(), "{\"error\":{\"message\":\"No.\",\"type\":\"t\",\"code\":\"" + code + "\"}}"));
    }

    @Test
    void stopsForAUsedUpQuotaAndForSettingsThatAreNeverTaken() {
        assertThat(failureOf(429, "insufficient_quota").remedy()).isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(429, "rate_limit_exceeded").remedy()).isEqualTo(Remedy.SLOW_DOWN);
        assertThat(failureOf(400, "unsupported_parameter"))
                .hasMessageContaining("max-tokens-field")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(failureOf(400, "context_length_exceeded").remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf(400, "content_filter").remedy()).isEqualTo(Remedy.GIVE_UP);
    }

    @Test
    void readsErrorsInsideGoodAnswersAndInOtherForms() {
        assertThat(failureOf(new Behaviour.Status(200, Map.of(), "{\"error\":{\"code\":429,\"message\":\"Busy\"}}"))
                        .remedy())
                .isEqualTo(Remedy.SLOW_DOWN);
        assertThat(failureOf(new Behaviour.Status(200, Map.of(), "{\"error\":{\"message\":\"Lost\"}}")))
                .hasMessageContaining("Lost")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.RETRY));
        assertThat(failureOf(new Behaviour.Status(422, Map.of(), "{\"detail\":\"Too long\"}")))
                .hasMessageContaining("Too long");
        assertThat(failureOf(new Behaviour.Status(400, Map.of(), "{\"error\":\"Bad\"}")))
                .hasMessageContaining("Bad");
    }

    @Test
    void readsHowLongToWait() {
        Map<String, Duration> waits = Map.of(
                "3", Duration.ofSeconds(3),
                "0.25", Duration.ofMillis(250),
                "Fri, 20 Nov 2026 12:01:30 GMT", Duration.ofSeconds(90),
                "Fri, 20 Nov 2026 11:00:00 GMT", Duration.ZERO);
        waits.forEach((header, wait) -> assertThat(
                        failureOf(new Behaviour.Status(429, Map.of("Retry-After", header), ""))
                                .retryAfter())
                .as(header)
                .contains(wait));
        assertThat(failureOf(new Behaviour.Status(503, Map.of("Retry-After", "9", "Retry-After-Ms", "40"), ""))
                        .retryAfter())
                .contains(Duration.ofMillis(40));
        for (String useless : List.of("soon", "-1", "NaN", "1e99")) {
            assertThat(failureOf(new Behaviour.Status(429, Map.of("Retry-After", useless), ""))
                            .retryAfter())
                    .as(useless)
                    .isEmpty();
        }
    }

    @Test
    void cutsLongErrors() {
        CallFailedException failure = failureOf(new Behaviour.Status(500, Map.of(), "x".repeat(100_000)));

        assertThat(failure.body()).hasSize(2_000);
    }

    @Test
    void hangsUpWhenTheDeadlinePasses() throws Exception {
        server.always("", new Behaviour.Silence());

        CallFailedException failure = failure(chat("x"), Duration.ofMillis(100));

        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure).hasMessageContaining("100 ms");
        server.awaitIdle();
    }

    @Test
    void boundsABodyThatStallsHalfWay() throws Exception {
        try (ServerSocket stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Endpoint slow = OpenSettings.open(
                        Map.of("model", "m", "base-url", "http://127.0.0.1:" + stalling.getLocalPort()), Map.of())) {
            Thread.ofVirtual().start(() -> {
                try {
                    stalling.accept()
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            CallFailedException failure = catchThrowableOfType(
                    CallFailedException.class, () -> slow.ask(chat("x"), 1, Duration.ofMillis(400)));

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        }
    }

    @Test
    void saysThatNothingAnswers() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertUnreachable("127.0.0.1:" + port, "the connection was refused");
        assertUnreachable("no-such-host.invalid:1", "no such host is known");
    }

    private static void assertUnreachable(String authority, String why) {
        Map<String, String> settings = Map.of("model", "m", "base-url", "http://" + authority, "key-from", "none");
        try (Endpoint nobody = OpenSettings.open(settings, Map.of())) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> nobody.ask(chat("x"), 1, LONG));

            assertThat(failure.remedy()).isEqualTo(Remedy.UNREACHABLE);
            assertThat(failure).hasMessage("nothing answers at " + authority + ": " + why);
        }
    }

    @Test
    void answersNothingWhenClosed() {
        endpoint.close();

        assertThat(failure(chat("x"), LONG)).hasMessageContaining("was closed");
        assertThat(server.requests()).isZero();
    }

    @Test
    void doesNotFollowARedirectWithTheKey() throws Exception {
        try (ScriptedEndpoint elsewhere = ScriptedEndpoint.start();
                Endpoint keyed = open(Map.of("key-from", "KEY"))) {
            server.always(
                    "",
                    new Behaviour.Status(307, Map.of("Location", elsewhere.baseUri() + "/chat/completions"), "moved"));
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> keyed.ask(chat("x"), 1, LONG));

            assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN);
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void sendsTheKeyAndShowsItNowhere() throws Exception {
        try (Endpoint keyed =
                open(Map.of("key-from", "KEY", "organization", "org-1", "headers", Map.of("X-Title", "seed")))) {
            keyed.ask(chat("x"), 1, LONG);
            RecordedRequest request = server.recorded().getLast();
            assertThat(request.header("Authorization")).contains("Bearer " + KEY);
            assertThat(request.header("OpenAI-Organization")).contains("org-1");
            assertThat(request.header("X-Title")).contains("seed");
            assertThat(request.body()).doesNotContain(KEY);

            String long401 = "{\"error\":{\"message\":\"Bad key " + KEY + " here\"},\"pad\":\"" + "y".repeat(1_900)
                    + KEY + "\"}";
            for (Behaviour behaviour : List.of(
                    new Behaviour.Status(401, Map.of(), long401),
                    new Behaviour.Status(200, Map.of(), "not JSON but " + KEY),
                    new Behaviour.Drop())) {
                server.behave().always("", behaviour);
                CallFailedException failure =
                        catchThrowableOfType(CallFailedException.class, () -> keyed.ask(chat("x"), 1, LONG));
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(trace + failure.body()).doesNotContain(KEY).doesNotContain("sk-test");
            }
            assertThat(keyed.toString() + keyed.identity()).doesNotContain(KEY);
        }
    }

    @Test
    void hasAnIdentityThatDoesNotDependOnTheAddress() {
        assertThat(endpoint.identity()).isEqualTo("openai:m");
        assertThat(endpoint.chatTemplate()).isEqualTo(Optional.empty());
        assertThat(endpoint.concurrency()).isEqualTo(32);
    }
}
