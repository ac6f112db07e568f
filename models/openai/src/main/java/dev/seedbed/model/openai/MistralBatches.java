package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.HttpCalls;
import dev.seedbed.model.http.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Mistral's batch jobs: API reference, "Batch" (`/v1/batch/jobs`) and "Files", and the guide "Batch inference"
/// (read in November 2026). A job's name stands in its `metadata`. The model is the job's, not the request's.
///
/// How long jobs and their files are kept, and what a line of a request that was not asked in time says, the
/// reference does not tell: such a request counts as one that nothing was said of.
final class MistralBatches extends JsonLineBatches {
    /// A million a workspace, all jobs together, by the guide.
    private static final int MOST_REQUESTS = 100_000;

    private static final long MOST_BYTES = 150_000_000;
    private static final int PAGE = 100;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final String NAME = "seedbed-batch";

    private final String model;

    MistralBatches(HttpCalls calls, WireFormat format, String model) {
        super(calls, format);
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
    void head(StringBuilder line, String target) {}

    @Override
    public String submit(String name, List<Posted> posted, Duration deadline)
            throws CallFailedException, InterruptedException {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("input_files", List.of(upload(name, posted, deadline)));
        job.put("model", model);
        job.put("endpoint", posted.getFirst().letter().target());
        job.put("metadata", Map.of(NAME, name));
        return id(calls.post("/batch/jobs", job, deadline));
    }

    @Override
    public Search find(String name, int requests, Instant since, Duration deadline)
            throws CallFailedException, InterruptedException {
        String after = Call.segment(
                since.minus(CLOCKS_DIFFER).truncatedTo(ChronoUnit.SECONDS).toString());
        for (int number = 0; ; number++) {
            Data page = calls.get(
                    "/batch/jobs?created_after=" + after + "&page_size=" + PAGE + "&page=" + number, deadline);
            List<?> jobs = page.value("data") instanceof List<?> list ? list : List.of();
            for (Object each : jobs) {
                if (each instanceof Map<?, ?> job
                        && job.get("metadata") instanceof Map<?, ?> metadata
                        && name.equals(metadata.get(NAME))) {
                    return new Found(String.valueOf(job.get("id")));
                }
            }
            if (jobs.size() < PAGE) {
                return new Absent();
            }
        }
    }

    @Override
    public Status look(String id, Duration deadline) throws CallFailedException, InterruptedException {
        Data job = calls.get(path(id), deadline);
        return switch (job.textIfPresent("status").orElse("")) {
            case "SUCCESS", "TIMEOUT_EXCEEDED" -> new Ended(false);
            case "CANCELLED" -> new Ended(true);
            case "FAILED" -> hasFile(job) ? new Ended(false) : new Refused(Json.write(job.value("errors")), false);
            default -> new Running();
        };
    }

    private static boolean hasFile(Data job) {
        return job.value("output_file") instanceof String || job.value("error_file") instanceof String;
    }

    @Override
    public void fetch(String id, Map<String, Request> asked, Taker taker, Duration deadline)
            throws CallFailedException, InterruptedException {
        Data job = calls.get(path(id), deadline);
        fetch(job.value("output_file"), asked, taker, deadline);
        fetch(job.value("error_file"), asked, taker, deadline);
    }

    @Override
    public void cancel(String id, Duration deadline) throws CallFailedException, InterruptedException {
        if (look(id, deadline) instanceof Running) {
            calls.post(path(id) + "/cancel", Map.of(), deadline);
        }
    }

    private static String path(String id) {
        return "/batch/jobs/" + Call.segment(id);
    }
}
