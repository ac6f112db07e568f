package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.model.http.Transport.Post;
import dev.seedbed.model.http.Transport.Response;
import dev.seedbed.model.http.WholeBody.Content;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Calls one service, whatever it is asked for: what endpoints that answer and endpoints that embed share.
///
/// A call is one request, but for keys that are refused: as long as there is another, the call is made again with
/// that, within its deadline. A reply counts only if its whole body came and reads as what it should be; else the
/// failure shows the beginning of it. Keys stand in no message, body or `toString`. Thread-safe.
final class HttpCaller implements AutoCloseable {
    private static final int MOST_PATHS = 8;

    private final Service.Access access;
    private final Transport transport;
    private final Map<String, URI> addresses = new ConcurrentHashMap<>();
    /// Where there is no key to hold it.
    private volatile Allowance allowance = Allowance.UNKNOWN;

    HttpCaller(Service.Access access) {
        this.access = access;
        transport = Transport.to(access);
    }

    /// How what comes back is read.
    ///
    /// @param <T> what a call is made for
    interface Reading<T> {
        /// @throws BrokenReplyException if it is not all that was asked for
        T read(Data body) throws BrokenReplyException;

        Refusal refusal(int status, Data body, HttpHeaders headers);
    }

    /// A reply that is not whole, and why.
    static final class BrokenReplyException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Refusal> refusal;

        BrokenReplyException(String why) {
            super(why, null, false, false);
            refusal = Optional.empty();
        }

        /// A success that holds an error.
        BrokenReplyException(Refusal refusal) {
            super("", null, false, false);
            this.refusal = Optional.of(refusal);
        }
    }

    <T> T call(Call call, Reading<T> reading, Duration deadline) throws CallFailedException, InterruptedException {
        long begun = System.nanoTime();
        byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
        while (true) {
            Optional<Key> key = access.keys().next();
            Response response = transport.exchange(post(call.path(), body, key), deadline, begun);
            hear(response, key);
            Said<T> said = read(reading, response);
            switch (said) {
                case Whole<T>(T what) -> {
                    return what;
                }
                case Refused<T>(Refusal refusal) -> {
                    boolean hasAnother = refusal.blamesKey()
                            && key.isPresent()
                            && access.keys().putAside(key.get());
                    if (!hasAnother) {
                        throw failure(refusal, response);
                    }
                }
                case Broken<T>(String why) -> throw broken(why, response);
            }
        }
    }

    /// What a response turned out to be.
    private sealed interface Said<T> {}

    private record Whole<T>(T what) implements Said<T> {}

    private record Refused<T>(Refusal refusal) implements Said<T> {}

    private record Broken<T>(String why) implements Said<T> {}

    private Post post(String path, byte[] body, Optional<Key> key) {
        Map<String, String> headers = access.requestHeaders(key);
        URI address = address(path);
        access.signer().ifPresent(signer -> headers.putAll(signer.sign(address, body)));
        return new Post(address, headers, body);
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

    private static <T> Said<T> read(Reading<T> reading, Response response) {
        int status = response.status();
        Content content = response.body();
        if (status / 100 != 2) {
            return new Refused<>(reading.refusal(status, objectOrNothing(content.text()), response.headers()));
        }
        if (content.flaw().isPresent()) {
            return new Broken<>(content.flaw().get());
        }
        if (content.isEmpty()) {
            return new Broken<>("it is empty");
        }
        Data body;
        try {
            body = Json.parseObject(content.text());
        } catch (JsonException e) {
            return new Broken<>(notJson(response).orElse(String.valueOf(e.getMessage())));
        }
        try {
            return new Whole<>(reading.read(body));
        } catch (BrokenReplyException e) {
            String why = String.valueOf(e.getMessage());
            return e.refusal.<Said<T>>map(Refused::new).orElseGet(() -> new Broken<>(why));
        }
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
                access.shown(refusal.message(
                        TransportFailures.where(access), access.keys().size())),
                OptionalInt.of(refusal.status()),
                wait,
                access.shown(response.body().text()),
                null);
    }

    private CallFailedException broken(String why, Response response) {
        return new CallFailedException(
                Remedy.RETRY,
                access.shown("the reply of " + TransportFailures.where(access) + " was cut or malformed: " + why),
                OptionalInt.empty(),
                Optional.empty(),
                access.shown(response.body().text()),
                null);
    }

    Allowance allowance() {
        return access.keys().size() == 0 ? allowance : access.keys().allowance();
    }

    @Override
    public void close() {
        transport.close();
    }
}
