package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;

/// Carries requests to one service and brings back whole responses. Thread-safe; a call blocks, ends at its
/// deadline, which bounds the whole exchange, the body's last byte included, and soon after its thread is
/// interrupted.
sealed interface Transport extends AutoCloseable permits ClientTransport, SocketTransport {
    long LARGEST_REPLY = 64L << 20;
    /// What a batch's answers may take together.
    long LARGEST_FILE = 1L << 30;
    Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /// A request.
    final class Post {
        private final String method;
        private final URI address;
        private final Map<String, String> headers;
        private final byte[] body;
        private final long mostBytes;

        Post(URI address, Map<String, String> headers, byte[] body) {
            this("POST", address, headers, body, LARGEST_REPLY);
        }

        /// One that is no `POST`, or whose response may be larger: for [ClientTransport] only.
        Post(String method, URI address, Map<String, String> headers, byte[] body, long mostBytes) {
            this.method = method;
            this.address = address;
            this.headers = headers;
            this.body = body;
            this.mostBytes = mostBytes;
        }

        String method() {
            return method;
        }

        long mostBytes() {
            return mostBytes;
        }

        URI address() {
            return address;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }
    }

    /// A response. What came of a body that broke off is there too.
    record Response(int status, HttpHeaders headers, WholeBody.Content body) {}

    /// The cheapest that can reach the service.
    static Transport to(Service.Access access) {
        boolean isPlain = "http".equalsIgnoreCase(access.base().uri().getScheme())
                && access.proxy().isEmpty();
        return isPlain ? new SocketTransport(access) : new ClientTransport(access);
    }

    /// @param begun when the deadline began to run, by [System#nanoTime]
    Response exchange(Post post, Duration deadline, long begun) throws CallFailedException, InterruptedException;

    @Override
    void close();
}
