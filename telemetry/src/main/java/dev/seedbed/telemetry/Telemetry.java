package dev.seedbed.telemetry;

import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary.End;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// What happens in a run as spans and metrics of OpenTelemetry, by its conventions for generative AI.
///
/// ```java
/// try (Telemetry telemetry = Telemetry.through(openTelemetry)) {          // the program's own, which stays open
///     seedbed.run(spec, RunOptions.defaults().listening(telemetry));
/// }
/// ```
///
/// There is a span for the run, inside the one that was open where this was made, and inside that a span for each
/// call that was made: its last try. What the journal answers is counted, and makes no span. Events hold no prompt,
/// reply or key, so neither does anything here. Nothing is sent but by whoever was given: without one of these there
/// is no telemetry.
///
/// **A run at a time**, one after the other if need be. **Threads.** Any; nothing here waits, but for [#close].
public final class Telemetry implements RunListener, AutoCloseable {
    private static final Duration MOST_WAIT = Duration.ofSeconds(3);

    /// What a process that is told to end can spare.
    private static final Duration MOST_WAIT_WHEN_TOLD_TO_STOP = Duration.ofMillis(700);

    private final RunSpans spans;
    private final RunMetrics metrics;
    private final Context around;
    private final Optional<Delivery> delivery;
    private volatile Duration mostWait = MOST_WAIT;

    private Telemetry(OpenTelemetry openTelemetry, Optional<Delivery> delivery) {
        this.spans = new RunSpans(openTelemetry);
        this.metrics = new RunMetrics(openTelemetry);
        this.around = Context.current();
        this.delivery = delivery;
    }

    /// Through an instance that the program has set up, and that it closes.
    public static Telemetry through(OpenTelemetry openTelemetry) {
        return new Telemetry(openTelemetry, Optional.empty());
    }

    /// To a collector, from threads of its own. A run never waits for the collector and never fails because of
    /// it: what it does not take in time is dropped. [#close] sends what is left, for at most three seconds, or
    /// less than one if the run was told to stop.
    ///
    /// @param version of the program, as `service.version`
    /// @param instance tells this process from others, as `service.instance.id`
    /// @param notice is told once, in words, if the collector does not take everything
    public static Telemetry to(Collector collector, String version, String instance, Consumer<String> notice) {
        Delivery delivery = new Delivery(collector, version, instance, notice);
        return new Telemetry(delivery.openTelemetry(), Optional.of(delivery));
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Began began -> spans.began(began, around);
            case RunEvent.Ended ended -> {
                metrics.ended(ended);
                spans.ended(ended);
            }
            case RunEvent.CallAnswered answered -> {
                metrics.answered(answered);
                if (!answered.isReused()) {
                    spans.answered(answered);
                }
            }
            case RunEvent.CallFailed failed -> {
                metrics.failed(failed);
                if (!failed.isReused()) {
                    spans.failed(failed);
                }
            }
            case RunEvent.CallRetried retried -> metrics.retried(retried);
            case RunEvent.EndpointChanged changed -> spans.changed(changed);
            case RunEvent.Braked braked -> spans.braked(braked);
            case RunEvent.Stopping stopping -> {
                if (stopping.end() == End.INTERRUPTED) {
                    mostWait = MOST_WAIT_WHEN_TOLD_TO_STOP;
                }
                spans.stopping(stopping);
            }
        }
    }

    /// Sends what is left to the collector, if there is one. More than once does no harm.
    @Override
    public void close() {
        spans.close();
        delivery.ifPresent(each -> each.close(mostWait));
    }
}
