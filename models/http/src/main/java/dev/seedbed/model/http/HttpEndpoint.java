package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.model.http.Transport.Post;
import dev.seedbed.model.http.Transport.Response;
import dev.seedbed.model.http.WholeBody.Content;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// An endpoint over HTTP, made by [Service.Access#speaking].
///
/// A call is one request, but for keys that are refused: as long as there is another, the call is made again with
/// that, within its deadline. A reply counts only if its whole body came and reads as what it should be; else the
/// failure shows the beginning of it. Keys stand in no message, body or `toString`.
public final class HttpEndpoint implements Endpoint {
    private static final int MOST_PATHS = 8;

    private final String identity;
    private final WireFormat format;
    private final Set<Capability> capabilities;
    private final Service.Access access;
    private final Transport transport;
    private final Optional<HttpCalls> calls;
    private final Optional<BatchService> batches;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>();
    /// Where there is no key to hold it.
    private volatile Allowance allowance = Allowance.UNKNOWN;

    /// @param batching makes what speaks the provider's interface for batches, if it has one
    HttpEndpoint(
            String identity,
            WireFormat format,
            Set<Capability> capabilities,
            Service.Access access,
            Optional<Function<HttpCalls, BatchService>> batching) {
        this.identity = identity;
        this.format = format;
        this.capabilities = Set.copyOf(capabilities);
        this.access = access;
        transport = Transport.to(access);
        calls = batching.map(_ -> new HttpCalls(access, format));
        batches = calls.map(made -> batching.orElseThrow().apply(made));
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        long begun = System.nanoTime();
        Call call = format.write(request, seed);
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        while (true) {
            Optional<Key> key = access.keys().next();
            Response response = transport.exchange(post(call.path(), body, key), deadline, begun);
            hear(response, key);
            Said said = read(request, response);
            switch (said) {
                case Whole(Reply reply) -> {
                    return reply;
                }
                case Refused(Refusal refusal) -> {
                    boolean hasAnother = refusal.blamesKey()
                            && key.isPresent()
                            && access.keys().putAside(key.get());
                    if (!hasAnother) {
                        throw failure(refusal, response);
                    }
                }
                case Broken(String why) -> throw broken(why, response);
            }
        }
    }

    /// What a response turned out to be.
    private sealed interface Said {}

    private record Whole(Reply reply) implements Said {}

    private record Refused(Refusal refusal) implements Said {}

    private record Broken(String why) implements Said {}

    private Post post(String path, byte[] body, Optional<Key> key) {
        return new Post(address(path), access.requestHeaders(key), body);
    }

    private URI address(String path) {
        URI known = addresses.get(path);
        if (known != null) {
            return known;
        }
        URI made = access.base().resolve(path);
        if (addresses.size() < MOST_PATHS) {
            addresses.put(path, made);
        }
        return made;
    }

    private void hear(Response response, Optional<Key> key) {
        Allowance news = AnnouncedLimits.of(response.headers(), access.clock(), System.nanoTime());
        if (news.equals(Allowance.UNKNOWN)) {
            return;
        }
        if (key.isPresent()) {
            key.get().hear(news);
        } else {
            allowance = news;
        }
    }

    private Said read(Request request, Response response) {
        int status = response.status();
        Content content = response.body();
        if (status / 100 != 2) {
            return new Refused(format.refusal(status, objectOrNothing(content.text())));
        }
        if (content.flaw().isPresent()) {
            return new Broken(content.flaw().get());
        }
        if (content.isEmpty()) {
            return new Broken("it is empty");
        }
        Data body;
        try {
            body = Json.parseObject(content.text());
        } catch (JsonException e) {
            return new Broken(notJson(response).orElse(String.valueOf(e.getMessage())));
        }
        Optional<Answer> answer = format.read(body, request);
        if (answer.isPresent()) {
            return new Whole(answer.get().asReply(request));
        }
        return format.refusalInside(body)
                .<Said>map(Refused::new)
                .orElseGet(() -> new Broken("it holds no finished answer"));
    }

    private static Optional<String> notJson(Response response) {
        return response.headers()
                .firstValue("content-type")
                .filter(type -> !type.contains("json"))
                .map(type -> "it is " + type + ", not JSON");
    }

    private static Data objectOrNothing(String body) {
        try {
            return Json.parseObject(body);
        } catch (JsonException e) {
            return Data.empty();
        }
    }

    private CallFailedException failure(Refusal refusal, Response response) {
        Optional<Duration> wait =
                RetryAfter.of(response.headers(), access.clock()).or(refusal::retryAfter);
        return new CallFailedException(
                refusal.remedy(wait.isPresent()),
                shown(refusal.message(
                        TransportFailures.where(access), access.keys().size())),
                OptionalInt.of(refusal.status()),
                wait,
                shown(response.body().text()),
                null);
    }

    private CallFailedException broken(String why, Response response) {
        return new CallFailedException(
                Remedy.RETRY,
                shown("the reply of " + TransportFailures.where(access) + " was cut or malformed: " + why),
                OptionalInt.empty(),
                Optional.empty(),
                shown(response.body().text()),
                null);
    }

    private String shown(String text) {
        return access.keys().shown(text);
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    /// The endpoint applies it, and does not show it.
    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }

    @Override
    public int concurrency() {
        return access.concurrency();
    }

    @Override
    public Allowance allowance() {
        return access.keys().size() == 0 ? allowance : access.keys().allowance();
    }

    @Override
    public Optional<BatchService> batchService() {
        return batches;
    }

    @Override
    public void close() {
        calls.ifPresent(HttpCalls::close);
        transport.close();
    }

    @Override
    public String toString() {
        return identity + " at " + access.base().uri();
    }
}
