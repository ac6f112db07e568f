package dev.seedbed.testkit.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// All connections of an endpoint on one thread, because it shares its processors with what it measures: a reply
/// costs one read and one write and, under load, a share of one look at all sockets, where a thread for each
/// connection costs twice that. A second thread waits for the times at which replies are due, since a selector's
/// time-out is no finer than a millisecond. Both work under one lock, so that who serves needs none.
final class ConnectionLoop implements AutoCloseable {
    private static final int BACKLOG = 4096;

    /// Who answers.
    interface Service {
        /// Has a request, which it answers with [Connection#write] now or later.
        void serve(Connection connection, HttpRequest request) throws IOException;

        /// A client has hung up while its request was being answered.
        void hungUp(Connection connection);
    }

    private final Service service;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final ScheduledThreadPoolExecutor timer;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1024);
    private final Object lock = new Object();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("benchmark-endpoint").unstarted(this::run);
    private volatile boolean isClosed;

    ConnectionLoop(int port, Service service) {
        this.service = service;
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open();
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("benchmark-endpoint-timer").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /// Answers a connection's request when so many nanoseconds have passed, if the client is still there; at once
    /// if there are none to wait.
    void after(Connection connection, long nanoseconds, Step step) throws IOException {
        if (nanoseconds <= 0) {
            step.run();
            return;
        }
        var _ = timer.schedule(
                () -> {
                    synchronized (lock) {
                        if (connection.isOpen()) {
                            take(connection, step);
                            goOn(connection);
                        }
                    }
                },
                nanoseconds,
                TimeUnit.NANOSECONDS);
    }

    /// Something to do to a connection.
    interface Step {
        void run() throws IOException;
    }

    private void run() {
        try (selector;
                server) {
            while (!isClosed) {
                selector.select(this::ready);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        synchronized (lock) {
            if (!key.isValid()) {
                return;
            }
            if (key.isAcceptable()) {
                accept();
                return;
            }
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                take(connection, connection::writeOn);
            }
            if (key.isValid() && key.isReadable()) {
                take(connection, () -> {
                    if (!connection.read(scratch)) {
                        gone(connection);
                    }
                });
                goOn(connection);
            }
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key));
            }
        } catch (IOException e) {
            // Gone before it was here, or this loop is being closed.
        }
    }

    /// Serves what has come and waits.
    private void goOn(Connection connection) {
        take(connection, () -> {
            while (connection.isOpen() && !connection.isAnswering) {
                Optional<HttpRequest> request = connection.next();
                if (request.isEmpty()) {
                    return;
                }
                service.serve(connection, request.get());
            }
        });
    }

    private void take(Connection connection, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            // A client that has gone, or that does not speak HTTP, only loses its connection.
            gone(connection);
        }
    }

    private void gone(Connection connection) {
        if (connection.isAnswering) {
            connection.isAnswering = false;
            service.hungUp(connection);
        }
        try {
            connection.close();
        } catch (IOException e) {
            // It was on its way out.
        }
    }

    /// Closes all connections. Their thread does it: closing a selector from elsewhere waits for the lock that the
    /// thread holds while it serves, and that waits for ours.
    @Override
    public void close() {
        timer.shutdownNow();
        isClosed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
