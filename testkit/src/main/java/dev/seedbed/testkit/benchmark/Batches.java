package dev.seedbed.testkit.benchmark;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// OpenAI's files and batches (API reference, "Files" and "Batch"): a file of requests is uploaded, a batch made of
/// it, asked after until it is `completed`, and its two files fetched, one of answers and one of errors.
///
/// The results come in an order that has nothing to do with that of the requests. A row's fault is the one that it
/// would have online; faults that leave no reply become a 500 in the file of errors. A batch that is cancelled ends
/// with what was done by then. A file with a line that is no request, or with one `custom_id` twice, fails as a
/// whole.
final class Batches {
    private record StoredFile(String id, String name, String purpose, String content, long created) {}

    private record Result(long order, String line, boolean isError) {}

    private static final class Batch {
        final String id;
        final Data asked;
        final List<Result> results;
        final List<String> problems;
        final long start;
        final long created;
        long cancelledAt = Long.MAX_VALUE;

        @Nullable
        String outputFile;

        @Nullable
        String errorFile;

        boolean isOver;
        int looksWhenOver;

        Batch(String id, Data asked, List<Result> results, List<String> problems, long start, long created) {
            this.id = id;
            this.asked = asked;
            this.results = results;
            this.problems = problems;
            this.start = start;
            this.created = created;
        }
    }

    private final EndpointScript script;
    private final Clock clock;
    private final Desk desk;
    private final Statistics statistics;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private int fileNumber;

    Batches(EndpointScript script, Clock clock, Desk desk, Statistics statistics) {
        this.script = script;
        this.clock = clock;
        this.desk = desk;
        this.statistics = statistics;
    }

    HttpReply answer(HttpRequest request, long now) {
        String[] parts = request.path().split("/");
        String id = parts.length > 3 ? parts[3] : "";
        String action = request.method() + " " + parts[2] + (id.isEmpty() ? "" : "/ID")
                + (parts.length > 4 ? "/" + parts[4] : "");
        for (Batch batch : batches.values()) {
            finish(batch, now);
        }
        return switch (action) {
            case "POST files" -> upload(request);
            case "GET files/ID" -> file(id).map(file -> ok(describe(file))).orElseGet(() -> missing(id));
            case "GET files/ID/content" -> file(id).map(this::content).orElseGet(() -> missing(id));
            case "DELETE files/ID" ->
                files.remove(id) == null ? missing(id) : ok(Map.of("id", id, "object", "file", "deleted", true));
            case "POST batches" -> submit(request, now);
            case "GET batches" -> list(request, now);
            case "GET batches/ID" ->
                batch(id).map(batch -> lookedAt(batch, now)).orElseGet(() -> missing(id));
            case "POST batches/ID/cancel" ->
                batch(id).map(batch -> cancel(batch, now)).orElseGet(() -> missing(id));
            default -> HttpReply.json(404, "", Desk.error("no such call: " + action, "scripted", "not_found"));
        };
    }

    private Optional<StoredFile> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    private Optional<Batch> batch(String id) {
        return Optional.ofNullable(batches.get(id));
    }

    private static HttpReply ok(Map<String, ? extends @Nullable Object> body) {
        return HttpReply.json(200, "", Json.write(body));
    }

    private static HttpReply missing(String id) {
        return HttpReply.json(404, "", Desk.error("there is no '" + id + "'", "invalid_request_error", "not_found"));
    }

    private static HttpReply wrong(String message) {
        return HttpReply.json(400, "", Desk.error(message, "invalid_request_error", "bad_request"));
    }

    private HttpReply lookedAt(Batch batch, long now) {
        batch.looksWhenOver += batch.isOver ? 1 : 0;
        return ok(describe(batch, now));
    }

    private HttpReply content(StoredFile file) {
        for (Batch batch : batches.values()) {
            if (file.id().equals(batch.outputFile) || file.id().equals(batch.errorFile)) {
                statistics.fetched(batch.looksWhenOver);
            }
        }
        return HttpReply.of(200, "application/octet-stream", "", file.content().getBytes(StandardCharsets.UTF_8));
    }

    private HttpReply upload(HttpRequest request) {
        Map<String, String> parts = Multipart.read(request);
        String content = parts.get("file");
        return content == null
                ? wrong("the form has no 'file'")
                : ok(describe(store(
                        parts.getOrDefault("file name", "file"), parts.getOrDefault("purpose", "batch"), content)));
    }

    private StoredFile store(String name, String purpose, String content) {
        StoredFile file = new StoredFile("file-" + ++fileNumber, name, purpose, content, epochSeconds());
        files.put(file.id(), file);
        return file;
    }

    private static Map<String, Object> describe(StoredFile file) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", file.id());
        values.put("object", "file");
        values.put("bytes", file.content().getBytes(StandardCharsets.UTF_8).length);
        values.put("created_at", file.created());
        values.put("filename", file.name());
        values.put("purpose", file.purpose());
        values.put("status", "processed");
        return values;
    }

    private HttpReply submit(HttpRequest request, long now) {
        Data asked;
        try {
            asked = Json.parseObject(request.text());
        } catch (JsonException e) {
            return wrong("not a JSON object: " + e.getMessage());
        }
        StoredFile input = files.get(asked.textIfPresent("input_file_id").orElse(""));
        if (input == null) {
            return wrong("input_file_id names no file");
        }
        statistics.submitted();
        List<Result> results = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String line : input.content().lines().toList()) {
            try {
                Data each = Json.parseObject(line);
                if (!ids.add(each.text("custom_id"))) {
                    problems.add("custom_id '" + each.text("custom_id") + "' is there twice");
                }
                results.add(result(each));
            } catch (RuntimeException e) {
                problems.add("not a request: " + line);
            }
        }
        results.sort(Comparator.comparingLong(Result::order));
        Batch batch = new Batch("batch_" + (batches.size() + 1), asked, results, problems, now, epochSeconds());
        batches.put(batch.id, batch);
        finish(batch, now);
        return ok(describe(batch, now));
    }

    private Result result(Data line) {
        byte[] body = Json.write(line.value("body")).getBytes(StandardCharsets.UTF_8);
        long hash = Mix.hash(body, 0, body.length);
        statistics.arrivedInBatch(hash);
        HttpReply reply = desk.inBatch(body, line.text("url").endsWith("/chat/completions"));
        boolean isError = reply.status() != 200;
        statistics.repliedInBatch(hash, !isError);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("status_code", reply.status());
        response.put("request_id", "request-" + Long.toHexString(hash));
        response.put("body", Json.parse(new String(reply.body(), StandardCharsets.UTF_8)));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", "batch_req_" + Long.toHexString(hash));
        values.put("custom_id", line.text("custom_id"));
        values.put("response", response);
        values.put("error", null);
        return new Result(Mix.of(script.seed(), hash, 2), Json.write(values), isError);
    }

    /// Writes the files of a batch whose time has come.
    private void finish(Batch batch, long now) {
        if (batch.isOver || (now < end(batch) && batch.cancelledAt == Long.MAX_VALUE)) {
            return;
        }
        batch.isOver = true;
        batch.outputFile = results(batch, now, false);
        batch.errorFile = results(batch, now, true);
    }

    private @Nullable String results(Batch batch, long now, boolean errors) {
        StringBuilder content = new StringBuilder();
        for (Result result : batch.results.subList(0, done(batch, now))) {
            if (result.isError() == errors) {
                content.append(result.line()).append('\n');
            }
        }
        return content.isEmpty()
                ? null
                : store(batch.id + (errors ? "_error.jsonl" : "_output.jsonl"), "batch_output", content.toString())
                        .id();
    }

    private long end(Batch batch) {
        return batch.start + script.batchTime().toNanos();
    }

    /// How many requests have their result.
    private int done(Batch batch, long now) {
        if (!batch.problems.isEmpty()) {
            return 0;
        }
        long until = Math.min(now, batch.cancelledAt);
        return until >= end(batch)
                ? batch.results.size()
                : (int) (batch.results.size()
                        * (until - batch.start)
                        / script.batchTime().toNanos());
    }

    private HttpReply cancel(Batch batch, long now) {
        if (batch.isOver) {
            return wrong("batch '" + batch.id + "' is over and cannot be cancelled");
        }
        batch.cancelledAt = now;
        Map<String, @Nullable Object> values = describe(batch, now);
        values.put("status", "cancelling");
        return ok(values);
    }

    private HttpReply list(HttpRequest request, long now) {
        int limit = Integer.parseInt(request.parameter("limit", "20"));
        String after = request.parameter("after", "");
        // The newest first.
        List<Batch> all = new ArrayList<>(batches.values()).reversed();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).id.equals(after) ? i + 1 : from;
        }
        List<Map<String, @Nullable Object>> page = all.subList(from, Math.min(all.size(), from + limit)).stream()
                .map(batch -> describe(batch, now))
                .toList();
        return ok(Map.of("object", "list", "data", page, "has_more", from + limit < all.size()));
    }

    private Map<String, @Nullable Object> describe(Batch batch, long now) {
        int done = done(batch, now);
        int failed = (int)
                batch.results.subList(0, done).stream().filter(Result::isError).count();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", batch.id);
        values.put("object", "batch");
        values.put("endpoint", batch.asked.value("endpoint"));
        values.put("errors", batch.problems.isEmpty() ? null : problems(batch));
        values.put("input_file_id", batch.asked.value("input_file_id"));
        values.put("completion_window", batch.asked.value("completion_window"));
        values.put("status", status(batch));
        values.put("output_file_id", batch.outputFile);
        values.put("error_file_id", batch.errorFile);
        values.put("created_at", batch.created);
        values.put("expires_at", batch.created + Duration.ofHours(24).toSeconds());
        values.put(
                "request_counts", Map.of("total", batch.results.size(), "completed", done - failed, "failed", failed));
        values.put("metadata", batch.asked.value("metadata"));
        return values;
    }

    private static String status(Batch batch) {
        if (!batch.problems.isEmpty()) {
            return "failed";
        }
        if (batch.isOver) {
            return batch.cancelledAt == Long.MAX_VALUE ? "completed" : "cancelled";
        }
        return "in_progress";
    }

    private static Map<String, Object> problems(Batch batch) {
        return Map.of(
                "object",
                "list",
                "data",
                batch.problems.stream()
                        .map(message -> Map.of("code", "invalid_line", "message", message))
                        .toList());
    }

    private long epochSeconds() {
        return clock.instant().getEpochSecond();
    }
}
