package dev.seedbed.cli.terminal;

import dev.seedbed.api.Json;
import dev.seedbed.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// An object of JSON per line, for machines.
final class JsonLines implements ProgressView {
    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void show(Progress progress) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "progress");
        line.put("accepted", progress.accepted());
        progress.wanted().ifPresent(wanted -> line.put("wanted", wanted));
        line.put("made", progress.made());
        line.put("in_flight", progress.inFlight());
        line.put("rejected", progress.rejected());
        line.put("failed", progress.failed());
        line.put(
                "calls",
                Map.of(
                        "made", progress.callsMade(),
                        "reused", progress.callsReused(),
                        "open", progress.callsOpen()));
        line.put(
                "tokens",
                Map.of(
                        "input", progress.tokens().input(),
                        "output", progress.tokens().output()));
        line.put(
                "spent",
                Map.of(
                        "amount", progress.spent().amount().toPlainString(),
                        "currency", progress.spent().currency()));
        if (!progress.waits().isEmpty()) {
            line.put("waits", progress.waits().stream().map(Figures::wait).toList());
        }
        line.put("elapsed_seconds", progress.elapsed().toMillis() / 1000.0);
        out.println(Json.canonical(line));
    }

    @Override
    public void close() {}
}
