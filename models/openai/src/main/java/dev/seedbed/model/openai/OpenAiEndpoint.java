package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Calls one OpenAI-compatible endpoint over HTTP/1.1: a connection for each open call, kept alive. HTTP/2
/// would put all calls on one connection, so that a drop fails them all, and its upgrade from clear text
/// confuses small servers.
///
/// The deadline bounds the whole exchange, the body's last byte included: the client's own time-out ends with
/// the headers.
final class OpenAiEndpoint implements Endpoint {
    static final int LONGEST_SHOWN = 2_000;

    private static final long LARGEST_REPLY = 64L << 20;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /// What does not change from call to call.
    ///
    /// @param headers sent with each request, beside the key
    record Profile(
            BaseUrl base,
            Optional<Key> key,
            Map<String, String> headers,
            RequestBody body,
            Set<Capability> capabilities,
            int concurrency) {
        Profile {
            headers = Map.copyOf(headers);
            capabilities = Set.copyOf(capabilities);
        }
    }

    private final Profile profile;
    private final Clock clock;
    private final URI chatUri;
    private final URI rawUri;
    private final Object lock = new Object();
    private volatile @Nullable HttpClient client;
    private volatile boolean isClosed;

    OpenAiEndpoint(Profile profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
        chatUri = profile.base().resolve("/chat/completions");
        rawUri = profile.base().resolve("/completions");
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        HttpRequest call = httpRequest(request, seed);
        HttpResponse<byte[]> response = exchange(call, deadline);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            throw failure(Refusal.read(response.statusCode(), body), response, body);
        }
        Data object;
        try {
            object = Json.parseObject(body);
        } catch (JsonException e) {
            throw malformed(String.valueOf(e.getMessage()), body);
        }
        Optional<Reply> reply = ReplyBody.read(object, request);
        if (reply.isPresent()) {
            return reply.get();
        }
        Optional<Refusal> refusal = Refusal.inside(object);
        if (refusal.isPresent()) {
            throw failure(refusal.get(), response, body);
        }
        throw malformed("it holds no finished choice", body);
    }

    private HttpRequest httpRequest(Request request, int seed) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        switch (request.input()) {
                            case Request.Chat _ -> chatUri;
                            case Request.Raw _ -> rawUri;
                        })
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "seedbed")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        profile.body().write(request, seed).getBytes(StandardCharsets.UTF_8)));
        profile.headers().forEach(builder::setHeader);
        profile.key().ifPresent(key -> builder.setHeader("Authorization", key.header()));
        return builder.build();
    }

    private HttpResponse<byte[]> exchange(HttpRequest call, Duration deadline)
            throws CallFailedException, InterruptedException {
        BodyHandler<byte[]> whole = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_REPLY);
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(call, whole);
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CallFailedException(
                    Remedy.RETRY, where() + " gave no complete reply within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw transportFailure(e.getCause());
        } finally {
            // After a time-out or an interruption this closes the connection, so that the server can stop too.
            answer.cancel(true);
        }
    }

    private HttpClient client() throws CallFailedException {
        HttpClient ready = client;
        if (ready != null && !isClosed) {
            return ready;
        }
        synchronized (lock) {
            if (isClosed) {
                throw new CallFailedException(Remedy.RETRY, where() + " was closed");
            }
            ready = client;
            if (ready == null) {
                ready = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(LONGEST_CONNECT)
                        .executor(oneThread())
                        .build();
                client = ready;
            }
            return ready;
        }
    }

    /// The client's own work between calls, looking up hosts included. One thread takes a third less processor
    /// time than the client's usual pool, which hands each step of an exchange to another thread. It ends when
    /// it is idle, so that nothing need close it.
    private static ThreadPoolExecutor oneThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("openai-http").factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private CallFailedException transportFailure(@Nullable Throwable cause) {
        String why = why(cause);
        return switch (cause) {
            case ConnectException _, UnknownHostException _, HttpConnectTimeoutException _ ->
                failure(Remedy.UNREACHABLE, "nothing answers at " + where() + ": " + why, cause);
            case SSLException _ -> failure(Remedy.UNREACHABLE, "no safe connection to " + where() + ": " + why, cause);
            case IOException _ when isClosed -> failure(Remedy.RETRY, where() + " was closed", cause);
            case IOException _ -> failure(Remedy.RETRY, "the connection to " + where() + " broke: " + why, cause);
            case null, default -> throw new IllegalStateException("the HTTP client failed", cause);
        };
    }

    /// The client gives its refused connections and unknown hosts no words.
    private static String why(@Nullable Throwable cause) {
        if (cause instanceof ConnectException && cause.getCause() instanceof UnresolvedAddressException) {
            return "no such host is known";
        }
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return "the connection was refused";
        }
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    private CallFailedException failure(Remedy remedy, String message, @Nullable Throwable cause) {
        return new CallFailedException(remedy, shown(message), OptionalInt.empty(), Optional.empty(), "", cause);
    }

    private CallFailedException failure(Refusal refusal, HttpResponse<byte[]> response, String body) {
        return new CallFailedException(
                refusal.remedy(),
                shown(refusal.message(where())),
                OptionalInt.of(refusal.status()),
                RetryAfter.of(response.headers(), clock),
                shown(body),
                null);
    }

    private CallFailedException malformed(String why, String body) {
        return new CallFailedException(
                Remedy.RETRY,
                shown("the reply of " + where() + " was cut or malformed: " + why),
                OptionalInt.empty(),
                Optional.empty(),
                shown(body),
                null);
    }

    /// Redacts before it cuts: half a key at the end would be missed.
    private String shown(String text) {
        String safe = profile.key().map(key -> key.redact(text)).orElse(text);
        if (safe.length() <= LONGEST_SHOWN) {
            return safe;
        }
        int end = Character.isHighSurrogate(safe.charAt(LONGEST_SHOWN - 1)) ? LONGEST_SHOWN - 1 : LONGEST_SHOWN;
        return safe.substring(0, end);
    }

    private String where() {
        return profile.base().uri().getAuthority();
    }

    @Override
    public String identity() {
        return OpenAiProvider.ID + ":" + profile.body().model();
    }

    @Override
    public Set<Capability> capabilities() {
        return profile.capabilities();
    }

    /// The endpoint applies it, and does not show it.
    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }

    @Override
    public int concurrency() {
        return profile.concurrency();
    }

    @Override
    public void close() {
        synchronized (lock) {
            isClosed = true;
            HttpClient open = client;
            if (open != null) {
                // Not close(), which waits for open calls.
                open.shutdownNow();
            }
        }
    }

    @Override
    public String toString() {
        return identity() + " at " + profile.base().uri();
    }
}
