package dev.seedbed.testkit.benchmark;

import dev.seedbed.api.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// An endpoint to measure clients with: it speaks OpenAI's chat completions, completions, files and batches over
/// HTTP on loopback, as fast and as badly as its script says, and reports what it saw.
///
/// ```java
/// try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--latency", "50ms", "--fault", "status-500=0.05")) {
///     call(endpoint.baseUri());                 // http://127.0.0.1:PORT/v1
///     endpoint.statistics(64);                  // JSON: requests, replies, window_s, ideal_s, most_open ...
/// }
/// ```
///
/// As a process of its own: `java -cp ... dev.seedbed.testkit.benchmark.BenchmarkEndpoint --port 0 --latency 50ms`.
/// It prints its port. [EndpointScript] has the arguments of both; the process also takes `--until-input-ends`.
///
/// | path | does |
/// |---|---|
/// | `POST /v1/chat/completions`, `POST /v1/completions` | answers, see [Completion] |
/// | `/v1/files`, `/v1/batches` | see [Batches] |
/// | `GET /__stats?slots=64` | what was seen since the last reset; `ideal_s` is for so many slots, 0 leaves it out |
/// | `POST /__reset` | forgets all that was seen; a body holds the arguments of a new script |
///
/// **Determinism:** every choice (latency, fault, text, order of a batch's results) follows from the seed and the
/// request's content, for [Fault.Repeat] with how often that row had been asked before, never from the order of
/// arrival; only the limits by rate and concurrency follow the clock. **Threads:** any number of clients.
///
/// Use [dev.seedbed.testkit.ScriptedEndpoint] where a test steers single requests, and this where many rows, rates
/// or figures count.
public final class BenchmarkEndpoint implements AutoCloseable {
    private final Object lock = new Object();
    private final ConnectionLoop loop;
    private final Clock clock;
    private EndpointScript script;
    private Statistics statistics;
    private Desk desk;
    private Batches batches;

    private BenchmarkEndpoint(int port, EndpointScript script, Clock clock) {
        this.clock = clock;
        this.script = script;
        statistics = new Statistics();
        desk = new Desk(script, clock, statistics, System.nanoTime());
        batches = new Batches(script, clock, desk, statistics);
        loop = new ConnectionLoop(port, new Service());
    }

    /// Starts on a free port.
    ///
    /// @param script the arguments of [EndpointScript]
    /// @throws IllegalArgumentException if an argument is not known or cannot be read
    public static BenchmarkEndpoint start(String... script) {
        return start(0, List.of(script));
    }

    private static BenchmarkEndpoint start(int port, List<String> script) {
        BenchmarkEndpoint endpoint = new BenchmarkEndpoint(port, EndpointScript.parse(script), Clock.systemUTC());
        endpoint.loop.start();
        return endpoint;
    }

    public int port() {
        return loop.port();
    }

    /// What goes into a client's `base-url`.
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /// What was seen since the last reset, as JSON.
    ///
    /// @param slots for how many requests at once `ideal_s` is computed; 0 leaves it out
    public String statistics(int slots) {
        synchronized (lock) {
            return statistics.json(slots);
        }
    }

    /// Forgets what was seen, and which rows were asked before. A request that is open stays open.
    ///
    /// @param newScript the arguments of a new script; none keeps the old one
    public void reset(String... newScript) {
        EndpointScript next = newScript.length == 0 ? script : EndpointScript.parse(Arrays.asList(newScript));
        synchronized (lock) {
            int open = statistics.open();
            script = next;
            statistics = new Statistics();
            statistics.stillOpen(open);
            desk = new Desk(script, clock, statistics, System.nanoTime());
            batches = new Batches(script, clock, desk, statistics);
        }
    }

    private final class Service implements ConnectionLoop.Service {
        @Override
        public void serve(Connection connection, HttpRequest request) throws IOException {
            synchronized (lock) {
                String path = request.path();
                if (path.endsWith("/chat/completions")) {
                    ask(connection, request, true);
                } else if (path.endsWith("/completions")) {
                    ask(connection, request, false);
                } else {
                    HttpReply reply = other(request, path);
                    connection.write(reply.bytes(), reply.closes());
                }
            }
        }

        @Override
        public void hungUp(Connection connection) {
            synchronized (lock) {
                statistics.dropped();
            }
        }
    }

    private void ask(Connection connection, HttpRequest request, boolean chat) throws IOException {
        long body = Mix.hash(request.body(), 0, request.body().length);
        long now = System.nanoTime();
        statistics.arrived(body, now);
        connection.isAnswering = true;
        switch (desk.verdict(request, chat, now)) {
            case Desk.Hung _ -> {}
            case Desk.Dropped dropped ->
                loop.after(connection, dropped.latency(), () -> {
                    replied(connection, "dropped", body, false);
                    connection.close();
                });
            case Desk.Answered answered ->
                loop.after(connection, answered.latency(), () -> {
                    HttpReply reply = answered.reply();
                    boolean isComplete = reply.status() == 200 && reply.isWhole();
                    String status = isComplete || reply.status() != 200 ? reply.status() + "" : "200 broken";
                    // Under one lock: who has the reply must not see figures without it.
                    synchronized (lock) {
                        connection.write(reply.bytes(), reply.closes());
                        replied(connection, status, body, isComplete);
                    }
                });
        }
    }

    private void replied(Connection connection, String status, long body, boolean isComplete) {
        synchronized (lock) {
            connection.isAnswering = false;
            statistics.replied(status, body, isComplete, System.nanoTime());
        }
    }

    private HttpReply other(HttpRequest request, String path) {
        if (path.startsWith("/v1/files") || path.startsWith("/v1/batches")) {
            return batches.answer(request, System.nanoTime());
        }
        return switch (path) {
            case "/v1/models" ->
                HttpReply.json(
                        200,
                        "",
                        Json.write(Map.of(
                                "object", "list", "data", List.of(Map.of("id", "scripted", "object", "model")))));
            case "/__stats" ->
                HttpReply.json(200, "", statistics.json(Integer.parseInt(request.parameter("slots", "64"))));
            case "/__reset" -> reset(request);
            default -> HttpReply.json(404, "", Desk.error("there is nothing at " + path, "scripted", "not_found"));
        };
    }

    private HttpReply reset(HttpRequest request) {
        String text = request.text().trim();
        try {
            reset(text.isEmpty() ? new String[0] : text.split("\\s+"));
            return HttpReply.json(200, "", "{}");
        } catch (IllegalArgumentException e) {
            return HttpReply.json(400, "", Desk.error("script: " + e.getMessage(), "scripted", "bad_script"));
        }
    }

    /// Stops: open connections are closed.
    @Override
    public void close() {
        loop.close();
    }

    /// Runs an endpoint as a process: prints its port on the first line and serves until it is killed.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> script = new ArrayList<>(List.of(arguments));
        boolean untilInputEnds = script.remove("--until-input-ends");
        int port = 0;
        int at = script.indexOf("--port");
        if (at >= 0 && at + 1 < script.size()) {
            port = Integer.parseInt(script.remove(at + 1));
            script.remove(at);
        }
        try (BenchmarkEndpoint endpoint = start(port, script)) {
            PrintStream out = System.out;
            out.println(endpoint.port());
            out.flush();
            if (untilInputEnds) {
                while (System.in.read() >= 0) {}
            } else {
                Thread.currentThread().join();
            }
        }
    }
}
