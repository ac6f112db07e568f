package dev.seedbed.model.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server whose answers depend on a request's headers.
final class LoopbackServer implements AutoCloseable {
    /// What is answered.
    record Response(int status, Map<String, String> headers, String body) {
        static Response text(String text) {
            return new Response(200, Map.of("Content-Type", "application/json"), "{\"text\":\"" + text + "\"}");
        }
    }

    private final HttpServer server;
    private final List<String> keys = new CopyOnWriteArrayList<>();

    LoopbackServer(HttpServer server, Function<HttpExchange, Response> answer) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                Response response = answer.apply(exchange);
                byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
                response.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    static LoopbackServer start(Function<HttpExchange, Response> answer) {
        try {
            return new LoopbackServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// The `Authorization` of each request, in order of arrival.
    List<String> keys() {
        return new ArrayList<>(keys);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
