package dev.seedbed.engine;

import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One execution of a pipeline: takes candidates from the source, sends each through the steps, and records the
/// rows and the fate of every sample in candidate order.
///
/// ```java
/// Run run = new Run(plan, journal, recorder, Clock.systemUTC());
/// RunSummary summary = run.execute();      // blocks; run.stop() from another thread ends it early
/// ```
///
/// **Order.** What a run writes depends on the plan and the replies only: not on threads, time, or on how often
/// it was stopped and started again. `designs/candidate-order.md` says how. **Resuming** is running again with
/// the same journal: what was answered is not asked again. **Errors** end the run; they are told in the
/// summary, never thrown, but for those of opening exporters. **Threads.** [#execute] once; [#progress] and
/// [#stop] from anywhere.
public final class Run {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final RunPlan plan;
    private final RunRecorder recorder;
    private final StopSignal stopSignal = new StopSignal();
    private final Crew crew;
    private final CallDesk desk;
    private final FinishLine.Gauges gauges = new FinishLine.Gauges();
    private final Tallies total;
    private final Tallies settled;
    private final Instant started;
    private final Stopwatch stopwatch;
    private final Watch watch;
    private volatile boolean over;

    /// A run that nobody listens to.
    public Run(RunPlan plan, Journal journal, RunRecorder recorder, Clock clock) {
        this(plan, journal, recorder, clock, List.of());
    }

    /// @param listeners are told what happens
    public Run(RunPlan plan, Journal journal, RunRecorder recorder, Clock clock, List<RunListener> listeners) {
        this(plan, journal, recorder, clock, Stopwatch.of(clock), listeners);
    }

    /// @param clock for the moments that are recorded
    /// @param stopwatch for how long things take
    Run(
            RunPlan plan,
            Journal journal,
            RunRecorder recorder,
            Clock clock,
            Stopwatch stopwatch,
            List<RunListener> listeners) {
        this.plan = plan;
        this.stopwatch = stopwatch;
        this.recorder = recorder;
        this.watch = new Watch(listeners, clock);
        this.crew = new Crew(stopSignal, endsAtRows(plan) && journal.size() > 0 ? Recall.ofJournal() : Recall.none());
        this.desk = new CallDesk(plan, journal, stopSignal, crew, clock, stopwatch, watch);
        this.total = new Tallies(plan.steps());
        this.settled = new Tallies(plan.steps());
        this.started = clock.instant();
        stopSignal.onStop(this::wakeCrew);
    }

    /// Whether rows enough end it, so that what is begun behind the last of them may be asked for in vain.
    private static boolean endsAtRows(RunPlan plan) {
        return plan.target().isPresent()
                || plan.steps().stream()
                        .anyMatch(planned -> planned.step() instanceof Collector collector && collector.bounded());
    }

    /// Where it stands.
    public Progress progress() {
        Map<String, Long> rejected = new TreeMap<>();
        gauges.rejected.forEach((reason, count) -> rejected.put(reason, count.sum()));
        RunSummary.Calls calls = desk.calls();
        Totals.Bill bill = desk.totals().bill(false);
        return new Progress(
                gauges.accepted.sum(),
                plan.target(),
                gauges.made.sum(),
                gauges.begun.sum() - gauges.settled.sum(),
                rejected,
                gauges.failed.sum(),
                calls.made(),
                calls.reused(),
                desk.openCalls(),
                bill.usage(),
                bill.cost(),
                stopwatch.elapsed(),
                desk.waits());
    }

    /// A sentence on each model that went down while another stood in: whether it answered at all, and who did.
    public List<String> outages() {
        return desk.outages();
    }

    /// Ends it soon, with all that was answered kept. Returns at once; [#execute] returns when it has ended.
    public void stop() {
        stopSignal.stop(End.INTERRUPTED, "told to stop; the same command goes on from here", null);
    }

    /// The cause of a defect, for the report of it.
    public Optional<Throwable> defect() {
        return stopSignal
                .stop()
                .filter(stop -> stop.end() == End.DEFECT)
                .flatMap(stop -> Optional.ofNullable(stop.cause()));
    }

    /// Runs to the end.
    public RunSummary execute() throws InterruptedException {
        watch.tell(at -> new RunEvent.Began(at, plan.name(), plan.seed(), target()));
        List<Exporter> exporters = new ArrayList<>();
        RunSummary summary;
        try {
            for (PlannedStep planned : plan.steps()) {
                if (planned.step() instanceof Exporter exporter) {
                    exporter.open();
                    exporters.add(exporter);
                }
            }
            desk.batches().start();
            summary = summary(counted()).withCanaries(desk.canaries());
        } catch (InterruptedException | RuntimeException | Error e) {
            closeAfter(e, exporters);
            throw e;
        } finally {
            over = true;
            desk.batches().close();
        }
        exporters.forEach(exporter -> exporter.close(summary.end().isFinished()));
        watch.ended(summary);
        return summary;
    }

    private static void closeAfter(Throwable failure, List<Exporter> exporters) {
        for (Exporter exporter : exporters) {
            try {
                exporter.close(false);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /// The thread that sends candidates off counts as at work from the first segment to the last, so that the
    /// journal is not taken for used up between two.
    private long counted() throws InterruptedException {
        crew.recall().begins();
        try {
            return runSegments();
        } finally {
            crew.recall().ends();
        }
    }

    private long runSegments() throws InterruptedException {
        RunScope scope =
                new RunScope(plan.seed(), desk.batches().room(plan.inFlight()), busy(), crew, stopSignal, desk);
        List<Step> steps = plan.steps().stream().map(PlannedStep::step).toList();
        Source source = (Source) steps.getFirst();
        Map<SampleId, Journey> carried = new HashMap<>();
        try (Source.Candidates candidates = source.open()) {
            Iterator<Sample> incoming = candidates;
            int from = 1;
            while (true) {
                int to = nextBarrier(steps, from);
                Optional<Barrier> barrier =
                        to == steps.size() ? Optional.empty() : Optional.of((Barrier) steps.get(to));
                FinishLine finishLine = new FinishLine(
                        plan,
                        barrier,
                        endsAtRows(plan) && source.endless(),
                        recorder,
                        stopSignal,
                        total,
                        settled,
                        gauges);
                new Segment(scope, steps.subList(from, to), from, finishLine).run(incoming, carried);
                for (Journey journey : carried.values()) {
                    finishLine.arrive(journey, new Ending.Open(from - 1));
                }
                if (barrier.isEmpty()) {
                    return finishLine.accepted();
                }
                carried = finishLine.collected();
                incoming = new Released(barrier.get(), to, finishLine, carried);
                from = to + 1;
            }
        }
    }

    /// With a target, no more candidates at work than keep the endpoints busy: what is begun too many may be
    /// paid for in vain. Without one everything will be asked anyway, and more than that would only take memory.
    private long busy() {
        if (plan.models().isEmpty()) {
            return Long.MAX_VALUE;
        }
        long calls = plan.models().stream()
                .mapToLong(model -> model.endpoint().concurrency())
                .sum();
        return plan.target().isPresent() ? calls + 2 + calls / 4 : 2 * calls + 32;
    }

    private static int nextBarrier(List<Step> steps, int from) {
        int to = from;
        while (to < steps.size() && !(steps.get(to) instanceof Barrier)) {
            to++;
        }
        return to;
    }

    /// What a barrier lets go on; what it does not is recorded on the way.
    private static final class Released implements Iterator<Sample> {
        private final Iterator<Barrier.Released> released;
        private final int step;
        private final FinishLine finishLine;
        private final Map<SampleId, Journey> carried;
        private @Nullable Sample next;

        Released(Barrier barrier, int step, FinishLine finishLine, Map<SampleId, Journey> carried) {
            this.released = barrier.release();
            this.step = step;
            this.finishLine = finishLine;
            this.carried = carried;
        }

        @Override
        public boolean hasNext() {
            while (next == null && released.hasNext()) {
                Barrier.Released each = released.next();
                switch (each.outcome()) {
                    case Outcome.Passed passed -> next = passed.sample();
                    case Outcome.Rejected rejected -> record(each, new Ending.Rejected(step, rejected.rejection()));
                    case Outcome.Surplus _ -> record(each, new Ending.Surplus(step));
                    case Outcome.Became _ ->
                        throw new IllegalStateException("a barrier cannot make other samples of those it holds");
                }
            }
            return next != null;
        }

        private void record(Barrier.Released each, Ending ending) {
            Journey journey = carried.remove(each.sample().id());
            if (journey != null) {
                finishLine.arrive(journey, ending);
            }
        }

        @Override
        public Sample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Sample sample = next;
            next = null;
            if (sample == null) {
                throw new NoSuchElementException();
            }
            return sample;
        }
    }

    private Optional<Long> target() {
        return plan.target().isPresent() ? Optional.of(plan.target().getAsLong()) : Optional.empty();
    }

    private void wakeCrew() {
        crew.interruptWaiting();
        End end = stopSignal.stop().map(StopSignal.Stop::end).orElse(End.DONE);
        watch.tell(at -> new RunEvent.Stopping(at, end));
        switch (end) {
            case INTERRUPTED -> interruptAfter(Duration.ZERO);
            case DONE, TOO_FEW_ROWS, DEFECT, WRONG_INPUT, UNUSABLE -> interruptAfter(GRACE);
            // Open calls are paid for: they may end, and have a deadline.
            case OUT_OF_BUDGET -> {}
        }
    }

    private void interruptAfter(Duration grace) {
        Thread.ofVirtual().name("seedbed-stop").start(() -> {
            try {
                Thread.sleep(grace);
                while (!over) {
                    crew.interruptAll();
                    Thread.sleep(Duration.ofMillis(50));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private RunSummary summary(long accepted) {
        End end = End.DONE;
        String explanation = "";
        // The calls that were open when the budget was used up may have brought the last row.
        boolean isWhole = plan.target().isPresent() && accepted >= plan.target().getAsLong();
        Optional<StopSignal.Stop> stop = stopSignal.stop().filter(each -> each.end() != End.OUT_OF_BUDGET || !isWhole);
        if (stop.isPresent()) {
            end = stop.get().end();
            explanation = stop.get().explanation() + desk.batches().leftBehind();
        } else if (plan.target().isPresent() && accepted < plan.target().getAsLong()) {
            end = End.TOO_FEW_ROWS;
            explanation = "the source has no more candidates";
        } else if (gauges.made.sum() == 0) {
            explanation = "the source has no candidates, so there was nothing to do";
        }
        Totals.Bill all = desk.totals().bill(true);
        return new RunSummary(
                plan.name(),
                plan.seed(),
                target(),
                end,
                explanation,
                started,
                started.plus(stopwatch.elapsed()),
                new LinkedHashMap<>(total.fates()),
                new LinkedHashMap<>(settled.fates()),
                settled.steps(),
                desk.totals().models(),
                desk.prompts(),
                plan.inputs(),
                desk.calls(),
                all.usage(),
                all.cost(),
                desk.totals().bill(false).cost());
    }
}
