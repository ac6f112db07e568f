package dev.seedbed.testkit.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final BenchmarkEndpoint endpoint = BenchmarkEndpoint.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        endpoint.close();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(endpoint.baseUri() + path))
                        .header(
                                "Content-Type",
                                body.startsWith("--") ? "multipart/form-data; boundary=b-b" : "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Data json(String method, String path, String body) throws IOException, InterruptedException {
        return Json.parseObject(call(method, path, body).body());
    }

    private Data upload(String lines) throws IOException, InterruptedException {
        return json(
                "POST",
                "/files",
                "--b-b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
                        + "--b-b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.jsonl\"\r\n"
                        + "Content-Type: application/jsonl\r\n\r\n" + lines + "\r\n--b-b--\r\n");
    }

    private Data submit(String lines) throws IOException, InterruptedException {
        return json(
                "POST",
                "/batches",
                Json.write(Map.of(
                        "input_file_id",
                        upload(lines).text("id"),
                        "endpoint",
                        "/v1/chat/completions",
                        "completion_window",
                        "24h",
                        "metadata",
                        Map.of("run", "r"))));
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(Json.write(Map.of(
                            "custom_id",
                            "id-" + i,
                            "method",
                            "POST",
                            "url",
                            "/v1/chat/completions",
                            "body",
                            Map.of("messages", List.of(Map.of("role", "user", "content", "r\u00f6w " + i))))))
                    .append('\n');
        }
        return lines.toString();
    }

    private List<Data> content(Data batch, String file) throws IOException, InterruptedException {
        return call("GET", "/files/" + batch.text(file) + "/content", "")
                .body()
                .lines()
                .map(Json::parseObject)
                .toList();
    }

    private static Data inner(Data data, String column) {
        return Json.parseObject(Json.write(data.value(column)));
    }

    @Test
    void answersEveryRequestUnderItsIdInAnotherOrder() throws Exception {
        endpoint.reset("--fault", "status-500=0.1");
        Data batch = submit(lines(200));

        assertThat(batch.text("status")).isEqualTo("completed");
        assertThat(inner(batch, "metadata").text("run")).isEqualTo("r");
        List<Data> answers = content(batch, "output_file_id");
        List<Data> errors = content(batch, "error_file_id");
        assertThat(answers.size() + errors.size()).isEqualTo(200);
        assertThat(errors).hasSizeBetween(8, 35);
        assertThat(inner(batch, "request_counts").value("failed")).isEqualTo((long) errors.size());
        assertThat(errors)
                .allSatisfy(line ->
                        assertThat(inner(line, "response").value("status_code")).isEqualTo(500L));
        List<String> ids = answers.stream().map(line -> line.text("custom_id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> Integer.parseInt(id.substring(3))).toList())
                .isNotEqualTo(ids.stream()
                        .map(id -> Integer.parseInt(id.substring(3)))
                        .sorted()
                        .toList());
        assertThat(answers)
                .allSatisfy(line -> assertThat(Json.write(line.value("response")))
                        .contains("to: r\u00f6w " + line.text("custom_id").substring(3) + " |", "\"status_code\":200"));
    }

    @Test
    void takesItsTimeAndCanBeCancelled() throws Exception {
        endpoint.reset("--batch-time", "60s");
        Data batch = submit(lines(20));
        String path = "/batches/" + batch.text("id");

        assertThat(batch.text("status")).isEqualTo("in_progress");
        assertThat(batch.value("output_file_id")).isNull();
        assertThat(json("POST", path + "/cancel", "").text("status")).isEqualTo("cancelling");
        assertThat(json("GET", path, "").text("status")).isEqualTo("cancelled");
        assertThat(call("POST", path + "/cancel", "").statusCode()).isEqualTo(400);
    }

    @Test
    void listsTheNewestFirstInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            submit(lines(1));
        }
        Data first = json("GET", "/batches?limit=2", "");
        Data second = json("GET", "/batches?limit=2&after=batch_2", "");

        assertThat(first.value("has_more")).isEqualTo(true);
        assertThat(Json.write(first.value("data")))
                .contains("batch_3", "batch_2")
                .doesNotContain("batch_1");
        assertThat(Json.write(second.value("data"))).contains("batch_1").doesNotContain("batch_2");
    }

    @Test
    void keepsFilesUntilTheyAreDeleted() throws Exception {
        Data file = upload(lines(2));

        assertThat(file.text("filename")).isEqualTo("rows.jsonl");
        assertThat(file.text("purpose")).isEqualTo("batch");
        assertThat(call("GET", "/files/" + file.text("id") + "/content", "").body())
                .isEqualTo(lines(2));
        assertThat(json("DELETE", "/files/" + file.text("id"), "").value("deleted"))
                .isEqualTo(true);
        assertThat(call("GET", "/files/" + file.text("id"), "").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoBatch() throws Exception {
        assertThat(call("POST", "/batches", "{}").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/batches", "none").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/files", "none").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/batches/batch_9", "").statusCode()).isEqualTo(404);
        assertThat(submit(lines(1) + lines(1)).text("status")).isEqualTo("failed");
        assertThat(Json.write(submit("nonsense").value("errors"))).contains("nonsense");
    }

    @Test
    void countsWhatIsSubmittedTwice() throws Exception {
        submit(lines(5));
        submit(lines(5));

        Data seen = Json.parseObject(endpoint.statistics(1));
        assertThat(seen.value("batches")).isEqualTo(2L);
        assertThat(seen.value("batch_requests")).isEqualTo(10L);
        assertThat(seen.value("most_of_one_body")).isEqualTo(2L);
        assertThat(seen.value("asked_again_after_answer")).isEqualTo(5L);
    }

    @Test
    void countsHowOftenABatchWasSeenToBeOverBeforeItsResultsWereFetched() throws Exception {
        Data batch = submit(lines(3));
        json("GET", "/batches/" + batch.text("id"), "");
        json("GET", "/batches/" + batch.text("id"), "");
        content(batch, "output_file_id");

        assertThat(Json.parseObject(endpoint.statistics(1)).value("batch_looks_when_over"))
                .isEqualTo(2L);
    }
}
