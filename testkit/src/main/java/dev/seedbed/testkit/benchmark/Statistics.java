package dev.seedbed.testkit.benchmark;

import dev.seedbed.api.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an endpoint saw of its clients since it was last reset. Times are nanoseconds of a clock that only goes
/// forward. Not for several threads at once.
final class Statistics {
    private final Counts bodies = new Counts();
    private final Counts answered = new Counts();
    private final Map<String, Integer> replies = new TreeMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Map<String, Integer> faultyRows = new TreeMap<>();
    private long[] latencies = new long[1024];
    private int latencyCount;
    private long firstRequest = -1;
    private long lastReply = -1;
    private int requests;
    private int refusedByRate;
    private int refusedByConcurrency;
    private int askedAgain;
    private int open;
    private int mostOpen;
    private int openWhenDropped;
    private int batches;
    private int batchRequests;
    private int looksWhenOver;

    /// Counts a request for a reply.
    void arrived(long body, long now) {
        firstRequest = firstRequest < 0 ? now : firstRequest;
        requests++;
        bodies.add(body);
        askedAgain += answered.of(body) > 0 ? 1 : 0;
        open++;
        mostOpen = Math.max(mostOpen, open);
    }

    /// Counts a batch's request, which takes no time of its own.
    void arrivedInBatch(long body) {
        batchRequests++;
        bodies.add(body);
        askedAgain += answered.of(body) > 0 ? 1 : 0;
    }

    void submitted() {
        batches++;
    }

    /// A file of results was fetched, after its batch had been seen so often to be over.
    void fetched(int looks) {
        looksWhenOver = Math.max(looksWhenOver, looks);
    }

    void refused(boolean byRate) {
        refusedByRate += byRate ? 1 : 0;
        refusedByConcurrency += byRate ? 0 : 1;
    }

    /// Notes how long the law says that a request takes.
    void takes(long latency) {
        if (latencyCount == latencies.length) {
            latencies = Arrays.copyOf(latencies, latencyCount * 2);
        }
        latencies[latencyCount++] = latency;
    }

    void befell(String fault, boolean isFirstTime) {
        faults.merge(fault, 1, Integer::sum);
        if (isFirstTime) {
            faultyRows.merge(fault, 1, Integer::sum);
        }
    }

    /// @param isComplete whether a client that got all of it has an answer
    void replied(String status, long body, boolean isComplete, long now) {
        replies.merge(status, 1, Integer::sum);
        lastReply = now;
        open--;
        if (isComplete) {
            answered.add(body);
        }
    }

    void repliedInBatch(long body, boolean isComplete) {
        if (isComplete) {
            answered.add(body);
        }
    }

    /// The client hung up before it had its reply.
    void dropped() {
        openWhenDropped++;
        open--;
    }

    int open() {
        return open;
    }

    /// What is still open stays open through a reset.
    void stillOpen(int before) {
        open = before;
        mostOpen = before;
    }

    /// @param slots how many requests at once the ideal client has open
    String json(int slots) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("requests", requests);
        values.put("window_s", seconds(Math.max(0, lastReply - firstRequest)));
        values.put("ideal_s", seconds(ideal(slots)));
        values.put("served_s", seconds(served()));
        values.put("first_request_ns", firstRequest);
        values.put("last_reply_ns", lastReply);
        values.put("replies", replies);
        values.put("complete_replies", answered.total());
        values.put("refused_by_rate", refusedByRate);
        values.put("refused_by_concurrency", refusedByConcurrency);
        values.put("faults", faults);
        values.put("faulty_rows", faultyRows);
        values.put("open", open);
        values.put("most_open", mostOpen);
        values.put("open_when_dropped", openWhenDropped);
        values.put("distinct_bodies", bodies.size());
        values.put("most_of_one_body", bodies.most());
        values.put("distinct_answered", answered.size());
        values.put("asked_again_after_answer", askedAgain);
        values.put("batches", batches);
        values.put("batch_requests", batchRequests);
        values.put("batch_looks_when_over", looksWhenOver);
        return Json.write(values);
    }

    /// The window of a client that always has so many requests open while there are any: each request, in the
    /// order they came, goes to the slot that is free first.
    private long ideal(int slots) {
        if (slots < 1) {
            return 0;
        }
        PriorityQueue<Long> free = new PriorityQueue<>();
        for (int i = 0; i < slots; i++) {
            free.add(0L);
        }
        long end = 0;
        for (int i = 0; i < latencyCount; i++) {
            long until = free.remove() + latencies[i];
            free.add(until);
            end = Math.max(end, until);
        }
        return end;
    }

    private long served() {
        return Arrays.stream(latencies, 0, latencyCount).sum();
    }

    private static double seconds(long nanoseconds) {
        return nanoseconds / 1e9;
    }
}
