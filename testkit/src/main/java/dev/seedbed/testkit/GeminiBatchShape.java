package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gemini API, "Batch API" (2026), with requests inlined.
final class GeminiBatchShape extends BatchShape {
    private static final String SUBMIT = ":batchGenerateContent";

    @Override
    Optional<Said> answer(RecordedRequest request, Asker asker) {
        String path = request.path().replaceFirst("\\?.*", "").replaceFirst("^/v1beta", "");
        if (path.endsWith(SUBMIT)) {
            return Optional.of(submit(path.substring(0, path.length() - SUBMIT.length()), request, asker));
        }
        if (path.equals("/batches")) {
            return Optional.of(
                    ok(Map.of("operations", all().stream().map(this::describe).toList())));
        }
        if (!path.startsWith("/batches/")) {
            return Optional.empty();
        }
        String[] parts = path.substring(1).split(":");
        Optional<Batch> batch = find(parts[0]);
        if (batch.isEmpty()) {
            return Optional.of(missing(parts[0]));
        }
        if (parts.length > 1) {
            batch.get().isCancelled = true;
            return Optional.of(ok(Map.of()));
        }
        batch.get().looks++;
        return Optional.of(ok(describe(batch.get())));
    }

    private Said submit(String model, RecordedRequest request, Asker asker) {
        Data batch = object(Json.parseObject(request.body()).value("batch"));
        Data config = object(batch.value("input_config"));
        Map<String, String> bodies = new LinkedHashMap<>();
        for (Object each : list(object(config.value("requests")).value("requests"))) {
            Data line = object(each);
            bodies.put(object(line.value("metadata")).text("key"), Json.write(line.value("request")));
        }
        return ok(describe(
                take("batches/", batch.text("display_name"), bodies, "/v1beta" + model + ":generateContent", asker)));
    }

    private Map<String, @Nullable Object> describe(Batch batch) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", batch.id);
        String state = batch.isCancelled ? "CANCELLED" : batch.isOver() ? "SUCCEEDED" : "RUNNING";
        values.put("metadata", Map.of("name", batch.id, "displayName", batch.name, "state", "BATCH_STATE_" + state));
        if (batch.isOver()) {
            values.put("done", true);
            values.put("response", Map.of("inlinedResponses", Map.of("inlinedResponses", responses(batch))));
        }
        return values;
    }

    private static List<Map<String, ?>> responses(Batch batch) {
        List<Map<String, ?>> responses = new ArrayList<>();
        if (!batch.isCancelled) {
            batch.results.forEach((id, said) -> responses.add(
                    said.status() == 200
                            ? Map.of(
                                    "metadata", Map.of("key", id),
                                    "response", Json.parseObject(said.body()).asMap())
                            : Map.of("metadata", Map.of("key", id), "error", error(said))));
        }
        return responses;
    }

    private static Object error(Said said) {
        Object error = Json.parseObject(said.body()).value("error");
        return error == null ? Map.of("code", said.status(), "message", "scripted") : error;
    }
}
