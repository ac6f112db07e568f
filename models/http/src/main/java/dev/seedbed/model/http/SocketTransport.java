package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Carries requests in clear text straight to a server, as model servers on this machine or in its network are
/// called: a socket for each open call, on the caller's own thread.
///
/// The client of the JDK hands each step of an exchange from thread to thread, which takes it four times the
/// processor time of this. It is still used for what is not simple: TLS and proxies ([ClientTransport]), and
/// requests that may be too large for the buffers between here and the server, so that writing them could wait
/// beyond the deadline.
///
/// **Kept connections** are used again while they are young, newest first; a server closes those that are idle.
/// An older one is looked at before it is used. Nothing is sent twice: if a connection breaks, the call fails.
final class SocketTransport implements Transport {
    private static final int LARGEST_WRITTEN = 64 << 10;
    private static final long IDLE_AT_MOST = Duration.ofSeconds(4).toNanos();
    private static final long FRESH = Duration.ofMillis(500).toNanos();

    private final Service.Access access;
    private final TransportFailures failures;
    private final InetSocketAddress unresolved;
    private final String authority;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpConnection> all = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private @Nullable ClientTransport forLarge;
    private volatile boolean isClosed;

    SocketTransport(Service.Access access) {
        this.access = access;
        this.failures = new TransportFailures(access);
        int port = access.base().uri().getPort();
        String host = access.base().uri().getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        this.unresolved = InetSocketAddress.createUnresolved(bare, port < 0 ? 80 : port);
        this.authority = access.base().uri().getRawAuthority();
    }

    @Override
    public Response exchange(Post post, Duration deadline, long begun)
            throws CallFailedException, InterruptedException {
        if (post.body().length > LARGEST_WRITTEN) {
            return forLarge().exchange(post, deadline, begun);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long end = begun + deadline.toNanos();
        HttpConnection connection = connection(end, deadline);
        boolean isWhole = false;
        try {
            connection.write(post, authority);
            Response response = connection.read(end, LARGEST_REPLY);
            isWhole = connection.canGoOn();
            return response;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (SocketTimeoutException e) {
            throw failures.late(deadline);
        } catch (IOException e) {
            throw failures.of(e, "", isClosed);
        } finally {
            if (isWhole && !isClosed) {
                idle.addFirst(connection);
            } else {
                discard(connection);
            }
        }
    }

    private HttpConnection connection(long end, Duration deadline) throws CallFailedException, InterruptedException {
        for (HttpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            long age = System.nanoTime() - kept.usedAt();
            if (age < FRESH || (age < IDLE_AT_MOST && kept.isAlive())) {
                return kept;
            }
            discard(kept);
        }
        if (isClosed) {
            throw failures.closed();
        }
        long left = Math.min(end - System.nanoTime(), LONGEST_CONNECT.toNanos());
        if (left <= 0) {
            throw failures.late(deadline);
        }
        try {
            InetSocketAddress address = new InetSocketAddress(unresolved.getHostString(), unresolved.getPort());
            if (address.isUnresolved()) {
                throw new UnknownHostException("no such host is known");
            }
            HttpConnection made = HttpConnection.to(address, Duration.ofNanos(left));
            all.add(made);
            if (isClosed) {
                discard(made);
                throw failures.closed();
            }
            return made;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (SocketTimeoutException e) {
            ConnectException late = new ConnectException(
                    "no connection within " + Duration.ofNanos(left).toMillis() + " ms");
            late.initCause(e);
            throw failures.of(late, "", isClosed);
        } catch (IOException e) {
            throw failures.of(e, "", isClosed);
        }
    }

    private ClientTransport forLarge() throws CallFailedException {
        synchronized (lock) {
            if (isClosed) {
                throw failures.closed();
            }
            ClientTransport ready = forLarge;
            if (ready == null) {
                ready = new ClientTransport(access);
                forLarge = ready;
            }
            return ready;
        }
    }

    private void discard(HttpConnection connection) {
        all.remove(connection);
        connection.close();
    }

    @Override
    public void close() {
        isClosed = true;
        all.forEach(this::discard);
        idle.clear();
        synchronized (lock) {
            if (forLarge != null) {
                forLarge.close();
            }
        }
    }
}
