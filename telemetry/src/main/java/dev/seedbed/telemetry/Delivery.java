package dev.seedbed.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Takes spans and metrics to a collector, behind the run's back: they wait in a queue of bounded length, and those
/// for which there is no room are dropped and counted. The resource says what the program is, and nothing of the
/// machine or of who uses it. Thread-safe.
final class Delivery {
    /// Where the library would say for each batch anew that nobody takes it, between the lines of a person's
    /// terminal. Held, since it would be forgotten with its level.
    private static final Logger CHATTER = Logger.getLogger("io.opentelemetry");

    private static final int QUEUE = 8_192;
    private static final Duration SPANS_EVERY = Duration.ofSeconds(1);
    private static final Duration METRICS_EVERY = Duration.ofSeconds(15);
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final RetryPolicy RETRIES = RetryPolicy.builder()
            .setMaxAttempts(2)
            .setInitialBackoff(Duration.ofMillis(200))
            .setMaxBackoff(Duration.ofSeconds(1))
            .build();

    private final Collector collector;
    private final Consumer<String> notice;
    private final OpenTelemetrySdk sdk;
    private final LongAdder ended = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final AtomicBoolean hasTold = new AtomicBoolean();
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Delivery(Collector collector, String version, String instance, Consumer<String> notice) {
        CHATTER.setLevel(Level.OFF);
        this.collector = collector;
        this.notice = notice;
        Resource resource = Resource.getDefault().toBuilder()
                .put("service.name", "seedbed")
                .put("service.version", version)
                .put("service.instance.id", instance)
                .build();
        this.sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setResource(resource)
                        .addSpanProcessor(new Count())
                        .addSpanProcessor(BatchSpanProcessor.builder(new Spans(spans()))
                                .setMaxQueueSize(QUEUE)
                                .setScheduleDelay(SPANS_EVERY)
                                .build())
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .setResource(resource)
                        .registerMetricReader(PeriodicMetricReader.builder(new Metrics(metrics()))
                                .setInterval(METRICS_EVERY)
                                .build())
                        .build())
                .build();
    }

    private SpanExporter spans() {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.path("traces"))
                .setHeaders(collector::headers)
                .setConnectTimeout(CONNECTING)
                .setTimeout(DEADLINE)
                .setRetryPolicy(RETRIES)
                .build();
    }

    private MetricExporter metrics() {
        return OtlpHttpMetricExporter.builder()
                .setEndpoint(collector.path("metrics"))
                .setHeaders(collector::headers)
                .setConnectTimeout(CONNECTING)
                .setTimeout(DEADLINE)
                .setRetryPolicy(RETRIES)
                .build();
    }

    OpenTelemetry openTelemetry() {
        return sdk;
    }

    /// Sends what is left, as far as that goes within a while.
    void close(Duration most) {
        if (isClosed.getAndSet(true)) {
            return;
        }
        // By another, since the library itself may wait for longer than was asked.
        Thread sending = Thread.ofPlatform()
                .daemon()
                .name("seedbed-telemetry")
                .start(() -> sdk.shutdown().join(1, TimeUnit.MINUTES));
        boolean inTime = false;
        try {
            inTime = sending.join(most);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        long lost = ended.sum() - taken.sum();
        if (lost > 0) {
            tell(lost + " of " + ended.sum() + " spans were not sent to " + collector
                    + (inTime
                            ? ", which took them too slowly"
                            : ", which did not take them within " + most.toMillis() + " ms"));
        }
    }

    private void failed(@Nullable Throwable failure) {
        tell("the collector at " + collector + " does not take what is sent (" + reason(failure)
                + "); the run goes on without it");
    }

    private void tell(String words) {
        if (!hasTold.getAndSet(true)) {
            notice.accept("telemetry: " + words);
        }
    }

    /// In words of ours: what a collector answers is of no use here, and could quote a header.
    private static String reason(@Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return "there is no such host";
            }
            if (each instanceof HttpTimeoutException) {
                return "it does not answer";
            }
            if (each instanceof SSLException) {
                return "no TLS connection to it can be made";
            }
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException) {
                return "nothing listens there";
            }
        }
        // What it answered instead of taking it, the library tells in words and to its insiders only.
        return failure == null || failure.getCause() == null ? "it refuses it" : "the connection broke";
    }

    private CompletableResultCode watched(CompletableResultCode result, int spans) {
        return result.whenComplete(() -> {
            if (result.isSuccess()) {
                taken.add(spans);
            } else {
                failed(result.getFailureThrowable());
            }
        });
    }

    private final class Spans implements SpanExporter {
        private final SpanExporter exporter;

        Spans(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return watched(exporter.export(spans), spans.size());
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    private final class Metrics implements MetricExporter {
        private final MetricExporter exporter;

        Metrics(MetricExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<MetricData> metrics) {
            return watched(exporter.export(metrics), 0);
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
            return exporter.getAggregationTemporality(instrumentType);
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    /// How many spans there were to send.
    private final class Count implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.increment();
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
