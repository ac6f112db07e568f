package dev.seedbed.cli.command;

import dev.seedbed.RunOptions;
import dev.seedbed.telemetry.Collector;
import dev.seedbed.telemetry.Telemetry;
import java.util.UUID;

/// What `--telemetry` asks for. Apart from the command, so that a run without it loads nothing of OpenTelemetry:
/// no field and no signature of a command may name it, for picocli looks at them all.
final class Collecting implements AutoCloseable {
    private static final String BY_ENVIRONMENT = "env";

    private final Telemetry telemetry;

    private Collecting(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /// @param where the collector's address, or that the environment has it
    static Collecting to(String where, Workshop workshop) {
        Collector collector = where.equals(BY_ENVIRONMENT) ? Collector.of(workshop.environment()) : Collector.at(where);
        return new Collecting(Telemetry.to(
                collector,
                workshop.version(),
                UUID.randomUUID().toString(),
                words -> workshop.terminal().say("note: " + words)));
    }

    RunOptions listening(RunOptions options) {
        return options.listening(telemetry);
    }

    @Override
    public void close() {
        telemetry.close();
    }
}
