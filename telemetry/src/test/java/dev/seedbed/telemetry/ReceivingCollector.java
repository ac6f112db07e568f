package dev.seedbed.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A collector that reads OTLP over HTTP with the protocol's own classes.
final class ReceivingCollector implements AutoCloseable {
    private final HttpServer server;
    private final int status;
    final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
    final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
    final List<String> headers = new CopyOnWriteArrayList<>();
    final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    ReceivingCollector() throws IOException {
        this(200);
    }

    ReceivingCollector(int status) throws IOException {
        this.status = status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> receive(exchange, true));
        server.createContext("/v1/metrics", exchange -> receive(exchange, false));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void receive(HttpExchange exchange, boolean isTrace) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(body);
            exchange.getRequestHeaders().forEach((name, values) -> headers.add(name + ": " + values));
            read(body, isTrace);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void read(byte[] body, boolean isTrace) throws InvalidProtocolBufferException {
        if (isTrace) {
            traces.add(ExportTraceServiceRequest.parseFrom(body));
        } else {
            metrics.add(ExportMetricsServiceRequest.parseFrom(body));
        }
    }

    List<Span> spans() {
        return traces.stream()
                .flatMap(each -> each.getResourceSpansList().stream())
                .flatMap(each -> each.getScopeSpansList().stream())
                .flatMap(each -> each.getSpansList().stream())
                .toList();
    }

    /// The last that was said of a metric: figures add up from the start.
    Metric metric(String name) {
        return all(name).reduce((_, later) -> later).orElseThrow();
    }

    Optional<Metric> metricIfSaid(String name) {
        return all(name).reduce((_, later) -> later);
    }

    private Stream<Metric> all(String name) {
        return metrics.stream()
                .flatMap(each -> each.getResourceMetricsList().stream())
                .flatMap(each -> each.getScopeMetricsList().stream())
                .flatMap(each -> each.getMetricsList().stream())
                .filter(each -> each.getName().equals(name));
    }

    /// Everything that came, as text in which words can be looked for.
    String everything() {
        StringBuilder all = new StringBuilder(String.join("\n", headers));
        bodies.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    static Map<String, Object> attributes(List<KeyValue> written) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        written.forEach(each -> attributes.put(each.getKey(), value(each.getValue())));
        return attributes;
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE -> {
                List<Object> values = new ArrayList<>();
                value.getArrayValue().getValuesList().forEach(each -> values.add(value(each)));
                yield values;
            }
            default -> throw new AssertionError("an attribute of an unexpected kind: " + value);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
