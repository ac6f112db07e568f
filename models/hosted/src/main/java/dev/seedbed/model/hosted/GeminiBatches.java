package dev.seedbed.model.hosted;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.HttpCalls;
import dev.seedbed.model.http.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gemini's batches of inlined requests: API reference, "Batch API" (`batchGenerateContent`, `batches`), and the
/// guide of that name (read in November 2026). A batch's name is its `displayName`, a request's id the `key` of its
/// `metadata`.
///
/// The reference says that responses come back in the order of the requests; some have seen them come without their
/// metadata. Such a response is not guessed at: it counts as one that nothing was said of. Requests are inlined, so
/// that a batch takes 20 MB; files of 2 GB are not used.
final class GeminiBatches implements BatchService {
    private static final int MOST_REQUESTS = 50_000;
    /// 20 MB, with something left for what stands around each body.
    private static final long MOST_BYTES = 15_000_000;
    private static final int PAGE = 100;

    private final HttpCalls calls;
    private final WireFormat format;
    private final String model;

    GeminiBatches(HttpCalls calls, WireFormat format, String model) {
        this.calls = calls;
        this.format = format;
        this.model = model;
    }

    @Override
    public int mostRequests() {
        return MOST_REQUESTS;
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public Letter write(Request request, int seed) throws CallFailedException {
        return new Letter("", format.write(request, seed).body());
    }

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        StringBuilder body = new StringBuilder("{\"batch\":{\"display_name\":\"")
                .append(name)
                .append("\",\"input_config\":{\"requests\":{\"requests\":[");
        String comma = "";
        for (Posted each : posted) {
            body.append(comma)
                    .append("{\"request\":")
                    .append(each.letter().body())
                    .append(",\"metadata\":{\"key\":\"")
                    .append(each.id())
                    .append("\"}}");
            comma = ",";
        }
        Data operation = calls.post(
                "/models/" + Call.segment(model) + ":batchGenerateContent",
                body.append("]}}}}").toString(),
                deadline);
        return operation
                .textIfPresent("name")
                .orElseThrow(() -> new CallFailedException(Remedy.RETRY, "the endpoint gave no name: " + operation));
    }

    @Override
    public Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException {
        String next = "";
        do {
            Data page = calls.get(
                    "/batches?pageSize=" + PAGE + (next.isEmpty() ? "" : "&pageToken=" + Call.segment(next)), deadline);
            for (Object each : page.value("operations") instanceof List<?> list ? list : List.of()) {
                if (each instanceof Map<?, ?> operation
                        && operation.get("metadata") instanceof Map<?, ?> batch
                        && name.equals(batch.get("displayName"))) {
                    return new Found(String.valueOf(operation.get("name")));
                }
            }
            next = page.textIfPresent("nextPageToken").orElse("");
        } while (!next.isEmpty());
        return new Absent();
    }

    /// The reference calls the states `BATCH_STATE_...`, the libraries `JOB_STATE_...`.
    @Override
    public Status look(String id, Duration deadline) throws CallFailedException, InterruptedException {
        Data operation = calls.get(path(id), deadline);
        Map<?, ?> batch = object(operation.value("metadata"));
        String state = String.valueOf(batch.get("state")).replaceFirst("^.*_STATE_", "");
        return switch (state) {
            case "SUCCEEDED", "EXPIRED" -> new Ended(false);
            case "CANCELLED" -> new Ended(true);
            case "FAILED" -> new Refused(Json.write(operation.value("error")), false);
            default -> Boolean.TRUE.equals(operation.value("done")) ? new Ended(false) : new Running();
        };
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        Data operation = calls.get(path(id), deadline);
        Map<?, ?> batch = object(operation.value("metadata"));
        if (String.valueOf(batch.get("state")).endsWith("EXPIRED")) {
            for (String posted : asked.keySet()) {
                taker.take(posted, new Unasked("it was not asked within the time that the batch had"));
            }
            return;
        }
        for (Object each : responses(operation, batch)) {
            Map<?, ?> response = object(each);
            String posted = String.valueOf(object(response.get("metadata")).get("key"));
            Request request = asked.get(posted);
            if (request != null) {
                taker.take(posted, outcome(response, request));
            }
        }
    }

    /// Where they stand differs between the reference (`output`) and what operations have given (`response`).
    private static List<?> responses(Data operation, Map<?, ?> batch) {
        Map<?, ?> response = object(operation.value("response"));
        for (Map<?, ?> place : List.of(response, object(response.get("output")), object(batch.get("output")))) {
            if (object(place.get("inlinedResponses")).get("inlinedResponses") instanceof List<?> list) {
                return list;
            }
        }
        return List.of();
    }

    /// An error is a `google.rpc.Status`, whose code is the HTTP status, or gRPC's.
    private Outcome outcome(Map<?, ?> response, Request request) {
        if (response.get("error") instanceof Map<?, ?> error) {
            return calls.outcome(status(error), Data.of("error", error), request);
        }
        return calls.outcome(200, data(response.get("response")), request);
    }

    /// Google, `google/rpc/code.proto`, which names the HTTP status of each code (2026).
    private static int status(Map<?, ?> error) {
        long code = error.get("code") instanceof Long number ? number : 13;
        return code >= 100
                ? (int) code
                : switch ((int) code) {
                    case 3, 9, 11 -> 400;
                    case 16 -> 401;
                    case 7 -> 403;
                    case 5 -> 404;
                    case 8 -> 429;
                    case 14 -> 503;
                    case 4 -> 504;
                    default -> 500;
                };
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Data data(@Nullable Object value) {
        return Data.copyOf((Map<String, ? extends @Nullable Object>) new LinkedHashMap<>(object(value)));
    }

    @Override
    public void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException {
        if (look(id, deadline) instanceof Running) {
            calls.post(path(id) + ":cancel", Map.of(), deadline);
        }
    }

    /// Names are like `batches/123`.
    private static String path(String id) {
        return id.startsWith("batches/") ? "/" + id : "/batches/" + Call.segment(id);
    }
}
