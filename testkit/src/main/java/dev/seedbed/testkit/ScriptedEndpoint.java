package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A real HTTP server on loopback that speaks OpenAI's chat completions, completions and models, and does as
/// told.
///
/// ```java
/// try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
///     endpoint.latency(new Latency.Fixed(Duration.ofMillis(20)))
///             .once("", Behaviour.error(500, "try again"))       // the first time each body arrives
///             .always("poison", new Behaviour.Cut());            // whenever the body holds this text
///     call(endpoint.baseUri());                                  // http://127.0.0.1:PORT/v1
/// }
/// ```
///
/// **Usual answer:** a text that follows from the request alone, so that equal requests give equal replies; a
/// request whose last message begins with `echo:` gets what comes after that; a request with a JSON Schema gets
/// JSON that fits. `max_tokens` (one per word) and `stop` cut it as a model would. **Behaviours:** of those
/// that match, the first `once` that has not yet fired for this body wins, then the first `always`. They may be
/// added while requests are answered. **Threads:** any number of clients; all methods may be called from
/// anywhere.
///
/// As a process of its own: `java -cp ... dev.seedbed.testkit.ScriptedEndpoint --port 0 --latency 20ms`, see
/// [ScriptedEndpointArguments]. It prints its port, and answers `GET /scripted/counts` and `GET
/// /scripted/requests`.
public final class ScriptedEndpoint implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int RECORDED = 1_000;

    private record Rule(String marker, Behaviour behaviour, Optional<Set<Hash>> firedFor) {
        boolean applies(String body, Hash hash) {
            return body.contains(marker)
                    && (firedFor.isEmpty() || firedFor.get().add(hash));
        }
    }

    private final ServerSocket server;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Rule> once = new CopyOnWriteArrayList<>();
    private final List<Rule> always = new CopyOnWriteArrayList<>();
    private final List<RecordedRequest> recorded = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Hash, Integer> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Gate gate = new Gate();
    private volatile Latency latency = Latency.none();
    private volatile Function<Data, Optional<String>> says = _ -> Optional.empty();
    private volatile boolean isClosed;

    private ScriptedEndpoint(int port) {
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("scripted-endpoint").start(this::accept);
    }

    /// Starts on a free port.
    public static ScriptedEndpoint start() {
        return start(0);
    }

    /// Starts on this port; 0 means a free one.
    public static ScriptedEndpoint start(int port) {
        return new ScriptedEndpoint(port);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// What goes into a client's `base-url`.
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    public ScriptedEndpoint latency(Latency law) {
        latency = law;
        return this;
    }

    /// Does this with every request whose body holds the marker; an empty marker is in all of them.
    public ScriptedEndpoint always(String marker, Behaviour behaviour) {
        always.add(new Rule(marker, behaviour, Optional.empty()));
        return this;
    }

    /// Does this the first time that each different body with the marker arrives.
    public ScriptedEndpoint once(String marker, Behaviour behaviour) {
        once.add(new Rule(marker, behaviour, Optional.of(ConcurrentHashMap.newKeySet())));
        return this;
    }

    /// Sets what is said; where the function gives nothing, the usual text.
    public ScriptedEndpoint says(Function<Data, Optional<String>> textOfRequest) {
        says = textOfRequest;
        return this;
    }

    /// Ends all behaviours.
    public ScriptedEndpoint behave() {
        once.clear();
        always.clear();
        return this;
    }

    /// Keeps every request that comes from now on waiting.
    public void hold() {
        gate.hold();
    }

    /// Answers those that wait, and all later ones.
    public void release() {
        gate.release();
    }

    /// Waits until so many requests are open.
    public void awaitOpen(int count) throws InterruptedException {
        gate.awaitOpen(count);
    }

    /// Waits until no request is open: all were answered, or their clients hung up.
    public void awaitIdle() throws InterruptedException {
        gate.awaitIdle();
    }

    /// How many requests for replies came in all.
    public int requests() {
        return requests.get();
    }

    /// How many requests came with exactly this body.
    public int requestsOf(String body) {
        return arrivals.getOrDefault(Hash.of(body), 0);
    }

    /// How many different bodies came.
    public int distinctBodies() {
        return arrivals.size();
    }

    /// How often the body that came most often came.
    public int mostOfOneBody() {
        return arrivals.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /// How many requests are being answered at this moment.
    public int open() {
        return gate.open();
    }

    /// The most that were open at one time.
    public int mostOpen() {
        return gate.mostOpen();
    }

    /// The first 1,000 requests, in order of arrival.
    public List<RecordedRequest> recorded() {
        return List.copyOf(recorded);
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
            } catch (IOException e) {
                if (!isClosed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (HttpConnection connection = new HttpConnection(socket)) {
            connections.add(connection);
            try {
                boolean goesOn = !isClosed;
                while (goesOn) {
                    Optional<RecordedRequest> request = connection.read();
                    goesOn = request.isPresent() && answer(connection, request.get());
                }
            } finally {
                connections.remove(connection);
            }
        } catch (IOException e) {
            // The client has gone, or this endpoint is being closed: there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answer(HttpConnection connection, RecordedRequest request)
            throws IOException, InterruptedException {
        boolean chat = request.path().endsWith("/chat/completions");
        if (!chat && !request.path().endsWith("/completions")) {
            answerOther(connection, request.path());
            return true;
        }
        requests.incrementAndGet();
        Hash hash = Hash.of(request.body());
        arrivals.merge(hash, 1, Integer::sum);
        if (recorded.size() < RECORDED) {
            recorded.add(request);
        }
        try (Gate.Passage passage = gate.enter()) {
            Duration wait = latency.of(hash);
            if (!wait.isZero()) {
                Thread.sleep(wait);
            }
            passage.await();
            return answer(connection, request.body(), chat, behaviour(request.body(), hash));
        }
    }

    private @Nullable Behaviour behaviour(String body, Hash hash) {
        for (Rule rule : once) {
            if (rule.applies(body, hash)) {
                return rule.behaviour();
            }
        }
        for (Rule rule : always) {
            if (rule.applies(body, hash)) {
                return rule.behaviour();
            }
        }
        return null;
    }

    /// @return whether the connection goes on
    private boolean answer(HttpConnection connection, String body, boolean chat, @Nullable Behaviour behaviour)
            throws IOException {
        OpenAiShapes.Twist twist = OpenAiShapes.Twist.NONE;
        switch (behaviour) {
            case null -> {}
            case Behaviour.Status status -> {
                connection.write(status.code(), status.headers(), status.body());
                return true;
            }
            case Behaviour.Drop _ -> {
                return false;
            }
            case Behaviour.Silence _ -> {
                connection.awaitHangUp();
                return false;
            }
            case Behaviour.Cut _ -> {
                connection.writeHalf(200, Map.of(), usual(body, chat, twist));
                return false;
            }
            case Behaviour.Malformed _ -> {
                String whole = usual(body, chat, twist);
                connection.write(200, Map.of(), whole.substring(0, whole.length() / 2));
                return true;
            }
            case Behaviour.Length _ -> twist = new OpenAiShapes.Twist(Optional.empty(), true, true);
            case Behaviour.NoUsage _ -> twist = new OpenAiShapes.Twist(Optional.empty(), false, false);
            case Behaviour.Says text -> twist = new OpenAiShapes.Twist(Optional.of(text.text()), false, true);
        }
        try {
            connection.write(200, Map.of(), usual(body, chat, twist));
        } catch (JsonException e) {
            Behaviour.Status error = (Behaviour.Status) Behaviour.error(400, "not a JSON object: " + e.getMessage());
            connection.write(error.code(), error.headers(), error.body());
        }
        return true;
    }

    private String usual(String body, boolean chat, OpenAiShapes.Twist twist) {
        return OpenAiShapes.answer(Json.parseObject(body), chat, says, twist);
    }

    private void answerOther(HttpConnection connection, String path) throws IOException {
        if (path.endsWith("/models")) {
            connection.write(200, Map.of(), OpenAiShapes.MODELS);
        } else if (path.equals("/scripted/counts")) {
            connection.write(200, Map.of(), counts());
        } else if (path.equals("/scripted/requests")) {
            connection.write(
                    200,
                    Map.of(),
                    Json.write(recorded.stream().map(RecordedRequest::body).toList()));
        } else {
            Behaviour.Status error = (Behaviour.Status) Behaviour.error(404, "there is nothing at " + path);
            connection.write(error.code(), error.headers(), error.body());
        }
    }

    private String counts() {
        return Json.write(Data.of("requests", requests())
                .with("distinct_bodies", distinctBodies())
                .with("most_of_one_body", mostOfOneBody())
                .with("open", open())
                .with("most_open", mostOpen()));
    }

    /// Stops: open connections are closed.
    @Override
    public void close() {
        isClosed = true;
        gate.release();
        try {
            server.close();
            for (HttpConnection connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs an endpoint as a process: prints its port on the first line and serves until it is killed.
    public static void main(String[] arguments) throws IOException {
        ScriptedEndpointArguments.run(List.of(arguments));
    }
}
