package dev.seedbed.model.hosted;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.HttpCalls;
import dev.seedbed.model.http.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Anthropic's Message Batches: API reference, "Create", "Retrieve", "List", "Cancel a Message Batch" and "Retrieve
/// Message Batch results", and the guide "Batch processing" (read in November 2026).
///
/// A batch has no name there. So one of which no id came is looked for among those made since, of as many requests;
/// whose results begin with our ids, it is. As long as one of those has not ended, it cannot be told.
final class AnthropicBatches implements BatchService {
    private static final int MOST_REQUESTS = 100_000;
    /// 256 MB, with something left for what stands around each body.
    private static final long MOST_BYTES = 200_000_000;
    private static final int PAGE = 100;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final String BATCHES = "/v1/messages/batches";
    private static final List<String> COUNTS = List.of("processing", "succeeded", "errored", "canceled", "expired");

    private final HttpCalls calls;
    private final WireFormat format;

    AnthropicBatches(HttpCalls calls, WireFormat format) {
        this.calls = calls;
        this.format = format;
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
        Call call = format.write(request, seed);
        return new Letter(call.path(), call.body());
    }

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        StringBuilder body = new StringBuilder("{\"requests\":[");
        for (Posted each : posted) {
            body.append(body.length() > 13 ? "," : "")
                    .append("{\"custom_id\":\"")
                    .append(each.id())
                    .append("\",\"params\":")
                    .append(each.letter().body())
                    .append('}');
        }
        Data batch = calls.post(BATCHES, body.append("]}").toString(), deadline);
        return batch.textIfPresent("id")
                .orElseThrow(() -> new CallFailedException(Remedy.RETRY, "the endpoint gave no id: " + batch));
    }

    /// The newest come first.
    @Override
    public Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException {
        Instant earliest = since.minus(CLOCKS_DIFFER);
        boolean isUnsure = false;
        String after = "";
        while (true) {
            Data page = calls.get(BATCHES + "?limit=" + PAGE + after, deadline);
            String last = "";
            for (Object each : page.value("data") instanceof List<?> list ? list : List.of()) {
                if (!(each instanceof Map<?, ?> batch) || !(batch.get("id") instanceof String id)) {
                    continue;
                }
                if (created(batch.get("created_at")).isBefore(earliest)) {
                    return isUnsure ? new Unsure() : new Absent();
                }
                last = id;
                if (count(batch.get("request_counts")) == requests) {
                    if (!"ended".equals(batch.get("processing_status"))) {
                        isUnsure = true;
                    } else if (isOurs(id, name, deadline)) {
                        return new Found(id);
                    }
                }
            }
            if (last.isEmpty() || !Boolean.TRUE.equals(page.value("has_more"))) {
                return isUnsure ? new Unsure() : new Absent();
            }
            after = "&after_id=" + Call.segment(last);
        }
    }

    private static Instant created(@Nullable Object text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            return Instant.MAX;
        }
    }

    private static long count(@Nullable Object counts) {
        return counts instanceof Map<?, ?> map
                ? COUNTS.stream()
                        .mapToLong(name -> map.get(name) instanceof Long number ? number : 0)
                        .sum()
                : 0;
    }

    private boolean isOurs(String id, String name, Duration deadline) throws CallFailedException, InterruptedException {
        boolean[] isOurs = {false};
        calls.lines(
                path(id) + "/results",
                deadline,
                line -> isOurs[0] |= line.textIfPresent("custom_id").orElse("").startsWith(name + "-"));
        return isOurs[0];
    }

    @Override
    public Status look(String id, Duration deadline) throws CallFailedException, InterruptedException {
        Data batch = calls.get(path(id), deadline);
        return batch.textIfPresent("processing_status").orElse("").equals("ended")
                ? new Ended(batch.value("cancel_initiated_at") != null)
                : new Running();
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        calls.lines(path(id) + "/results", deadline, line -> {
            String posted = line.textIfPresent("custom_id").orElse("");
            Request request = asked.get(posted);
            if (request != null && line.value("result") instanceof Map<?, ?> result) {
                taker.take(posted, outcome(result, request));
            }
        });
    }

    private Outcome outcome(Map<?, ?> result, Request request) {
        return switch (String.valueOf(result.get("type"))) {
            case "succeeded" -> calls.outcome(200, data(result.get("message")), request);
            case "errored" -> {
                Data error = data(result.get("error"));
                // The error response as a whole, or what stands inside it.
                Data whole = error.has("error") ? error : Data.of("error", error.asMap());
                yield calls.outcome(status(whole), whole, request);
            }
            case "expired" -> new Unasked("it was not asked within the time that the batch had");
            case "canceled" -> new Unasked("its batch was cancelled first");
            default -> new Failed(new CallFailedException(Remedy.RETRY, "the batch says of the request: " + result));
        };
    }

    /// The status that the error has when it comes alone: API reference, "Errors".
    private static int status(Data whole) {
        Object type = whole.value("error") instanceof Map<?, ?> error ? error.get("type") : null;
        return switch (String.valueOf(type)) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Data data(@Nullable Object value) {
        return value instanceof Map<?, ?> object
                ? Data.copyOf((Map<String, ? extends @Nullable Object>) object)
                : Data.empty();
    }

    @Override
    public void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException {
        if (look(id, deadline) instanceof Running) {
            calls.post(path(id) + "/cancel", Map.of(), deadline);
        }
    }

    private static String path(String id) {
        return BATCHES + "/" + Call.segment(id);
    }
}
