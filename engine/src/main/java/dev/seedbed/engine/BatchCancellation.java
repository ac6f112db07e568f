package dev.seedbed.engine;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Ends the batches that stopped runs of a pipeline have left at endpoints.
///
/// ```java
/// BatchCancellation.Cancelled cancelled = BatchCancellation.cancel(plan, journal, Clock.systemUTC());
/// ```
///
/// What was answered by then is paid for, and goes into the journal; the rest is asked again by the next run. Blocks
/// until the endpoints say that the batches have ended.
public final class BatchCancellation {
    private BatchCancellation() {}

    /// @param batches that were ended
    /// @param settled questions of theirs whose answer or failure is in the journal
    /// @param remaining how many could not be ended, as their model is not in the pipeline any more, by
    ///     the identity of its endpoint
    public record Cancelled(int batches, long settled, Map<String, Integer> remaining) {
        public Cancelled {
            remaining = Collections.unmodifiableMap(new LinkedHashMap<>(remaining));
        }
    }

    /// @throws SeedbedException if an endpoint cannot be asked to
    public static Cancelled cancel(RunPlan plan, Journal journal, Clock clock) throws InterruptedException {
        StopSignal stopSignal = new StopSignal();
        Purse purse =
                new Purse(Caps.NONE, new Journal.Spent(0, Usage.NONE, List.of(), 0), stopSignal, Stopwatch.of(clock));
        BatchDesks desks = new BatchDesks(plan, journal, purse, stopSignal, clock, journal::find);
        int batches = 0;
        long settled = 0;
        try {
            for (BatchDesk desk : desks.all()) {
                for (BatchDesk.SentBatch sent : desk.away()) {
                    settled += desk.clerk().cancel(sent);
                    batches++;
                }
            }
        } catch (StoppedException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    stopSignal.stop().map(StopSignal.Stop::explanation).orElse("the batches cannot be cancelled"));
        }
        return new Cancelled(batches, settled, desks.orphans());
    }
}
