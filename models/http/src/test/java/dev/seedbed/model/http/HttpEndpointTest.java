package dev.seedbed.model.http;

import static dev.seedbed.model.http.Opening.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.LoopbackServer.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final Map<String, String> KEYS = Map.of("A", "key-of-a", "B", "key-of-b", "C", "key-of-c");

    private static Endpoint open(int port, List<String> keys) {
        return Opening.open(Map.of("base-url", "http://127.0.0.1:" + port, "key-from", keys), KEYS);
    }

    private static CallFailedException failure(Endpoint endpoint) {
        return catchThrowableOfType(CallFailedException.class, () -> ask(endpoint));
    }

    private static CallFailedException failureOn(Response response) {
        try (LoopbackServer server = LoopbackServer.start(_ -> response);
                Endpoint endpoint = open(server.port(), List.of("A"))) {
            return failure(endpoint);
        }
    }

    @Test
    void takesKeysInTurn() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(_ -> Response.text("ok"));
                Endpoint endpoint = open(server.port(), List.of("A", "B"))) {
            for (int i = 0; i < 4; i++) {
                ask(endpoint);
            }

            assertThat(server.keys())
                    .containsExactly("Bearer key-of-a", "Bearer key-of-b", "Bearer key-of-a", "Bearer key-of-b");
        }
    }

    @Test
    void putsARefusedKeyAsideAndAsksWithAnother() throws Exception {
        Map<String, Response> answers = new ConcurrentHashMap<>();
        answers.put("Bearer key-of-a", new Response(401, Map.of(), "{\"why\":\"key-of-a is wrong\"}"));
        answers.put("Bearer key-of-b", new Response(429, Map.of(), "{\"code\":\"quota\"}"));
        try (LoopbackServer server = LoopbackServer.start(exchange -> answers.getOrDefault(
                        exchange.getRequestHeaders().getFirst("Authorization"), Response.text("ok")));
                Endpoint endpoint = open(server.port(), List.of("A", "B", "C"))) {
            assertThat(ask(endpoint)).isEqualTo("ok");
            assertThat(ask(endpoint)).isEqualTo("ok");
            assertThat(server.keys()).hasSize(4).contains("Bearer key-of-a", "Bearer key-of-b");
            assertThat(server.keys()).filteredOn("Bearer key-of-c"::equals).hasSize(2);

            answers.put("Bearer key-of-c", new Response(403, Map.of(), "{\"why\":\"no key-of-c\"}"));
            CallFailedException failure = failure(endpoint);
            assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN);
            assertThat(failure)
                    .hasMessageContaining("none of the 3 keys is taken any more")
                    .hasMessageNotContaining("key-of-c");
        }
    }

    @Test
    void keepsAKeyThatIsOnlyAskedTooOften() {
        try (LoopbackServer server = LoopbackServer.start(_ -> new Response(429, Map.of("Retry-After", "2"), "{}"));
                Endpoint endpoint = open(server.port(), List.of("A", "B"))) {
            assertThat(failure(endpoint).remedy()).isEqualTo(Remedy.SLOW_DOWN);
            assertThat(server.keys()).hasSize(1);
        }
    }

    @Test
    void wantsEveryKeyThatIsNamed() {
        SeedbedException refusal = catchThrowableOfType(SeedbedException.class, () -> open(1, List.of("A", "MISSING")));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.UNUSABLE);
        assertThat(refusal).hasMessageContaining("MISSING is not set");
        assertThat(catchThrowableOfType(SeedbedException.class, () -> open(1, List.of("A", "none"))))
                .hasMessageContaining("key-from names 'none' beside variables");
    }

    @Test
    void showsNoKeyOfSeveral() {
        String all = String.join(" ", KEYS.values());
        try (LoopbackServer server =
                        LoopbackServer.start(_ -> new Response(400, Map.of(), "{\"why\":\"" + all + "\"}"));
                Endpoint endpoint = open(server.port(), List.of("A", "B", "C"))) {
            CallFailedException failure = failure(endpoint);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));

            assertThat(trace + failure.body() + endpoint + endpoint.identity()).doesNotContain(KEYS.values());
            assertThat(failure.body()).contains("(the key)");
        }
    }

    @Test
    void showsNoKeyThatIsEchoedEscaped() {
        try (LoopbackServer server = LoopbackServer.start(_ ->
                        new Response(400, Map.of(), "{\"why\":\"is k%2Fe%2By or k\\/e\\u002By or k&#47;e&#43;y\"}"));
                Endpoint endpoint = Opening.open(
                        Map.of("base-url", "http://127.0.0.1:" + server.port(), "key-from", List.of("A")),
                        Map.of("A", "k/e+y"))) {
            CallFailedException failure = failure(endpoint);

            assertThat(failure).hasMessageContaining("is (the key) or (the key) or (the key)");
            assertThat(failure.body()).contains("is (the key) or (the key) or (the key)");
        }
    }

    @Test
    void tellsWhatTheEndpointAllows() throws Exception {
        AtomicReference<String> left = new AtomicReference<>("90");
        try (LoopbackServer server = LoopbackServer.start(_ -> new Response(
                        200,
                        Map.of("x-ratelimit-limit-requests", "100", "x-ratelimit-remaining-requests", left.get()),
                        "{\"text\":\"ok\"}"));
                Endpoint one = open(server.port(), List.of("none"));
                Endpoint two = open(server.port(), List.of("A", "B"))) {
            assertThat(one.allowance()).isEqualTo(Allowance.UNKNOWN);
            ask(one);
            assertThat(one.allowance().requests().left()).isEqualTo(OptionalLong.of(90));

            ask(two);
            assertThat(two.allowance()).as("one of two keys is not known yet").isEqualTo(Allowance.UNKNOWN);
            left.set("70");
            ask(two);
            assertThat(two.allowance().requests().left()).isEqualTo(OptionalLong.of(160));
            assertThat(two.allowance().requests().most()).isEqualTo(OptionalLong.of(200));
            assertThat(two.allowance().tokens()).isEqualTo(Allowance.Window.UNKNOWN);
        }
    }

    @Test
    void hearsTheAllowanceOfARefusalToo() {
        try (LoopbackServer server = LoopbackServer.start(
                        _ -> new Response(429, Map.of("x-ratelimit-remaining-requests", "0"), "{}"));
                Endpoint endpoint = open(server.port(), List.of("A"))) {
            failure(endpoint);
            assertThat(endpoint.allowance().requests().left()).isEqualTo(OptionalLong.of(0));
        }
    }

    @Test
    void slowsDownForAnOverloadThatSaysUntilWhen() {
        for (int status : List.of(503, 529)) {
            assertThat(failureOn(new Response(status, Map.of(), "{}")).remedy()).isEqualTo(Remedy.RETRY);
            CallFailedException named = failureOn(new Response(status, Map.of("Retry-After", "3"), "{}"));
            assertThat(named.remedy()).isEqualTo(Remedy.SLOW_DOWN);
            assertThat(named.retryAfter()).contains(Duration.ofSeconds(3));
        }
    }

    @Test
    void showsTheBeginningOfABodyThatIsNone() {
        CallFailedException page = failureOn(new Response(200, Map.of("Content-Type", "text/html"), "<html>busy"));
        assertThat(page.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(page).hasMessageContaining("it is text/html, not JSON");
        assertThat(page.body()).isEqualTo("<html>busy");

        CallFailedException empty = failureOn(new Response(200, Map.of(), ""));
        assertThat(empty.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(empty).hasMessageContaining("it is empty");

        CallFailedException other = failureOn(new Response(200, Map.of(), "{\"status\":\"warming up\"}"));
        assertThat(other.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(other.body()).isEqualTo("{\"status\":\"warming up\"}");
    }

    @Test
    void showsTheBeginningOfABodyThatWasCut() throws Exception {
        try (ServerSocket cutting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Endpoint endpoint = open(cutting.getLocalPort(), List.of("A"))) {
            answerOnce(cutting, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"text\":\"ha");
            CallFailedException failure = failure(endpoint);

            assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(failure).hasMessageContaining("bytes received: 11");
            assertThat(failure.body()).isEqualTo("{\"text\":\"ha");
        }
    }

    @Test
    void takesNoBodyBeyondTheLargest() {
        int tooLong = Math.toIntExact(Transport.LARGEST_REPLY) + 1;
        CallFailedException failure =
                failureOn(new Response(200, Map.of(), "{\"text\":\"" + "y".repeat(tooLong) + "\"}"));

        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure).hasMessageContaining("it is longer than 67108864 bytes");
        assertThat(failure.body()).startsWith("{\"text\":\"yyy").hasSize(Redaction.LONGEST_SHOWN);
    }

    @Test
    void goesThroughAProxy() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.start(exchange -> Response.text(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
                Endpoint endpoint = Opening.open(
                        Map.of("base-url", "http://api.invalid", "key-from", List.of("none")),
                        Map.of("HTTP_PROXY", "http://me:secret@127.0.0.1:" + proxy.port()))) {
            assertThat(ask(endpoint)).isEqualTo("http://api.invalid/ask?v=1 Basic bWU6c2VjcmV0");
        }
    }

    @Test
    void namesTheProxyThatDoesNotAnswer() {
        try (Endpoint endpoint = Opening.open(
                Map.of("base-url", "https://api.invalid", "proxy", "http://127.0.0.1:1", "key-from", List.of("none")),
                Map.of())) {
            CallFailedException failure = failure(endpoint);

            assertThat(failure.remedy()).isEqualTo(Remedy.UNREACHABLE);
            assertThat(failure)
                    .hasMessage("nothing answers at api.invalid (through the proxy 127.0.0.1:1): the connection was"
                            + " refused");
        }
    }

    @Test
    void saysThatAProxyLetsNothingThrough() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Endpoint endpoint = Opening.open(
                        Map.of(
                                "base-url",
                                "https://api.invalid",
                                "proxy",
                                "http://127.0.0.1:" + proxy.getLocalPort(),
                                "key-from",
                                List.of("none")),
                        Map.of())) {
            answerOnce(proxy, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            CallFailedException failure = failure(endpoint);

            assertThat(failure).hasMessageContaining("the proxy does not let calls through to api.invalid");
            assertThat(failure.remedy()).isEqualTo(Remedy.UNREACHABLE);
        }
    }

    private static void answerOnce(ServerSocket server, String response) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read(new byte[8_192])).isPositive();
                socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void sendsHeadersOfThePipelineBeforeTheProviders() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(
                exchange -> Response.text(exchange.getRequestHeaders().getFirst("X-Version")))) {
            Map<String, Object> values =
                    Map.of("base-url", "http://127.0.0.1:" + server.port(), "concurrency", 1L, "headers", Map.of());
            assertThat(answer(values)).isEqualTo("usual");
            Map<String, Object> own = new HashMap<>(values);
            own.put("headers", Map.of("x-version", "mine"));
            assertThat(answer(own)).isEqualTo("mine");
        }
    }

    private static String answer(Map<String, Object> values) throws Exception {
        try (Endpoint endpoint = Opening.SERVICE
                .open(Settings.of(values), Map.of(), Clock.systemUTC())
                .withHeader("X-Version", "usual")
                .speaking("plain:m", new PlainFormat(), Set.of())) {
            return ask(endpoint);
        }
    }
}
