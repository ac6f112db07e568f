package dev.seedbed.testkit;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.testkit.ProviderShape.Asked;
import dev.seedbed.testkit.ProviderShape.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A real HTTP server on loopback that speaks as one provider does, and does as told: what [ScriptedEndpoint] is
/// for OpenAI's interface, for the others.
///
/// ```java
/// try (ShapedEndpoint server = ShapedEndpoint.anthropic()) {
///     server.always("poison", new Behaviour.Cut());
///     call(server.address());                          // http://127.0.0.1:PORT
/// }
/// ```
///
/// The usual answer follows from the request alone; `echo:` and schemas are obeyed, and so are the most tokens
/// and the texts to stop at. A request that the provider would refuse, such as one without a field that it must
/// have, is refused in its words. Thread-safe.
public final class ShapedEndpoint implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final String ECHO = "echo:";

    /// Where providers put the tokens of a call.
    private static final Set<String> FIGURES = Set.of("usage", "usageMetadata", "prompt_eval_count", "eval_count");

    private final ProviderShape shape;
    private final Optional<BatchShape> batches;
    private final ServerSocket server;
    private final Map<String, Behaviour> always = new ConcurrentHashMap<>();
    private final List<RecordedRequest> recorded = new CopyOnWriteArrayList<>();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private ShapedEndpoint(ProviderShape shape) {
        this(shape, Optional.empty());
    }

    private ShapedEndpoint(ProviderShape shape, Optional<BatchShape> batches) {
        this.shape = shape;
        this.batches = batches;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("shaped-endpoint").start(this::accept);
    }

    /// Anthropic's Messages API.
    public static ShapedEndpoint anthropic() {
        return new ShapedEndpoint(new AnthropicShape(), Optional.of(new AnthropicBatchShape()));
    }

    /// Gemini's `generateContent`.
    public static ShapedEndpoint gemini() {
        return new ShapedEndpoint(new GeminiShape(), Optional.of(new GeminiBatchShape()));
    }

    /// Ollama's own interface.
    public static ShapedEndpoint ollama() {
        return new ShapedEndpoint(new OllamaShape());
    }

    /// Amazon Bedrock's Converse API in `us-east-1`, which checks who signed a request.
    ///
    /// @param token an API key that does in place of a signature
    public static ShapedEndpoint bedrock(String keyId, String secret, String token) {
        return new ShapedEndpoint(new BedrockShape(keyId, secret, token));
    }

    /// OpenAI's interface with tools, as servers of many kinds speak it.
    ///
    /// @param seedField what it calls the seed; a request with another is refused
    public static ShapedEndpoint openAi(String seedField) {
        return new ShapedEndpoint(new OpenAiDialectShape(seedField));
    }

    /// Mistral's interface.
    public static ShapedEndpoint mistral() {
        return new ShapedEndpoint(new OpenAiDialectShape("random_seed"), Optional.of(new MistralBatchShape()));
    }

    /// OpenAI's Responses API.
    public static ShapedEndpoint openAiResponses() {
        return new ShapedEndpoint(new ResponsesShape());
    }

    /// OpenAI's embeddings: vectors of 8 numbers, or of as many as are asked for, in no order but their index.
    ///
    /// @param dimensionsField what a request calls the number of dimensions; one with another is refused
    public static ShapedEndpoint openAiEmbeddings(String dimensionsField) {
        return new ShapedEndpoint(new EmbeddingsShape(dimensionsField));
    }

    /// Where it is, with no path.
    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Does this with every request whose body holds the marker; an empty marker is in all of them. Of several,
    /// the longest marker decides.
    public ShapedEndpoint always(String marker, Behaviour behaviour) {
        always.put(marker, behaviour);
        return this;
    }

    /// Ends all behaviours.
    public ShapedEndpoint behave() {
        always.clear();
        return this;
    }

    /// All requests, in order of arrival.
    public List<RecordedRequest> recorded() {
        return List.copyOf(recorded);
    }

    private void accept() {
        while (!isClosed) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("shaped-connection").start(() -> serve(socket));
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
        }
    }

    /// @return whether the connection goes on
    private boolean answer(HttpConnection connection, RecordedRequest request) throws IOException {
        recorded.add(request);
        Optional<BatchShape.Said> said = batches.flatMap(batch ->
                batch.answer(request, (path, body) -> alone(new RecordedRequest("POST", path, request.head(), body))));
        if (said.isPresent()) {
            connection.write(said.get().status(), Map.of(), said.get().body());
            return true;
        }
        Behaviour behaviour = behaviour(request);
        if (behaviour instanceof Behaviour.Status status) {
            connection.write(status.code(), status.headers(), status.body());
            return true;
        }
        String body;
        try {
            body = answer(request, Json.parseObject(request.body()), behaviour);
        } catch (RefusedException e) {
            connection.write(e.status(), Map.of(), e.body());
            return true;
        } catch (JsonException e) {
            connection.write(400, Map.of(), "not a JSON object: " + e.getMessage());
            return true;
        }
        return write(connection, body, behaviour);
    }

    /// What is to be done with this request: by the longest of the rules that fit.
    private @Nullable Behaviour behaviour(RecordedRequest request) {
        return always.entrySet().stream()
                .filter(rule -> request.body().contains(rule.getKey()))
                .max(Comparator.comparingInt(rule -> rule.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private String answer(RecordedRequest request, Data data, @Nullable Behaviour behaviour) throws RefusedException {
        Optional<String> whole = shape.answer(request, data);
        if (whole.isPresent()) {
            return whole.get();
        }
        Asked asked = shape.read(request, data);
        return shape.write(asked, cut(asked, behaviour));
    }

    /// What is said to a request of a batch.
    private BatchShape.Said alone(RecordedRequest request) {
        Behaviour behaviour = behaviour(request);
        if (behaviour instanceof Behaviour.Status status) {
            return new BatchShape.Said(status.code(), status.body());
        }
        try {
            Asked asked = shape.read(request, Json.parseObject(request.body()));
            return new BatchShape.Said(200, shape.write(asked, cut(asked, behaviour)));
        } catch (RefusedException e) {
            return new BatchShape.Said(e.status(), e.body());
        }
    }

    private static ScriptedText.Cut cut(Asked asked, @Nullable Behaviour behaviour) {
        String whole = asked.last().startsWith(ECHO)
                ? asked.last().substring(ECHO.length())
                : asked.schema()
                        .map(schema -> ScriptedText.json(asked.hash(), schema))
                        .orElseGet(() -> ScriptedText.words(asked.hash()));
        if (behaviour instanceof Behaviour.Says(String text)) {
            whole = text;
        }
        long most = behaviour instanceof Behaviour.Length ? 1 : asked.maxTokens();
        return ScriptedText.cut(whole, asked.stops(), most);
    }

    private static boolean write(HttpConnection connection, String body, @Nullable Behaviour behaviour)
            throws IOException {
        return switch (behaviour) {
            case Behaviour.Drop _ -> false;
            case Behaviour.Silence _ -> {
                connection.awaitHangUp();
                yield false;
            }
            case Behaviour.Cut _ -> {
                connection.writeHalf(200, Map.of(), body);
                yield false;
            }
            case Behaviour.Malformed _ -> {
                connection.write(200, Map.of(), body.substring(0, body.length() / 2));
                yield true;
            }
            case Behaviour.NoUsage _ -> {
                Map<String, @Nullable Object> rest =
                        new LinkedHashMap<>(Json.parseObject(body).asMap());
                rest.keySet().removeAll(FIGURES);
                connection.write(200, Map.of(), Json.write(rest));
                yield true;
            }
            case null, default -> {
                connection.write(200, Map.of(), body);
                yield true;
            }
        };
    }

    /// Stops: open connections are closed.
    @Override
    public void close() {
        isClosed = true;
        try {
            server.close();
            for (HttpConnection connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
