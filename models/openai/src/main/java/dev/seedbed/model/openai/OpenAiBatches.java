package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
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

/// OpenAI's batches: API reference, "Files" and "Batch", and the guide "Batch API" (read in November 2026). A
/// batch's name stands in its `metadata`, by which it is found again among the newest.
final class OpenAiBatches extends JsonLineBatches {
    private static final int MOST_REQUESTS = 50_000;
    /// 200 MB a file, with something left for what stands around each body.
    private static final long MOST_BYTES = 150_000_000;
    private static final int PAGE = 100;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final String NAME = "seedbed-batch";

    OpenAiBatches(HttpCalls calls, WireFormat format) {
        super(calls, format);
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
    void head(StringBuilder line, String target) {
        line.append(",\"method\":\"POST\",\"url\":").append(Json.write(target));
    }

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("input_file_id", upload(name, posted, deadline));
        batch.put("endpoint", posted.getFirst().letter().target());
        batch.put("completion_window", "24h");
        batch.put("metadata", Map.of(NAME, name));
        return id(calls.post("/batches", batch, deadline));
    }

    /// The newest come first.
    @Override
    public Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException {
        long earliest = since.minus(CLOCKS_DIFFER).getEpochSecond();
        String after = "";
        while (true) {
            Data page = calls.get("/batches?limit=" + PAGE + after, deadline);
            String last = "";
            boolean isOlder = false;
            for (Object each : page.value("data") instanceof List<?> list ? list : List.of()) {
                if (!(each instanceof Map<?, ?> batch) || !(batch.get("id") instanceof String id)) {
                    continue;
                }
                if (batch.get("metadata") instanceof Map<?, ?> metadata && name.equals(metadata.get(NAME))) {
                    return new Found(id);
                }
                isOlder |= batch.get("created_at") instanceof Long created && created < earliest;
                last = id;
            }
            if (isOlder || last.isEmpty() || !Boolean.TRUE.equals(page.value("has_more"))) {
                return new Absent();
            }
            after = "&after=" + Call.segment(last);
        }
    }

    @Override
    public Status look(String id, Duration deadline) throws CallFailedException, InterruptedException {
        Data batch = calls.get(path(id), deadline);
        return switch (batch.textIfPresent("status").orElse("")) {
            case "completed", "expired" -> new Ended(false);
            case "cancelled" -> new Ended(true);
            case "failed" -> refused(batch);
            default -> new Running();
        };
    }

    /// `token_limit_exceeded`: more tokens wait already than the account may have waiting.
    private static Refused refused(Data batch) {
        String why = batch.value("errors") instanceof Map<?, ?> errors ? Json.write(errors.get("data")) : "";
        boolean isNoRequestsFault = batch.value("errors") instanceof Map<?, ?> errors
                && errors.get("data") instanceof List<?> data
                && data.stream().anyMatch(each -> each instanceof Map<?, ?> error && ErrorBody.blamesAccount(error));
        return new Refused(
                why.isEmpty() ? "it failed" : why,
                why.contains("token_limit_exceeded"),
                isNoRequestsFault ? Remedy.STOP_RUN : Remedy.GIVE_UP);
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        Data batch = calls.get(path(id), deadline);
        fetch(batch.value("output_file_id"), asked, taker, deadline);
        fetch(batch.value("error_file_id"), asked, taker, deadline);
    }

    @Override
    public void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException {
        if (look(id, deadline) instanceof Running) {
            calls.post(path(id) + "/cancel", Map.of(), deadline);
        }
    }

    private static String path(String id) {
        return "/batches/" + Call.segment(id);
    }
}
