package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where all journeys of a segment end, in candidate order: takes the first rows up to the target, writes
/// ledger and exports, counts, and says when enough is on its way.
///
/// Once the target is reached, a collector wants no more, or patience has run out, the line is *frozen*: what
/// still comes is counted as made, but stands behind the last row in candidate order, and nothing that is fixed
/// byte for byte knows of it.
final class FinishLine {
    private final RunPlan plan;
    private final OptionalLong target;
    private final boolean isPatient;
    private final Optional<Barrier> barrier;
    private final RunRecorder recorder;
    private final StopSignal stopSignal;
    private final Tallies total;
    private final Tallies settledOnly;
    private final Gauges gauges;
    private final Map<SampleId, Journey> collected = new LinkedHashMap<>();

    // Written in candidate order by whoever does the turnstile's work.
    private long accepted;
    private long lastAcceptedCandidate = -1;
    private boolean frozen;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long begun;
    private long ended;
    private long settled;
    private long passed;
    private long waiting;
    private boolean closed;
    /// How many candidates begin behind it depends on timing, as behind a frozen line.
    private volatile long lastWanted = Long.MAX_VALUE;

    /// What progress is read from, by any thread at any time.
    static final class Gauges {
        final LongAdder accepted = new LongAdder();
        final LongAdder made = new LongAdder();
        final LongAdder begun = new LongAdder();
        final LongAdder settled = new LongAdder();
        final LongAdder failed = new LongAdder();
        final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
    }

    /// @param barrier where what passes goes, instead of into the data set
    /// @param neverEnds whether nothing but rows enough ends the source, so that patience must
    FinishLine(
            RunPlan plan,
            Optional<Barrier> barrier,
            boolean neverEnds,
            RunRecorder recorder,
            StopSignal stopSignal,
            Tallies total,
            Tallies settledOnly,
            Gauges gauges) {
        this.plan = plan;
        this.target = barrier.isPresent() ? OptionalLong.empty() : plan.target();
        this.barrier = barrier;
        this.isPatient = target.isPresent() || (neverEnds && barrier.isEmpty());
        this.recorder = recorder;
        this.stopSignal = stopSignal;
        this.total = total;
        this.settledOnly = settledOnly;
        this.gauges = gauges;
        stopSignal.onStop(this::wake);
    }

    /// Journeys that passed, by sample: only if there is a barrier.
    Map<SampleId, Journey> collected() {
        return collected;
    }

    long accepted() {
        return accepted;
    }

    void begins(boolean anew) {
        if (anew) {
            gauges.made.increment();
        }
        gauges.begun.increment();
        lock.lock();
        try {
            begun++;
        } finally {
            lock.unlock();
        }
    }

    void childrenBegin(int children) {
        gauges.made.add(children);
    }

    /// A journey has ended, though others before it in candidate order may not have.
    void ended(Ending ending, boolean lastOfItsCandidate) {
        boolean rowPassed = ending instanceof Ending.Passed;
        if (!rowPassed && !lastOfItsCandidate) {
            return;
        }
        lock.lock();
        try {
            passed += rowPassed ? 1 : 0;
            ended += lastOfItsCandidate ? 1 : 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// So many samples more, or fewer, wait in front of a collector for those before them.
    void waiting(int more) {
        lock.lock();
        try {
            waiting += more;
            if (more > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A collector wants no more after a sample of this candidate.
    void close(long candidate) {
        lock.lock();
        try {
            if (!closed) {
                lastWanted = candidate;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until another candidate may begin: when fewer than `room` are between their beginning and their
    /// place in the data set, fewer than `busy` of them have anything to do but wait for others and, with a
    /// target, those on their way are not enough by the share that has passed so far.
    ///
    /// @return false if none may begin any more
    boolean awaitRoom(int room, long busy) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDecided(room, busy)) {
                changed.await();
            }
            return !closed && !stopSignal.isStopping();
        } finally {
            lock.unlock();
        }
    }

    /// Whether [#awaitRoom] would return at once.
    boolean knowsRoom(int room, long busy) {
        lock.lock();
        try {
            return isDecided(room, busy);
        } finally {
            lock.unlock();
        }
    }

    private boolean isDecided(int room, long busy) {
        return closed
                || stopSignal.isStopping()
                || (begun - settled < room
                        && begun - ended - waiting < busy
                        && (target.isEmpty() || begun - ended < wanted(target.getAsLong())));
    }

    /// Whether all that has begun has its place.
    boolean isAllSettled() {
        lock.lock();
        try {
            return settled >= begun;
        } finally {
            lock.unlock();
        }
    }

    private long wanted(long rows) {
        long missing = rows - passed;
        if (missing <= 0) {
            return 0;
        }
        double share = (passed + 1.0) / (ended + 1.0);
        return (long) Math.ceil(missing / share);
    }

    void awaitAllSettledUninterruptibly() {
        lock.lock();
        try {
            while (settled < begun) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitAllSettled() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (settled < begun) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// All samples of a candidate have come. Called in candidate order.
    void settled(long candidate) {
        gauges.settled.increment();
        if (isPatient && !frozen && !stopSignal.isStopping() && candidate - lastAcceptedCandidate >= plan.patience()) {
            frozen = true;
            stopSignal.stop(
                    End.TOO_FEW_ROWS,
                    "the last " + plan.patience() + " candidates gave no accepted row: the steps have run out of ideas"
                            + " (raise `patience` to go on)",
                    null);
        }
        if (candidate == lastWanted && barrier.isEmpty() && target.isEmpty() && !stopSignal.isStopping()) {
            // Those begun behind it are not waited for, and need not ask anybody.
            frozen = true;
            stopSignal.stop(End.DONE, "", null);
        }
        lock.lock();
        try {
            settled++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The end of the next journey in candidate order. What a barrier turns down comes from the thread that
    /// sends the others off, while those before end.
    void arrive(Journey journey, Ending ending) {
        // Shared by the finish lines of all segments, as the recorder is.
        synchronized (total) {
            finish(journey, ending);
        }
    }

    private void finish(Journey journey, Ending ending) {
        try {
            if (ending instanceof Ending.Passed && barrier.isPresent() && !stopSignal.isStopping()) {
                barrier.get().collect(journey.sample);
                collected.put(journey.sample.id(), journey);
                return;
            }
            boolean counts = !frozen && journey.candidate.number <= lastWanted;
            LedgerEntry entry = entry(journey, ending, counts);
            if (counts && entry.fate() != Fate.OPEN) {
                for (Journey.Snapshot snapshot : journey.exports) {
                    snapshot.exporter().write(snapshot.sample());
                }
            }
            if (entry.fate() == Fate.ACCEPTED) {
                recorder.accept(journey.sample);
            }
            recorder.record(entry);
            count(journey, ending, entry, counts);
        } catch (IOException e) {
            stopSignal.stop(End.UNUSABLE, "the run's files cannot be written: " + e.getMessage(), e);
        } catch (SeedbedException e) {
            stopSignal.stop(End.UNUSABLE, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            stopSignal.broke("writing sample " + journey.sample.id() + " broke", e);
        }
    }

    private void count(Journey journey, Ending ending, LedgerEntry entry, boolean counts) {
        int last = lastStep(ending);
        total.count(entry, journey.start, last);
        if (counts) {
            settledOnly.count(entry, journey.start, last);
        }
        switch (entry.fate()) {
            case ACCEPTED -> {
                gauges.accepted.increment();
                accepted++;
                lastAcceptedCandidate = journey.candidate.number;
                if (target.isPresent() && accepted == target.getAsLong()) {
                    frozen = true;
                    stopSignal.stop(End.DONE, "", null);
                }
            }
            case REJECTED ->
                gauges.rejected
                        .computeIfAbsent(entry.reason(), reason -> new LongAdder())
                        .increment();
            case FAILED -> gauges.failed.increment();
            case CONSUMED, SURPLUS, OPEN -> {}
        }
    }

    private int lastStep(Ending ending) {
        return switch (ending) {
            case Ending.Passed _ -> plan.steps().size();
            case Ending.Rejected rejected -> rejected.step();
            case Ending.Failed failed -> failed.step();
            case Ending.Consumed consumed -> consumed.step();
            case Ending.Surplus surplus -> surplus.step();
            case Ending.Open open -> open.step();
        };
    }

    private LedgerEntry entry(Journey journey, Ending ending, boolean counts) {
        return switch (ending) {
            case Ending.Passed _ when barrier.isPresent() -> entry(journey, Fate.OPEN, "");
            case Ending.Passed _ -> entry(journey, counts ? Fate.ACCEPTED : Fate.SURPLUS, "");
            case Ending.Rejected(int step, Rejection rejection) ->
                entry(
                        journey,
                        Fate.REJECTED,
                        stepName(step),
                        rejection.reason(),
                        rejection.explanation(),
                        rejection.evidence(),
                        List.of());
            case Ending.Failed(int step, String reason, String explanation, Data evidence) ->
                entry(journey, Fate.FAILED, stepName(step), reason, explanation, evidence, List.of());
            case Ending.Consumed(int step, List<SampleId> children) ->
                entry(journey, Fate.CONSUMED, stepName(step), "", "", Data.empty(), children);
            case Ending.Surplus(int step) -> entry(journey, Fate.SURPLUS, stepName(step));
            case Ending.Open(int step) -> entry(journey, Fate.OPEN, stepName(step));
        };
    }

    private LedgerEntry entry(Journey journey, Fate fate, String step) {
        return entry(journey, fate, step, "", "", Data.empty(), List.of());
    }

    private LedgerEntry entry(
            Journey journey,
            Fate fate,
            String step,
            String reason,
            String explanation,
            Data evidence,
            List<SampleId> children) {
        return new LedgerEntry(
                journey.candidate.number,
                journey.sample.id(),
                journey.sample.parents(),
                children,
                fate,
                step,
                reason,
                explanation,
                evidence,
                journey.sample.scores(),
                shown(fate, journey.sample.data()),
                journey.calls(),
                journey.cost());
    }

    /// What did not pass every gate may hold what one of them keeps from sight, whoever turned it down.
    private Data shown(Fate fate, Data data) {
        return switch (fate) {
            case ACCEPTED -> data;
            case CONSUMED -> Data.empty();
            case REJECTED, FAILED, SURPLUS, OPEN -> {
                Data shown = data;
                for (PlannedStep each : plan.steps()) {
                    shown = each.step() instanceof Gate gate ? gate.shown(shown) : shown;
                }
                yield shown;
            }
        };
    }

    private String stepName(int index) {
        return plan.steps().get(index).step().name();
    }
}
