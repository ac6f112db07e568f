package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Anthropic, "Message Batches" of the API reference (2026). A request whose text holds `expire-me` is not asked in
/// time.
final class AnthropicBatchShape extends BatchShape {
    private static final String PATH = "/v1/messages/batches";

    @Override
    Optional<Said> answer(RecordedRequest request, Asker asker) {
        String path = request.path().replaceFirst("\\?.*", "");
        if (!path.startsWith(PATH)) {
            return Optional.empty();
        }
        String[] rest = path.substring(PATH.length()).split("/");
        if (rest.length < 2) {
            return Optional.of(request.method().equals("POST") ? submit(request, asker) : page());
        }
        Optional<Batch> batch = find(rest[1]);
        if (batch.isEmpty()) {
            return Optional.of(missing(rest[1]));
        }
        return Optional.of(
                switch (request.method() + (rest.length > 2 ? " " + rest[2] : "")) {
                    case "GET" -> {
                        batch.get().looks++;
                        yield ok(describe(batch.get()));
                    }
                    case "GET results" -> new Said(200, results(batch.get()));
                    case "POST cancel" -> {
                        batch.get().isCancelled = true;
                        yield ok(describe(batch.get()));
                    }
                    default -> missing(path);
                });
    }

    private Said submit(RecordedRequest request, Asker asker) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (Object each : list(Json.parseObject(request.body()).value("requests"))) {
            Data line = object(each);
            String id = line.text("custom_id");
            if (!id.matches("[a-zA-Z0-9_-]{1,64}") || bodies.put(id, Json.write(line.value("params"))) != null) {
                return new Said(
                        400,
                        Json.write(Map.of(
                                "type",
                                "error",
                                "error",
                                Map.of("type", "invalid_request_error", "message", "custom_id '" + id + "'"))));
            }
        }
        return ok(describe(take("msgbatch_", "", bodies, "/v1/messages", asker)));
    }

    private Said page() {
        return ok(Map.of("data", all().stream().map(this::describe).toList(), "has_more", false));
    }

    private Map<String, @Nullable Object> describe(Batch batch) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", batch.id);
        values.put("type", "message_batch");
        values.put("processing_status", batch.isOver() ? "ended" : "in_progress");
        values.put(
                "request_counts",
                Map.of(
                        "processing", batch.isOver() ? 0 : batch.bodies.size(),
                        "succeeded", batch.isOver() ? batch.bodies.size() : 0,
                        "errored", 0,
                        "canceled", 0,
                        "expired", 0));
        values.put("created_at", "2099-01-01T00:00:00Z");
        values.put("cancel_initiated_at", batch.isCancelled ? "2099-01-01T00:00:00Z" : null);
        return values;
    }

    private static String results(Batch batch) {
        StringBuilder lines = new StringBuilder();
        batch.results.forEach((id, said) -> lines.append(
                        Json.write(Map.of("custom_id", id, "result", result(batch, id, said))))
                .append('\n'));
        return lines.toString();
    }

    private static Map<String, ?> result(Batch batch, String id, Said said) {
        if (batch.isCancelled) {
            return Map.of("type", "canceled");
        }
        if (String.valueOf(batch.bodies.get(id)).contains("expire-me")) {
            return Map.of("type", "expired");
        }
        return said.status() == 200
                ? Map.of(
                        "type",
                        "succeeded",
                        "message",
                        Json.parseObject(said.body()).asMap())
                : Map.of(
                        "type",
                        "errored",
                        "error",
                        Json.parseObject(said.body()).asMap());
    }
}
