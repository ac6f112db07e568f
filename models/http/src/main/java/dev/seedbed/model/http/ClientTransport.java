package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Carries requests by the client of the JDK, which knows TLS and proxies. HTTP/1.1: a connection for each open
/// call, kept alive. HTTP/2 would put all calls on one connection, so that a drop fails them all, and its upgrade
/// from clear text confuses small servers.
///
/// The deadline bounds the whole exchange, the body's last byte included: the client's own time-out ends with
/// the headers. The client is made by the first call.
final class ClientTransport implements Transport {
    private final Service.Access access;
    private final TransportFailures failures;
    private final Object lock = new Object();
    private volatile @Nullable HttpClient client;
    private volatile boolean isClosed;

    ClientTransport(Service.Access access) {
        this.access = access;
        this.failures = new TransportFailures(access);
    }

    @Override
    public Response exchange(Post post, Duration deadline, long begun)
            throws CallFailedException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(post.address())
                .method(
                        post.method(),
                        post.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::setHeader);
        WholeBody body = new WholeBody(post.mostBytes());
        CompletableFuture<HttpResponse<WholeBody.Content>> answer = client().sendAsync(request.build(), _ -> body);
        try {
            HttpResponse<WholeBody.Content> response =
                    answer.get(deadline.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw failures.late(deadline);
        } catch (ExecutionException e) {
            throw failures.of(e.getCause(), body.soFar(), isClosed);
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
                throw failures.closed();
            }
            ready = client;
            if (ready == null) {
                ready = newClient();
                client = ready;
            }
            return ready;
        }
    }

    private HttpClient newClient() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT)
                .proxy(access.proxy().map(ClientTransport::always).orElse(HttpClient.Builder.NO_PROXY))
                .executor(oneThread());
        access.certificates().ifPresent(builder::sslContext);
        return builder.build();
    }

    private static ProxySelector always(HttpProxy proxy) {
        // The host is looked up each time: it may move.
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                InetSocketAddress address = new InetSocketAddress(
                        proxy.address().getHostString(), proxy.address().getPort());
                return List.of(new Proxy(Proxy.Type.HTTP, address));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The call fails, and says so.
            }
        };
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
                Thread.ofPlatform().daemon().name("seedbed-http").factory());
        executor.allowCoreThreadTimeOut(true);
        return executor;
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
}
