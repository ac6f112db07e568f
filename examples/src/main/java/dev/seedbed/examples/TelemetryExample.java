package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;

/// Runs a pipeline that the program's own OpenTelemetry sees.
public final class TelemetryExample {
    private TelemetryExample() {}

    static RunResult run(OpenTelemetry openTelemetry, PipelineSpec spec, RunOptions options)
            throws InterruptedException {
        try (Telemetry telemetry = Telemetry.through(openTelemetry)) {
            return Seedbed.standard().run(spec, options.listening(telemetry));
        }
    }
}
