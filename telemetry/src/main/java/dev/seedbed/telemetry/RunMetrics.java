package dev.seedbed.telemetry;

import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunEvent.Operation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;

/// The figures of a run. Those of the conventions have the conventions' units and buckets (see [Names]), and are of
/// calls that were made: what the journal answered is counted, and nothing else. Thread-safe.
final class RunMetrics {
    private static final double NANOSECONDS = 1e9;

    private final LongHistogram tokens;
    private final DoubleHistogram duration;
    private final LongCounter calls;
    private final LongCounter retries;
    private final DoubleCounter cost;
    private final LongGauge rows;

    RunMetrics(OpenTelemetry openTelemetry) {
        Meter meter = openTelemetry
                .getMeterProvider()
                .meterBuilder("dev.seedbed")
                .setSchemaUrl(Names.SCHEMA)
                .build();
        this.tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .setDescription("Number of input and output tokens used.")
                .setUnit("{token}")
                .ofLongs()
                .setExplicitBucketBoundariesAdvice(List.of(
                        1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L, 16777216L,
                        67108864L))
                .build();
        this.duration = meter.histogramBuilder("gen_ai.client.operation.duration")
                .setDescription("GenAI operation duration.")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(
                        List.of(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92))
                .build();
        this.calls = meter.counterBuilder("seedbed.calls")
                .setDescription("Questions by outcome: answered, failed, or reused from the journal.")
                .setUnit("{call}")
                .build();
        this.retries = meter.counterBuilder("seedbed.call.retries")
                .setDescription("Tries that gave no reply.")
                .setUnit("{try}")
                .build();
        this.cost = meter.counterBuilder("seedbed.cost")
                .ofDoubles()
                .setDescription("What calls cost, by the prices of the pipeline.")
                .setUnit("{currency}")
                .build();
        this.rows = meter.gaugeBuilder("seedbed.rows")
                .ofLongs()
                .setDescription("Rows of the run at its end, by fate.")
                .setUnit("{row}")
                .build();
    }

    void answered(RunEvent.CallAnswered answered) {
        RunEvent.Call call = answered.call();
        count(call, answered.isReused(), "answered");
        if (answered.isReused()) {
            return;
        }
        AttributesBuilder of = convention(call);
        answered.answeredBy().ifPresent(name -> of.put(Names.RESPONSE_MODEL, name));
        Attributes attributes = of.build();
        duration.record(seconds(answered.took()), attributes);
        Usage usage = answered.usage();
        tokens.record(
                usage.input(),
                attributes.toBuilder().put(Names.TOKEN_TYPE, "input").build());
        if (call.operation() != Operation.EMBEDDING) {
            tokens.record(
                    usage.output(),
                    attributes.toBuilder().put(Names.TOKEN_TYPE, "output").build());
        }
        cost.add(
                answered.cost().amount().doubleValue(),
                own(call).put(Names.CURRENCY, answered.cost().currency()).build());
    }

    void failed(RunEvent.CallFailed failed) {
        count(failed.call(), failed.isReused(), "failed");
        if (!failed.isReused()) {
            duration.record(
                    seconds(failed.took()),
                    convention(failed.call())
                            .put(Names.ERROR_TYPE, Names.errorType(failed.status()))
                            .build());
        }
    }

    void retried(RunEvent.CallRetried retried) {
        retries.add(
                1,
                own(retried.call())
                        .put(Names.ERROR_TYPE, Names.errorType(retried.status(), retried.remedy()))
                        .build());
    }

    void ended(RunEvent.Ended ended) {
        for (Fate fate : Fate.values()) {
            rows.set(
                    ended.fates().getOrDefault(fate, 0L),
                    Attributes.of(Names.FATE, Names.word(fate), Names.PIPELINE, ended.pipeline()));
        }
    }

    private void count(RunEvent.Call call, boolean isReused, String outcome) {
        calls.add(1, own(call).put(Names.OUTCOME, isReused ? "reused" : outcome).build());
    }

    private static AttributesBuilder convention(RunEvent.Call call) {
        AttributesBuilder attributes = Attributes.builder()
                .put(Names.OPERATION, Names.operation(call.operation()))
                .put(Names.PROVIDER, Names.provider(call.provider()));
        return call.name().isEmpty() ? attributes : attributes.put(Names.REQUEST_MODEL, call.name());
    }

    private static AttributesBuilder own(RunEvent.Call call) {
        return Attributes.builder().put(Names.MODEL, call.model()).put(Names.STEP, call.step());
    }

    private static double seconds(Duration took) {
        return took.toNanos() / NANOSECONDS;
    }
}
