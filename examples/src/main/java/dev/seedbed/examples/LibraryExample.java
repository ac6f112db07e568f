package dev.seedbed.examples;

import dev.seedbed.RunDirectory;
import dev.seedbed.RunOptions;
import dev.seedbed.RunRecords;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.Session;
import dev.seedbed.api.run.Fate;
import dev.seedbed.pipeline.PipelineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs a pipeline from inside a program, and reads what came of it.
public final class LibraryExample {
    private LibraryExample() {}

    /// Runs a file of YAML with one value replaced, in a folder of its own.
    static RunResult runInto(Path pipeline, Path folder) throws InterruptedException {
        Seedbed seedbed = Seedbed.standard();
        PipelineSpec spec = seedbed.read(pipeline).with(List.of("target=5"));
        return seedbed.run(spec, RunOptions.defaults().into(folder));
    }

    /// Runs for some time, at most; the same call again goes on where this one ended.
    static RunResult runFor(Duration most, PipelineSpec spec, RunOptions options) throws InterruptedException {
        try (Session session = Seedbed.standard().open(spec, options);
                ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor()) {
            var _ = alarm.schedule(session::stop, most.toMillis(), TimeUnit.MILLISECONDS);
            RunResult result = session.execute();
            alarm.shutdownNow();
            return result;
        }
    }

    /// Counts the rejected samples of a run by reason.
    static Map<String, Integer> reasons(Path folder) {
        Map<String, Integer> reasons = new TreeMap<>();
        RunRecords.of(RunDirectory.of(folder)).forEachEntry(entry -> {
            if (entry.fate() == Fate.REJECTED) {
                reasons.merge(entry.reason(), 1, Integer::sum);
            }
        });
        return reasons;
    }
}
