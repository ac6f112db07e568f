package dev.seedbed.model.openai;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What OpenAI's and Mistral's interfaces for batches share: a file of requests goes up, one a line, and two files
/// come down, one of answers and one of errors, in no order that has to do with that of the requests.
///
/// A line of either has `custom_id` and `response` with `status_code` and `body`, or `error`: OpenAI, API
/// reference, "Batch", "The request output object"; Mistral, "Batch inference" (both read in November 2026).
abstract class JsonLineBatches implements BatchService {
    /// OpenAI's word for a request that was not asked in time ("Batch API", "Batch expiration", 2026), and its word
    /// for one of a batch that was cancelled.
    private static final List<String> UNASKED = List.of("batch_expired", "batch_cancelled");

    final HttpCalls calls;
    private final WireFormat format;

    JsonLineBatches(HttpCalls calls, WireFormat format) {
        this.calls = calls;
        this.format = format;
    }

    @Override
    public Letter write(Request request, int seed) throws CallFailedException {
        Call call = format.write(request, seed);
        return new Letter(calls.basePath() + call.path(), call.body());
    }

    /// Uploads the requests.
    ///
    /// @return the file's id
    final String upload(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (Posted each : posted) {
            // The body is JSON already.
            lines.append("{\"custom_id\":").append(Json.write(each.id()));
            head(lines, each.letter().target());
            lines.append(",\"body\":").append(each.letter().body()).append("}\n");
        }
        return id(calls.upload("/files", Map.of("purpose", "batch"), name + ".jsonl", lines.toString(), deadline));
    }

    /// What a line has beside its id and body.
    abstract void head(StringBuilder line, String target);

    static String id(Data object) throws CallFailedException {
        return object.textIfPresent("id")
                .orElseThrow(() -> new CallFailedException(Remedy.RETRY, "the endpoint gave no id: " + object));
    }

    /// @param file null if the endpoint wrote none
    final void fetch(@Nullable Object file, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        if (file instanceof String id && !id.isEmpty()) {
            calls.lines("/files/" + Call.segment(id) + "/content", deadline, line -> {
                String posted = line.textIfPresent("custom_id").orElse("");
                Request request = asked.get(posted);
                if (request != null) {
                    taker.take(posted, outcome(line, request));
                }
            });
        }
    }

    private Outcome outcome(Data line, Request request) {
        if (line.value("response") instanceof Map<?, ?> response
                && response.get("status_code") instanceof Long status
                && response.get("body") instanceof Map<?, ?> body) {
            return calls.outcome(status.intValue(), data(body), request);
        }
        Map<?, ?> error = line.value("error") instanceof Map<?, ?> map ? map : Map.of();
        String code = String.valueOf(error.get("code"));
        String message = error.get("message") instanceof String said ? said : Json.write(line.asMap());
        return UNASKED.contains(code)
                ? new Unasked(message)
                : new Failed(new CallFailedException(Remedy.RETRY, "the batch says of the request: " + message));
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Data data(Map<?, ?> object) {
        return Data.copyOf((Map<String, ? extends @Nullable Object>) object);
    }
}
