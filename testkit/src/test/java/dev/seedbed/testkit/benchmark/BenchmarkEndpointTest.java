package dev.seedbed.testkit.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkEndpointTest {
    private final BenchmarkEndpoint endpoint = BenchmarkEndpoint.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        endpoint.close();
    }

    private static String chat(String system, String row) {
        return Json.write(Map.of(
                "model",
                "m",
                "messages",
                List.of(Map.of("role", "system", "content", system), Map.of("role", "user", "content", row))));
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

    private static Data choice(HttpResponse<String> reply) {
        if (Json.parseObject(reply.body()).value("choices") instanceof List<?> choices) {
            return Json.parseObject(Json.write(choices.getFirst()));
        }
        throw new AssertionError("no choices in " + reply.body());
    }

    private static double number(Data data, String column) {
        if (data.value(column) instanceof Number number) {
            return number.doubleValue();
        }
        throw new AssertionError("no number '" + column + "' in " + data);
    }

    private static String text(HttpResponse<String> reply) {
        return Json.parseObject(Json.write(choice(reply).value("message"))).text("content");
    }

    private Data statistics() {
        return Json.parseObject(endpoint.statistics(64));
    }

    private static Data of(Data data, String column) {
        return Json.parseObject(Json.write(data.value(column)));
    }

    /// The status of every row, `broken` where the body is no JSON and `dropped` where there was no reply.
    private List<String> fates(int rows, int from, int step) {
        List<String> fates = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int row = (from + i * step) % rows;
            fates.add(row + " " + fate("row " + row));
        }
        fates.sort(null);
        return fates;
    }

    private String fate(String row) {
        try {
            HttpResponse<String> reply = post(chat("s", row));
            if (reply.statusCode() == 200) {
                Json.parseObject(reply.body());
            }
            return Integer.toString(reply.statusCode());
        } catch (RuntimeException e) {
            return "broken";
        } catch (IOException e) {
            return "dropped";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void answersWithTheRowAndTheHashOfTheSystemText() throws Exception {
        String one = text(post(chat("Be brief.", "Is \"this\" a {row}?\n")));

        assertThat(one).contains(" to: Is \"this\" a {row}?\n |");
        assertThat(text(post(chat("Be long.", "Is \"this\" a {row}?\n")))).isNotEqualTo(one);
        assertThat(text(post(chat("Be brief.", "Is \"this\" a {row}?\n")))).isEqualTo(one);
        // FNV-1a of "foobar" in 64 bits, from draft-eastlake-fnv, appendix C.
        assertThat(text(post(chat("foobar", "x")))).startsWith("Under 85944171f73967e8 to: x |");
    }

    @Test
    void findsTheRowWhateverElseIsSent() throws Exception {
        String row = text(post(chat("s", "the row")));

        assertThat(text(post(
                        "{ \"messages\" : [ {\"content\" : \"s\"},\n {\"content\":[{\"type\":\"text\", \"text\": \"the"
                                + " row\"}]}],\"temperature\":0.5}")))
                .isEqualTo(row);
        HttpResponse<String> raw = client.send(
                HttpRequest.newBuilder(URI.create(endpoint.baseUri() + "/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"the row\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(choice(raw).text("text")).contains(" to: the row |");
        assertThat(post("no JSON at all").statusCode()).isEqualTo(200);
    }

    @Test
    void repeatsNoHalfEscapeOfALongRow() throws Exception {
        for (int before = 380; before < 410; before++) {
            String row = "x".repeat(before) + "\\\n\u00e4\u20ac\"" + "y".repeat(100);
            assertThat(text(post(chat("s", row)))).contains("to: " + "x".repeat(380));
        }
    }

    @Test
    void choosesFaultsByRowAndNotByOrder() {
        String[] script = {
            "--fault", "status-500=0.1", "--fault", "cut=0.1", "--fault", "drop=0.1", "--fault", "cut-right=0.1@each"
        };
        endpoint.reset(script);
        List<String> first = fates(100, 0, 1);
        endpoint.reset(script);
        List<String> otherOrder = fates(100, 50, 37);

        assertThat(otherOrder).isEqualTo(first);
        assertThat(first.stream().map(fate -> fate.split(" ")[1])).contains("200", "500", "dropped", "broken");
        assertThat(first.stream().filter(fate -> fate.endsWith("500"))).hasSizeBetween(3, 20);
    }

    @Test
    void failsOnceOrAlways() {
        endpoint.reset("--fault", "status-500=0.2@once", "--fault", "status-400=0.2@always");
        List<String> first = fates(100, 0, 1);
        List<String> second = fates(100, 0, 1);

        assertThat(first).anyMatch(fate -> fate.endsWith("500"));
        assertThat(second).noneMatch(fate -> fate.endsWith("500"));
        List<String> poisoned =
                first.stream().filter(fate -> fate.endsWith("400")).toList();
        assertThat(poisoned).isNotEmpty();
        assertThat(second.stream().filter(fate -> fate.endsWith("400"))).isEqualTo(poisoned);
        assertThat(of(statistics(), "faulty_rows").value("status-400")).isEqualTo((long) poisoned.size());
        assertThat(of(statistics(), "faults").value("status-400")).isEqualTo(2L * poisoned.size());
        assertThat(statistics().value("most_of_one_body")).isEqualTo(2L);
    }

    @Test
    void breaksRepliesInEveryKnownWay() throws Exception {
        endpoint.reset("--fault", "cut=1@always");
        assertThatThrownBy(() -> post(chat("s", "a"))).isInstanceOf(IOException.class);
        endpoint.reset("--fault", "drop=1@always");
        assertThatThrownBy(() -> post(chat("s", "a"))).isInstanceOf(IOException.class);
        endpoint.reset("--fault", "cut-right=1");
        String half = post(chat("s", "a")).body();
        assertThat(half).startsWith("{");
        assertThatThrownBy(() -> Json.parse(half)).isInstanceOf(RuntimeException.class);
        endpoint.reset("--fault", "length=1");
        assertThat(choice(post(chat("s", "a"))).text("finish_reason")).isEqualTo("length");
        endpoint.reset("--fault", "no-usage=1");
        assertThat(post(chat("s", "a")).body()).doesNotContain("usage");
        endpoint.reset("--fault", "wrong-type=1");
        assertThat(post(chat("s", "a")).headers().firstValue("content-type")).contains("text/html");
        endpoint.reset("--fault", "empty=1");
        assertThat(post(chat("s", "a")).body()).isEmpty();
        assertThat(of(statistics(), "replies").columns()).containsExactly("200 broken");
        endpoint.reset("--fault", "refusal=1");
        assertThat(post(chat("s", "a")).body()).contains("\"refusal\":\"I cannot");
        assertThat(post(chat("s", "a")).body()).doesNotContain("refusal");
    }

    @Test
    void hangsUntilTheClientHangsUpAndCountsIt() throws Exception {
        endpoint.reset("--fault", "hang=1");
        HttpRequest impatient = HttpRequest.newBuilder(request(chat("s", "a")), (_, _) -> true)
                .timeout(Duration.ofMillis(300))
                .build();

        assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        while (number(statistics(), "open_when_dropped") < 1) {
            Thread.onSpinWait();
        }
        assertThat(statistics().value("open")).isEqualTo(0L);
        assertThat(post(chat("s", "a")).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheTimeOfItsLawAndNamesTheIdeal() throws Exception {
        endpoint.reset("--latency", "uniform:20ms:60ms:3");
        List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, 8)
                .mapToObj(i -> client.sendAsync(request(chat("s", "row " + i)), HttpResponse.BodyHandlers.ofString()))
                .toList();
        for (CompletableFuture<HttpResponse<String>> reply : replies) {
            assertThat(reply.join().statusCode()).isEqualTo(200);
        }

        Data seen = statistics();
        double ideal = number(seen, "ideal_s");
        assertThat(ideal).isBetween(0.02, 0.06);
        assertThat(number(seen, "window_s")).isGreaterThanOrEqualTo(ideal);
        assertThat(number(seen, "served_s")).isBetween(8 * 0.02, 8 * 0.06);
        // One slot serves all of them one after the other.
        assertThat(number(Json.parseObject(endpoint.statistics(1)), "ideal_s")).isEqualTo(number(seen, "served_s"));
    }

    @Test
    void refusesWhatExceedsTheRateAndSaysWhenToComeBack() throws Exception {
        String[] limited = {"--rate", "0.01", "--burst", "2"};
        endpoint.reset(limited);
        assertThat(post(chat("s", "a")).statusCode()).isEqualTo(200);
        assertThat(post(chat("s", "b")).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post(chat("s", "c"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("rate_limit_exceeded");
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(50, 100);
        assertThat(statistics().value("refused_by_rate")).isEqualTo(1L);

        assertThat(retryAfter("fraction")).containsPattern("^\\d+\\.\\d{3}$");
        assertThat(retryAfter("none")).isEmpty();
        assertThat(ZonedDateTime.parse(retryAfter("date"), DateTimeFormatter.RFC_1123_DATE_TIME))
                .isAfter(ZonedDateTime.now(ZoneOffset.UTC));
    }

    private String retryAfter(String form) throws IOException, InterruptedException {
        endpoint.reset("--rate", "0.01", "--burst", "1", "--retry-after", form);
        post(chat("s", "a"));
        return post(chat("s", "b")).headers().firstValue("retry-after").orElse("");
    }

    @Test
    void refusesMoreThanMayBeOpen() throws Exception {
        endpoint.reset("--most-open", "1", "--fault", "hang=1");
        CompletableFuture<HttpResponse<String>> first =
                client.sendAsync(request(chat("s", "a")), HttpResponse.BodyHandlers.ofString());
        while (number(statistics(), "open") < 1) {
            Thread.onSpinWait();
        }

        assertThat(post(chat("s", "b")).statusCode()).isEqualTo(429);
        first.cancel(true);
        while (number(statistics(), "open") > 0) {
            Thread.onSpinWait();
        }
        assertThat(number(statistics(), "refused_by_concurrency")).isEqualTo(1);
        assertThat(number(statistics(), "most_open")).isEqualTo(2);
    }

    @Test
    void announcesLimitsInOpenAisForm() throws Exception {
        endpoint.reset(
                "--rate", "10", "--burst", "60", "--token-rate", "1000", "--token-burst", "500", "--limit-headers");
        HttpResponse<String> reply = post(chat("s", "a"));

        assertThat(reply.headers().firstValue("x-ratelimit-limit-requests")).contains("600");
        assertThat(reply.headers().firstValue("x-ratelimit-remaining-requests")).contains("59");
        assertThat(reply.headers().firstValue("x-ratelimit-reset-requests")).contains("100ms");
        assertThat(reply.headers().firstValue("x-ratelimit-limit-tokens")).contains("60000");
        assertThat(Desk.duration(1_000_000_000)).isEqualTo("1s");
        assertThat(Desk.duration(360_000_000_000L)).isEqualTo("6m0s");
    }

    @Test
    void countsWhatIsAskedAgainAfterItsAnswer() throws Exception {
        post(chat("s", "a"));
        post(chat("s", "a"));
        post(chat("s", "b"));

        assertThat(statistics().value("asked_again_after_answer")).isEqualTo(1L);
        assertThat(statistics().value("distinct_bodies")).isEqualTo(2L);
        assertThat(of(statistics(), "replies").value("200")).isEqualTo(3L);
    }

    @Test
    void takesAnotherScriptOverHttpAndExplainsABadOne() throws Exception {
        assertThat(reset("--fault status-503=1").statusCode()).isEqualTo(200);
        assertThat(post(chat("s", "a")).statusCode()).isEqualTo(503);
        assertThat(reset("").statusCode()).isEqualTo(200);
        assertThat(statistics().value("requests")).isEqualTo(0L);
        assertThat(reset("--fault sleep=1").body()).contains("sleep", "cut-right", "hang");
        assertThat(reset("--fault cut=2").body()).contains("2.0", "from 0 to 1");
        assertThat(reset("--latency soon").body()).contains("soon");
        assertThat(reset("--speed 3").body()).contains("--speed", "--latency");
        assertThat(reset("--seed").body()).contains("--seed", "needs a value");
        assertThat(reset("--retry-after later").body()).contains("later", "seconds");
    }

    private HttpResponse<String> reset(String script) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/__reset"))
                        .POST(HttpRequest.BodyPublishers.ofString(script))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void readsBodiesInChunksAndInPieces() throws Exception {
        String body = chat("s", "in pieces");
        HttpResponse<String> chunked = client.send(
                HttpRequest.newBuilder(request(body), (_, _) -> true)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(text(chunked)).contains("to: in pieces |");

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            OutputStream out = socket.getOutputStream();
            byte[] bytes = ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\ncontent-LENGTH: " + body.length()
                            + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
            for (byte each : bytes) {
                out.write(each);
                out.flush();
            }
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void servesAsAProcessAndMeasuresTheFloor(@TempDir Path directory) throws Exception {
        Path input = directory.resolve("in.jsonl");
        Files.writeString(input, "{\"instruction\":\"a\"}\n{\"instruction\":\"b\"}\n{\"instruction\":\"c\"}\n");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkEndpoint.class.getName(),
                        "--until-input-ends",
                        "--port",
                        "0",
                        "--latency",
                        "1ms")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String base = "http://127.0.0.1:" + out.readLine();
            Floor.main(new String[] {
                base + "/v1", input.toString(), directory.resolve("out.jsonl").toString(), "2"
            });

            assertThat(Files.readAllLines(directory.resolve("out.jsonl")))
                    .extracting(line -> Json.parseObject(line).text("completion"))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("to: a |"),
                            second -> assertThat(second).contains("to: b |"),
                            third -> assertThat(third).contains("to: c |"));
            HttpResponse<String> seen = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/__stats?slots=2"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(Json.parseObject(seen.body()).value("ideal_s")).isEqualTo(0.002);
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
