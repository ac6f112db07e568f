package dev.seedbed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Spans and metrics of real runs over HTTP, as a collector gets them.
@Timeout(120)
class TelemetryTest {
    private static final String KEY = "sk-planted-0123456789abcdef";
    private static final String COLLECTOR_KEY = "collector-key-0123456789";
    private static final int ROWS = 12;

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void writeInput() throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question " + i)))
                        .toList());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private PipelineSpec pipeline() {
        return PipelineReader.read("""
                seedbed: 1
                name: collected
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: THE_KEY, price: { input: 500000, output: 1000000 } }
                steps:
                  - load: { path: in.jsonl }
                  - generate: { model: writer, prompt: "{{ instruction }}", max-tokens: 64 }
                """.formatted(endpoint.baseUri()), "test.yaml", folder);
    }

    private RunResult run(String directory, Telemetry telemetry) throws InterruptedException {
        return Seedbed.standard()
                .withEnvironment(Map.of("THE_KEY", KEY))
                .run(
                        pipeline(),
                        RunOptions.defaults().into(folder.resolve(directory)).listening(telemetry));
    }

    private RunResult runTo(Collector collector) throws InterruptedException {
        try (Telemetry telemetry = Telemetry.to(collector, "1.2.3", "this-process", notices::add)) {
            return run("run", telemetry);
        }
    }

    private static List<Span> calls(ReceivingCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.getKind() == SpanKind.SPAN_KIND_CLIENT)
                .toList();
    }

    private static Span runSpan(ReceivingCollector collector) {
        List<Span> spans = collector.spans().stream()
                .filter(span -> span.getKind() != SpanKind.SPAN_KIND_CLIENT)
                .toList();
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }

    private static Map<String, Object> attributes(Span span) {
        return ReceivingCollector.attributes(span.getAttributesList());
    }

    private static long number(Span span, String name) {
        return attributes(span).get(name) instanceof Long value ? value : -1;
    }

    private static long sum(ReceivingCollector collector, String name, String key, String value) {
        return collector.metricIfSaid(name).stream()
                .flatMap(metric -> metric.getSum().getDataPointsList().stream())
                .filter(point -> value.equals(
                        ReceivingCollector.attributes(point.getAttributesList()).get(key)))
                .mapToLong(NumberDataPoint::getAsInt)
                .sum();
    }

    @Test
    void aRunIsASpanAndEachCallASpanInsideIt() throws Exception {
        try (ReceivingCollector collector = new ReceivingCollector()) {
            RunResult result = runTo(Collector.at(collector.url()));

            Span run = runSpan(collector);
            assertThat(run.getName()).isEqualTo("run collected");
            assertThat(attributes(run))
                    .containsEntry("seedbed.pipeline", "collected")
                    .containsEntry("seedbed.end", "done")
                    .containsEntry("seedbed.rows.accepted", 12L)
                    .containsEntry("seedbed.rows.failed", 0L)
                    .containsEntry("seedbed.calls.made", 12L)
                    .containsEntry(
                            "seedbed.cost", result.summary().spent().amount().doubleValue())
                    .containsEntry("seedbed.currency", "USD");
            assertThat(run.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
            assertThat(calls(collector)).hasSize(ROWS).allSatisfy(span -> {
                assertThat(span.getName()).isEqualTo("chat scripted");
                assertThat(span.getTraceId()).isEqualTo(run.getTraceId());
                assertThat(span.getParentSpanId()).isEqualTo(run.getSpanId());
                assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
                assertThat(attributes(span))
                        .containsEntry("gen_ai.operation.name", "chat")
                        .containsEntry("gen_ai.provider.name", "openai")
                        .containsEntry("gen_ai.request.model", "scripted")
                        .containsEntry("gen_ai.response.model", "scripted")
                        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                        .containsEntry("seedbed.model", "writer")
                        .containsEntry("seedbed.step", "generate")
                        .containsEntry("seedbed.tries", 1L)
                        .containsKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "seedbed.sample");
            });
            assertThat(calls(collector).stream()
                            .mapToLong(span -> number(span, "gen_ai.usage.output_tokens"))
                            .sum())
                    .isEqualTo(result.summary().tokens().output());
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void metricsHaveTheNamesUnitsAndBucketsOfTheConventions() throws Exception {
        try (ReceivingCollector collector = new ReceivingCollector()) {
            RunResult result = runTo(Collector.at(collector.url()));

            Metric tokens = collector.metric("gen_ai.client.token.usage");
            assertThat(tokens.getUnit()).isEqualTo("{token}");
            assertThat(tokens.getHistogram().getDataPointsList()).hasSize(2).allSatisfy(point -> {
                assertThat(point.getCount()).isEqualTo(ROWS);
                assertThat(point.getExplicitBoundsList())
                        .startsWith(1.0, 4.0, 16.0)
                        .endsWith(67108864.0)
                        .hasSize(14);
            });
            assertThat(tokens.getHistogram().getDataPointsList().stream()
                            .filter(point -> "input"
                                    .equals(ReceivingCollector.attributes(point.getAttributesList())
                                            .get("gen_ai.token.type")))
                            .mapToDouble(HistogramDataPoint::getSum)
                            .sum())
                    .isEqualTo((double) result.summary().tokens().input());
            Metric duration = collector.metric("gen_ai.client.operation.duration");
            assertThat(duration.getUnit()).isEqualTo("s");
            HistogramDataPoint point = duration.getHistogram().getDataPoints(0);
            assertThat(point.getCount()).isEqualTo(ROWS);
            assertThat(point.getExplicitBoundsList())
                    .startsWith(0.01, 0.02)
                    .endsWith(81.92)
                    .hasSize(14);
            assertThat(ReceivingCollector.attributes(point.getAttributesList()))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "scripted")
                    .doesNotContainKey("error.type");
            assertThat(collector
                            .metric("seedbed.cost")
                            .getSum()
                            .getDataPoints(0)
                            .getAsDouble())
                    .isEqualTo(result.summary().spent().amount().doubleValue());
            assertThat(sum(collector, "seedbed.calls", "seedbed.outcome", "answered"))
                    .isEqualTo(ROWS);
            assertThat(collector.metric("seedbed.rows").getGauge().getDataPointsList())
                    .anySatisfy(rows -> {
                        assertThat(rows.getAsInt()).isEqualTo(ROWS);
                        assertThat(ReceivingCollector.attributes(rows.getAttributesList()))
                                .containsEntry("seedbed.fate", "accepted")
                                .containsEntry("seedbed.pipeline", "collected");
                    });
        }
    }

    @Test
    void aFailedCallSaysItsStatusAndATryThatIsRepeatedIsCounted() throws Exception {
        endpoint.always("Question 3\"", Behaviour.error(400, "not that"));
        endpoint.once("Question 5\"", Behaviour.error(500, "boom"));
        try (ReceivingCollector collector = new ReceivingCollector()) {
            runTo(Collector.at(collector.url()));

            assertThat(calls(collector)).hasSize(ROWS);
            assertThat(calls(collector).stream()
                            .filter(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR))
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(attributes(span)).containsEntry("error.type", "400");
                        assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
                    });
            assertThat(calls(collector).stream().filter(span -> number(span, "seedbed.tries") == 2))
                    .singleElement()
                    .satisfies(span -> assertThat(attributes(span)).doesNotContainKey("error.type"));
            assertThat(sum(collector, "seedbed.call.retries", "error.type", "500"))
                    .isEqualTo(1);
            assertThat(sum(collector, "seedbed.calls", "seedbed.outcome", "failed"))
                    .isEqualTo(1);
            assertThat(collector
                            .metric("gen_ai.client.operation.duration")
                            .getHistogram()
                            .getDataPointsList())
                    .anySatisfy(point -> assertThat(ReceivingCollector.attributes(point.getAttributesList()))
                            .containsEntry("error.type", "400"));
            assertThat(attributes(runSpan(collector)))
                    .containsEntry("seedbed.rows.failed", 1L)
                    .containsEntry("seedbed.calls.failed", 1L);
        }
    }

    @Test
    void whatTheJournalAnswersIsCountedAndIsNoCall() throws Exception {
        try (ReceivingCollector collector = new ReceivingCollector()) {
            runTo(Collector.at(collector.url()));
        }
        try (ReceivingCollector collector = new ReceivingCollector()) {
            runTo(Collector.at(collector.url()));

            assertThat(collector.spans()).hasSize(1);
            assertThat(attributes(runSpan(collector)))
                    .containsEntry("seedbed.calls.made", 0L)
                    .containsEntry("seedbed.calls.reused", 12L)
                    .containsEntry("seedbed.rows.accepted", 12L)
                    .containsEntry("seedbed.cost", 0.0);
            assertThat(sum(collector, "seedbed.calls", "seedbed.outcome", "reused"))
                    .isEqualTo(ROWS);
            assertThat(collector.metricIfSaid("gen_ai.client.token.usage")).isEmpty();
            assertThat(collector.metricIfSaid("gen_ai.client.operation.duration"))
                    .isEmpty();
            assertThat(collector.metricIfSaid("seedbed.cost")).isEmpty();
        }
    }

    @Test
    void aRunThatCannotGoOnIsAnError() throws Exception {
        endpoint.always("Question", Behaviour.error(401, "wrong key " + KEY));
        try (ReceivingCollector collector = new ReceivingCollector()) {
            assertThat(runTo(Collector.at(collector.url())).summary().end()).isEqualTo(End.UNUSABLE);

            Span run = runSpan(collector);
            assertThat(run.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
            assertThat(attributes(run)).containsEntry("error.type", "unusable");
            assertThat(run.getEventsList())
                    .anySatisfy(event -> assertThat(event.getName()).isEqualTo("seedbed.stopping"));
            assertThat(collector.everything()).doesNotContain(KEY, "wrong key");
        }
    }

    @Test
    void noPromptReplyOrKeyIsSentAndTheCollectorsKeyOnlyAsItsHeader() throws Exception {
        endpoint.always("Question 3\"", Behaviour.error(400, "not that, said " + KEY + " to Question 3"));
        endpoint.always("Question 4\"", new Behaviour.Says("A reply of great secrecy"));
        endpoint.once("Question 5\"", Behaviour.error(500, "boom " + KEY));
        try (ReceivingCollector collector = new ReceivingCollector()) {
            runTo(Collector.of(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.url() + "/",
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    "api-key=" + COLLECTOR_KEY + ", x-team=data%20team")));

            assertThat(collector.headers)
                    .anySatisfy(header -> assertThat(header).isEqualToIgnoringCase("Api-key: [" + COLLECTOR_KEY + "]"))
                    .anySatisfy(header -> assertThat(header).isEqualToIgnoringCase("X-team: [data team]"));
            assertThat(collector.everything()).doesNotContain(KEY, "Question ", "secrecy", "boom", "not that");
            assertThat(collector.bodies)
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(new String(body, StandardCharsets.ISO_8859_1))
                            .doesNotContain(COLLECTOR_KEY, System.getProperty("user.name") + "@", folder.toString()));
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void theResourceSaysTheProgramAndNothingOfTheMachine() throws Exception {
        try (ReceivingCollector collector = new ReceivingCollector()) {
            runTo(Collector.at(collector.url()));

            Map<String, Object> resource = ReceivingCollector.attributes(collector
                    .traces
                    .getFirst()
                    .getResourceSpans(0)
                    .getResource()
                    .getAttributesList());
            assertThat(resource)
                    .containsEntry("service.name", "seedbed")
                    .containsEntry("service.version", "1.2.3")
                    .containsEntry("service.instance.id", "this-process")
                    .containsOnlyKeys(
                            "service.name",
                            "service.version",
                            "service.instance.id",
                            "telemetry.sdk.name",
                            "telemetry.sdk.language",
                            "telemetry.sdk.version");
        }
    }

    @Test
    void aCollectorThatIsNotThereIsToldOnceAndTheRunIsDone() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RunResult result = runTo(Collector.at("http://127.0.0.1:" + port));

        assertThat(result.summary().end()).isEqualTo(End.DONE);
        assertThat(notices)
                .containsExactly("telemetry: the collector at http://127.0.0.1:" + port
                        + " does not take what is sent (nothing listens there); the run goes on without it");
    }

    @Test
    void aCollectorThatSaysNothingIsGivenUpAndToldOnce() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RunResult result = runTo(Collector.at("http://127.0.0.1:" + silent.getLocalPort()));

            assertThat(result.summary().end()).isEqualTo(End.DONE);
            // Which of its limits is reached first depends on how long the run took.
            assertThat(notices)
                    .singleElement()
                    .asString()
                    .startsWith("telemetry: ")
                    .contains("http://127.0.0.1:");
        }
    }

    @Test
    void aCollectorThatRefusesIsToldOnce() throws Exception {
        try (ReceivingCollector collector = new ReceivingCollector(403)) {
            assertThat(runTo(Collector.at(collector.url())).summary().end()).isEqualTo(End.DONE);

            assertThat(notices)
                    .containsExactly("telemetry: the collector at " + collector.url()
                            + " does not take what is sent (it refuses it); the run goes on without it");
        }
    }

    @Test
    void throughAnInstanceThatSendsNothingARunIsAsEver() throws Exception {
        try (Telemetry telemetry = Telemetry.through(OpenTelemetry.noop())) {
            assertThat(run("run", telemetry).summary().end()).isEqualTo(End.DONE);
        }
    }
}
