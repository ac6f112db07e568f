package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedEndpointTest {
    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        endpoint.close();
    }

    private static String chat(String text, Map<String, Object> more) {
        return Data.of("model", "m")
                .with("messages", List.of(Map.of("role", "user", "content", text)))
                .with(Data.copyOf(more))
                .toString();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(endpoint.baseUri() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    private static Data firstOf(Data data, String column) {
        if (data.value(column) instanceof List<?> list && list.getFirst() instanceof Map<?, ?>) {
            return Json.parseObject(Json.write(list.getFirst()));
        }
        throw new AssertionError("no list '" + column + "' in " + data);
    }

    private Data choice(String body) throws IOException, InterruptedException {
        return firstOf(Json.parseObject(post(body).body()), "choices");
    }

    private String text(String body) throws IOException, InterruptedException {
        return Json.parseObject(choice(body).text("message")).text("content");
    }

    private String finish(String body) throws IOException, InterruptedException {
        return choice(body).text("finish_reason");
    }

    @Test
    void answersEqualRequestsEquallyWhateverTheOrderOfTheirFields() throws Exception {
        String first = text("{\"model\":\"m\",\"seed\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");

        assertThat(text("{\"messages\":[{\"content\":\"a\",\"role\":\"user\"}],\"seed\":1,\"model\":\"m\"}"))
                .isEqualTo(first);
        assertThat(text("{\"model\":\"m\",\"seed\":2,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"))
                .isNotEqualTo(first);
        assertThat(endpoint.requests()).isEqualTo(3);
        assertThat(endpoint.distinctBodies()).isEqualTo(3);
    }

    @Test
    void cutsAtStopTextsAndAtTheMostTokens() throws Exception {
        String whole = text(chat("a", Map.of()));
        List<String> words = List.of(whole.split(" "));

        assertThat(text(chat("a", Map.of("max_tokens", 3)))).isEqualTo(String.join(" ", words.subList(0, 3)));
        assertThat(finish(chat("a", Map.of("max_tokens", 3)))).isEqualTo("length");
        assertThat(text(chat("a", Map.of("stop", List.of(words.get(2))))))
                .isEqualTo(whole.substring(0, whole.indexOf(words.get(2))));
        assertThat(finish(chat("a", Map.of()))).isEqualTo("stop");
    }

    @Test
    void echoesHostileTextsUnchanged() {
        SeededCases.check(1, 200, cases -> {
            String text = cases.text(60);
            assertThat(text(chat("echo:" + text, Map.of()))).isEqualTo(text);
        });
    }

    @Test
    void givesJsonThatFitsASchema() throws Exception {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("n", Map.of("type", "integer", "minimum", 3, "maximum", 4), "s", Map.of("type", "string")));
        Map<String, Object> format =
                Map.of("type", "json_schema", "json_schema", Map.of("name", "x", "schema", schema));

        Data value = Json.parseObject(text(chat("a", Map.of("response_format", format))));

        assertThat(value.columns()).containsExactlyInAnyOrder("n", "s");
        assertThat(value.value("n")).isIn(3L, 4L);
        assertThat(value.value("s")).isInstanceOf(String.class);
    }

    @Test
    void failsOnceForEachBody() throws Exception {
        endpoint.once("", Behaviour.error(500, "again"));

        assertThat(post(chat("a", Map.of())).statusCode()).isEqualTo(500);
        assertThat(post(chat("a", Map.of())).statusCode()).isEqualTo(200);
        assertThat(post(chat("b", Map.of())).statusCode()).isEqualTo(500);
        assertThat(endpoint.requestsOf(chat("a", Map.of()))).isEqualTo(2);
        assertThat(endpoint.mostOfOneBody()).isEqualTo(2);
    }

    @Test
    void failsAlwaysForAMarker() throws Exception {
        endpoint.always("poison", Behaviour.slowDown(Duration.ofSeconds(3)));

        HttpResponse<String> response = post(chat("poison", Map.of()));
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("retry-after")).contains("3");
        assertThat(post(chat("fine", Map.of())).statusCode()).isEqualTo(200);
    }

    @Test
    void breaksRepliesAsTold() throws Exception {
        endpoint.always("<cut>", new Behaviour.Cut())
                .always("<drop>", new Behaviour.Drop())
                .always("<malformed>", new Behaviour.Malformed())
                .always("<length>", new Behaviour.Length())
                .always("<usage>", new Behaviour.NoUsage())
                .always("<says>", new Behaviour.Says("hi"));

        assertThatThrownBy(() -> post(chat("<cut>", Map.of()))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post(chat("<drop>", Map.of()))).isInstanceOf(IOException.class);
        String malformed = post(chat("<malformed>", Map.of())).body();
        assertThatThrownBy(() -> Json.parse(malformed)).isInstanceOf(RuntimeException.class);
        assertThat(finish(chat("<length>", Map.of()))).isEqualTo("length");
        assertThat(post(chat("<usage>", Map.of())).body()).doesNotContain("usage");
        assertThat(text(chat("<says>", Map.of()))).isEqualTo("hi");
    }

    @Test
    void isSilentUntilTheClientHangsUp() {
        endpoint.always("", new Behaviour.Silence());
        HttpRequest request = HttpRequest.newBuilder(request(chat("a", Map.of())), (_, _) -> true)
                .timeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void holdsRequestsOpenAndCountsThem() throws Exception {
        endpoint.hold();
        List<CompletableFuture<HttpResponse<String>>> replies = Stream.of("a", "b", "c")
                .map(text -> client.sendAsync(request(chat(text, Map.of())), HttpResponse.BodyHandlers.ofString()))
                .toList();
        endpoint.awaitOpen(3);
        assertThat(replies).noneMatch(CompletableFuture::isDone);

        endpoint.release();
        for (CompletableFuture<HttpResponse<String>> reply : replies) {
            assertThat(reply.join().statusCode()).isEqualTo(200);
        }
        assertThat(endpoint.mostOpen()).isEqualTo(3);
    }

    @Test
    void keepsRequestsWithTheirHeaders() throws Exception {
        client.send(
                HttpRequest.newBuilder(request(chat("a", Map.of())), (_, _) -> true)
                        .header("Authorization", "Bearer k")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        RecordedRequest request = endpoint.recorded().getFirst();
        assertThat(request.header("authorization")).contains("Bearer k");
        assertThat(request.header("nothing")).isEmpty();
        assertThat(request.body()).isEqualTo(chat("a", Map.of()));
    }

    @Test
    void listsItsModelAndRefusesWhatItDoesNotKnow() throws Exception {
        HttpResponse<String> models = client.send(
                HttpRequest.newBuilder(URI.create(endpoint.baseUri() + "/models"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(models.body()).contains("\"scripted\"");
        assertThat(post("not json").statusCode()).isEqualTo(400);
    }

    @Test
    void takesTheSameTimesInEveryRun() {
        Latency law = new Latency.LogNormal(Duration.ofMillis(20), 0.5, 42);
        List<Duration> times = Stream.iterate(0, i -> i + 1)
                .limit(1_001)
                .map(i -> law.of(Hash.of("request " + i)))
                .sorted()
                .toList();

        assertThat(times.get(500)).isBetween(Duration.ofMillis(18), Duration.ofMillis(22));
        assertThat(law.of(Hash.of("request 5"))).isEqualTo(law.of(Hash.of("request 5")));
    }

    @Test
    void runsAsAProcessOfItsOwn() throws Exception {
        Process process = new ProcessBuilder(
                        Optional.of(ProcessHandle.current())
                                .flatMap(handle -> handle.info().command())
                                .orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedEndpoint.class.getName(),
                        "--until-input-ends",
                        "--latency",
                        "1ms",
                        "--always",
                        "status-418:teapot")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String base = "http://127.0.0.1:" + out.readLine();
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"teapot\"}"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(418);
            HttpRequest counts = HttpRequest.newBuilder(URI.create(base + "/scripted/counts"))
                    .build();
            assertThat(Json.parseObject(client.send(counts, HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .value("requests"))
                    .isEqualTo(1L);
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
