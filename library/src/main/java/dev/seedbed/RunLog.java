package dev.seedbed;

import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunListener;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The events of a run as lines of JSON, one each:
///
/// ```json
/// {"at":"2026-11-21T10:00:01.5Z","event":"call-answered","model":"writer","provider":"openai","step":"generate",
///  "sample":"4f1c...","candidate":3,"tries":1,"reused":false,"input":12,"output":40,"cost":0.000026,
///  "currency":"USD","took_ms":731}
/// ```
///
/// A line holds figures and names only: no prompt, no reply, no key, no word of an endpoint's. What is added to a
/// file goes behind what it holds, and each line is in it when the event has been told. If it cannot be written,
/// nothing more is, and [#failure] says why: a run is worth more than its log. Thread-safe.
final class RunLog implements RunListener, AutoCloseable {
    private final Opening opening;
    private final boolean isOurs;
    private @Nullable OutputStream out;
    private @Nullable String failure;

    private interface Opening {
        OutputStream open() throws IOException;
    }

    private RunLog(Opening opening, boolean isOurs) {
        this.opening = opening;
        this.isOurs = isOurs;
    }

    /// A log at the end of a file, which is made if it is not there.
    static RunLog to(Path file) {
        // Not through a channel: that would be closed when a thread of the run is interrupted.
        return new RunLog(() -> new FileOutputStream(file.toFile(), true), true);
    }

    /// A log on a stream that others write to as well, and that stays open.
    static RunLog to(OutputStream stream) {
        return new RunLog(() -> stream, false);
    }

    @Override
    public void on(RunEvent event) {
        byte[] line = (Json.write(fields(event)) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (failure != null) {
                return;
            }
            try {
                OutputStream to = out == null ? opening.open() : out;
                out = to;
                to.write(line);
                to.flush();
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
    }

    /// Why it is not whole.
    synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null && isOurs) {
                out.close();
            }
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    private static Map<String, Object> fields(RunEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", event.at().toString());
        switch (event) {
            case RunEvent.Began began -> {
                line.put("event", "run-began");
                line.put("pipeline", began.pipeline());
                line.put("seed", began.seed());
                began.target().ifPresent(target -> line.put("target", target));
            }
            case RunEvent.Ended ended -> ended(line, ended);
            case RunEvent.CallAnswered answered -> {
                call(line, "call-answered", answered.call(), answered.tries());
                line.put("reused", answered.isReused());
                tokens(line, answered.usage());
                cost(line, answered.cost());
                took(line, answered.took());
            }
            case RunEvent.CallFailed failed -> {
                call(line, "call-failed", failed.call(), failed.tries());
                line.put("reused", failed.isReused());
                failed.status().ifPresent(status -> line.put("status", status));
                took(line, failed.took());
            }
            case RunEvent.CallRetried retried -> {
                call(line, "call-retried", retried.call(), retried.tries());
                line.put("remedy", word(retried.remedy()));
                retried.status().ifPresent(status -> line.put("status", status));
                took(line, retried.took());
            }
            case RunEvent.EndpointChanged changed -> {
                line.put("event", "endpoint-" + word(changed.condition()));
                line.put("model", changed.model());
                line.put("provider", changed.provider());
                line.put("most_open", changed.mostOpen());
                if (!Double.isInfinite(changed.perSecond())) {
                    line.put("per_second", changed.perSecond());
                }
            }
            case RunEvent.Braked braked -> {
                line.put("event", "braked");
                line.put("model", braked.model());
                line.put("failed", braked.share());
            }
            case RunEvent.Stopping stopping -> {
                line.put("event", "stopping");
                line.put("end", word(stopping.end()));
            }
        }
        return line;
    }

    private static void ended(Map<String, Object> line, RunEvent.Ended ended) {
        line.put("event", "run-ended");
        line.put("pipeline", ended.pipeline());
        line.put("end", word(ended.end()));
        line.put("exit_code", ended.end().exitCode());
        for (Fate fate : Fate.values()) {
            line.put(word(fate), ended.fates().getOrDefault(fate, 0L));
        }
        line.put("calls_made", ended.calls().made());
        line.put("calls_reused", ended.calls().reused());
        line.put("calls_failed", ended.calls().failed());
        line.put("tries", ended.calls().tries());
        tokens(line, ended.tokens());
        cost(line, ended.spent());
        took(line, ended.took());
    }

    private static void call(Map<String, Object> line, String event, RunEvent.Call call, int tries) {
        line.put("event", event);
        line.put("model", call.model());
        line.put("provider", call.provider());
        line.put("step", call.step());
        line.put("sample", call.sample());
        line.put("candidate", call.candidate());
        line.put("tries", tries);
    }

    private static void tokens(Map<String, Object> line, Usage usage) {
        line.put("input", usage.input());
        line.put("output", usage.output());
    }

    private static void cost(Map<String, Object> line, Money cost) {
        line.put("cost", cost.amount());
        line.put("currency", cost.currency());
    }

    private static void took(Map<String, Object> line, Duration took) {
        line.put("took_ms", took.toMillis());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
