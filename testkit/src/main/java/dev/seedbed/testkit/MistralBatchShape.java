package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Mistral, "Batch" and "Files" of the API reference (2026).
final class MistralBatchShape extends BatchShape {
    private final Map<String, String> files = new HashMap<>();

    @Override
    synchronized Optional<Said> answer(RecordedRequest request, Asker asker) {
        String path = request.path().replaceFirst("\\?.*", "").replaceFirst("^/v1", "");
        String[] parts = path.substring(1).split("/");
        if (path.startsWith("/files")) {
            return Optional.of(request.method().equals("POST") ? upload(request) : file(parts[1]));
        }
        if (!path.startsWith("/batch/jobs")) {
            return Optional.empty();
        }
        if (parts.length == 2) {
            return Optional.of(
                    request.method().equals("POST")
                            ? submit(request, asker)
                            : ok(Map.of(
                                    "data", all().stream().map(this::describe).toList())));
        }
        Optional<Batch> batch = find(parts[2]);
        if (batch.isEmpty()) {
            return Optional.of(missing(parts[2]));
        }
        if (parts.length > 3) {
            batch.get().isCancelled = true;
        }
        batch.get().looks++;
        return Optional.of(ok(describe(batch.get())));
    }

    private Said upload(RecordedRequest request) {
        String form = request.body();
        if (!form.contains("name=\"purpose\"\r\n\r\nbatch\r\n")) {
            return new Said(422, "{\"message\":\"purpose\"}");
        }
        int start = form.indexOf("\r\n\r\n", form.indexOf("filename=")) + 4;
        String id = "file-" + (files.size() + 1);
        files.put(id, form.substring(start, form.indexOf("\r\n--", start)));
        return ok(Map.of("id", id, "object", "file"));
    }

    private Said file(String id) {
        String content = files.get(id);
        return content == null ? missing(id) : new Said(200, content);
    }

    private Said submit(RecordedRequest request, Asker asker) {
        Data job = Json.parseObject(request.body());
        Map<String, String> bodies = new LinkedHashMap<>();
        String input = String.valueOf(
                files.get(String.valueOf(list(job.value("input_files")).getFirst())));
        input.lines()
                .filter(line -> !line.isBlank())
                .map(Json::parseObject)
                .forEach(line -> bodies.put(line.text("custom_id"), Json.write(line.value("body"))));
        Batch batch =
                take("job-", object(job.value("metadata")).text("seedbed-batch"), bodies, job.text("endpoint"), asker);
        StringBuilder output = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        batch.results.forEach((id, said) -> (said.status() == 200 ? output : errors)
                .append(Json.write(line(id, said)))
                .append('\n'));
        files.put(batch.id + "-output", output.toString());
        files.put(batch.id + "-errors", errors.toString());
        return ok(describe(batch));
    }

    private static Map<String, @Nullable Object> line(String id, Said said) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", "batch-" + id);
        line.put("custom_id", id);
        line.put(
                "response",
                Map.of(
                        "status_code",
                        said.status(),
                        "body",
                        Json.parseObject(said.body()).asMap()));
        line.put("error", null);
        return line;
    }

    private Map<String, @Nullable Object> describe(Batch batch) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", batch.id);
        values.put("object", "batch");
        values.put("status", batch.isCancelled ? "CANCELLED" : batch.isOver() ? "SUCCESS" : "RUNNING");
        values.put("metadata", Map.of("seedbed-batch", batch.name));
        values.put("output_file", batch.isOver() ? batch.id + "-output" : null);
        values.put("error_file", batch.isOver() ? batch.id + "-errors" : null);
        return values;
    }
}
