package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps from a source or barrier up to the next barrier or the end, and the samples on their way through
/// them.
///
/// A candidate's thread carries its sample from step to step until a collector, where it leaves it at the
/// turnstile; what the collector passes on goes on in a fresh thread. Children each get a thread of their own.
final class Segment {
    private final RunScope scope;
    private final List<Step> steps;
    private final int offset;
    private final FinishLine finishLine;
    private final List<Turnstile> turnstiles = new ArrayList<>();
    /// For each step the index of the first turnstile at or behind it; the last is the finish line's.
    private final int[] nextTurnstile;
    private final Map<Collector, Turnstile> byCollector = new HashMap<>();
    /// By turnstile: whether a sample before which it is not known what became was let through as open.
    private final boolean[] closed;

    /// @param offset the index of the first step in the whole pipeline
    Segment(RunScope scope, List<Step> steps, int offset, FinishLine finishLine) {
        this.scope = scope;
        this.steps = steps;
        this.offset = offset;
        this.finishLine = finishLine;
        this.nextTurnstile = new int[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            nextTurnstile[i] = turnstiles.size();
            if (steps.get(i) instanceof Collector collector) {
                Turnstile turnstile = new Turnstile(candidate -> settled(collector, candidate));
                turnstiles.add(turnstile);
                byCollector.put(collector, turnstile);
            }
        }
        nextTurnstile[steps.size()] = turnstiles.size();
        turnstiles.add(new Turnstile(finishLine::settled));
        this.closed = new boolean[turnstiles.size()];
        checkLookBehind();
    }

    /// A collector that breaks here breaks for all behind it, not for the sample whose thread does this.
    private void settled(Collector collector, long candidate) {
        try {
            collector.settled(candidate);
        } catch (RuntimeException | Error failure) {
            report(collector, "after candidate " + candidate, failure);
        }
    }

    private void checkLookBehind() {
        for (Step step : steps) {
            if (step instanceof SampleStep sampleStep) {
                Optional<LookBehind> lookBehind = sampleStep.lookBehind();
                if (lookBehind.isPresent()
                        && !byCollector.containsKey(lookBehind.get().collector())) {
                    throw new IllegalStateException("step '" + step.name() + "' looks behind at '"
                            + lookBehind.get().collector().name() + "', which is not between it and the next barrier");
                }
            }
        }
    }

    /// Sends the candidates off, as many at once as there is room for, and returns when the last has ended.
    ///
    /// @param carried the journeys of an earlier segment that are to go on, by sample
    void run(Iterator<Sample> candidates, Map<SampleId, Journey> carried) throws InterruptedException {
        try {
            sendOff(candidates, carried);
            try (Recall.Pause _ = scope.crew().recall().pause(finishLine::isAllSettled)) {
                finishLine.awaitAllSettled();
            }
        } catch (InterruptedException e) {
            // Whoever is on the way would go on, with nobody to journal the answers that are paid for.
            scope.stopSignal().stop(End.INTERRUPTED, "interrupted; the same command goes on from here", null);
            finishLine.awaitAllSettledUninterruptibly();
            throw e;
        }
    }

    private void sendOff(Iterator<Sample> candidates, Map<SampleId, Journey> carried) throws InterruptedException {
        long number = 0;
        while (awaitRoom()) {
            Optional<Sample> sample = next(candidates);
            if (sample.isEmpty()) {
                break;
            }
            begin(
                    new Candidate(number),
                    sample.get(),
                    carried.remove(sample.get().id()));
            number++;
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        // In a pause even where there is room: it may be taken before this thread looks again.
        try (Recall.Pause _ = scope.crew().recall().pause(() -> finishLine.knowsRoom(scope.room(), scope.busy()))) {
            return finishLine.awaitRoom(scope.room(), scope.busy());
        }
    }

    private Optional<Sample> next(Iterator<Sample> candidates) {
        try {
            return candidates.hasNext() ? Optional.of(candidates.next()) : Optional.empty();
        } catch (SeedbedException known) {
            scope.stopSignal().stop(endOf(known), String.valueOf(known.getMessage()), known);
        } catch (RuntimeException | Error failure) {
            scope.stopSignal().broke("the source broke", failure);
        }
        return Optional.empty();
    }

    private void begin(Candidate candidate, Sample sample, @Nullable Journey earlier) {
        finishLine.begins(earlier == null);
        Turnstile.Ticket[] tickets = new Turnstile.Ticket[turnstiles.size()];
        for (int i = 0; i < tickets.length; i++) {
            tickets[i] = turnstiles.get(i).enter(candidate.number);
        }
        Journey journey = new Journey(candidate, sample, earlier == null ? offset - 1 : earlier.start, tickets);
        if (earlier != null) {
            journey.carryOn(earlier);
        }
        scope.crew().start(finishLine::waiting, worker -> travel(journey, 0, worker));
    }

    private void travel(Journey journey, int from, Crew.Worker worker) {
        int at = from;
        try {
            for (; at < steps.size(); at++) {
                Step step = steps.get(at);
                switch (step) {
                    case SampleStep each -> {
                        if (!work(journey, at, each, worker)) {
                            return;
                        }
                    }
                    case Exporter exporter -> journey.exports.add(new Journey.Snapshot(exporter, journey.sample));
                    case Collector collector -> {
                        arrive(journey, at, collector);
                        return;
                    }
                    default -> throw new IllegalStateException("step '" + step.name() + "' cannot stand here");
                }
            }
            end(journey, new Ending.Passed());
        } catch (Throwable failure) {
            fail(journey, at, failure);
        }
    }

    /// @return whether the journey goes on
    private boolean work(Journey journey, int at, SampleStep step, Crew.Worker worker) throws InterruptedException {
        scope.stopSignal().check();
        Optional<LookBehind> lookBehind = step.lookBehind();
        if (lookBehind.isPresent()) {
            LookBehind behind = lookBehind.get();
            Turnstile turnstile = byCollector.get(behind.collector());
            if (turnstile != null) {
                long candidate = journey.candidate.number - behind.window();
                try (Recall.Pause _ = scope.crew().recall().pause(() -> turnstile.isSettled(candidate))) {
                    turnstile.awaitSettled(candidate);
                }
            }
        }
        SampleWork sampleWork = new SampleWork(scope, journey, step.name(), worker);
        return follow(journey, at, step.apply(journey.sample, sampleWork));
    }

    private void arrive(Journey journey, int at, Collector collector) {
        int index = nextTurnstile[at];
        finishLine.waiting(1);
        turnstiles.get(index).arrive(ticket(journey, index), () -> {
            finishLine.waiting(-1);
            try {
                if (closed[index]) {
                    end(journey, at, new Ending.Open(offset + at));
                    return;
                }
                Outcome outcome = collector.admit(journey.sample);
                if (collector.full()) {
                    finishLine.close(journey.candidate.number);
                }
                if (follow(journey, at, outcome)) {
                    goOn(journey, at + 1);
                }
            } catch (Throwable failure) {
                fail(journey, at, failure);
            }
        });
    }

    /// Behind a collector: straight on to another place where nobody waits, or in a thread of its own.
    private void goOn(Journey journey, int at) {
        int next = at;
        while (next < steps.size() && steps.get(next) instanceof Exporter exporter) {
            journey.exports.add(new Journey.Snapshot(exporter, journey.sample));
            next++;
        }
        if (next == steps.size()) {
            end(journey, new Ending.Passed());
        } else if (steps.get(next) instanceof Collector collector) {
            arrive(journey, next, collector);
        } else {
            int from = next;
            scope.crew().start(finishLine::waiting, worker -> travel(journey, from, worker));
        }
    }

    /// @return whether the same sample goes on
    private boolean follow(Journey journey, int at, Outcome outcome) {
        switch (outcome) {
            case Outcome.Passed passed -> {
                journey.sample = passed.sample();
                return true;
            }
            case Outcome.Rejected rejected -> end(journey, at, new Ending.Rejected(offset + at, rejected.rejection()));
            case Outcome.Surplus _ -> end(journey, at, new Ending.Surplus(offset + at));
            case Outcome.Became became -> divide(journey, at, became.children());
        }
        return false;
    }

    private void divide(Journey journey, int at, List<Sample> children) {
        int first = nextTurnstile[at + 1];
        int last = turnstiles.size() - 1;
        List<Turnstile.Ticket[]> tickets = new ArrayList<>(children.size());
        for (int i = 0; i < children.size(); i++) {
            tickets.add(new Turnstile.Ticket[turnstiles.size()]);
        }
        for (int index = first; index <= last; index++) {
            // At the finish line the parent's own ending comes first.
            int own = index == last ? 1 : 0;
            List<Turnstile.Ticket> parts = turnstiles.get(index).split(ticket(journey, index), children.size() + own);
            for (int i = 0; i < children.size(); i++) {
                tickets.get(i)[index] = parts.get(i + own);
            }
            if (own == 1) {
                journey.tickets[last] = parts.getFirst();
            }
        }
        journey.candidate.alive.addAndGet(children.size());
        finishLine.childrenBegin(children.size());
        end(
                journey,
                new Ending.Consumed(
                        offset + at, children.stream().map(Sample::id).toList()));
        for (int i = 0; i < children.size(); i++) {
            goOn(new Journey(journey.candidate, children.get(i), offset + at + 1, tickets.get(i)), at + 1);
        }
    }

    /// Ends a journey at a step: gives back the tickets of the turnstiles between there and the finish line.
    private void end(Journey journey, int at, Ending ending) {
        boolean open = ending instanceof Ending.Open;
        for (int index = nextTurnstile[at + 1]; index < turnstiles.size() - 1; index++) {
            if (open) {
                // What a collector would have said of it is not known, so it says nothing of those behind it either.
                int closing = index;
                turnstiles.get(index).arrive(ticket(journey, index), () -> closed[closing] = true);
            } else {
                turnstiles.get(index).leave(ticket(journey, index));
            }
        }
        end(journey, ending);
    }

    private void end(Journey journey, Ending ending) {
        int last = turnstiles.size() - 1;
        // Told before it arrives: once it has arrived, the run may be over.
        finishLine.ended(ending, journey.candidate.alive.decrementAndGet() == 0);
        turnstiles.get(last).arrive(ticket(journey, last), () -> finishLine.arrive(journey, ending));
    }

    private static Turnstile.Ticket ticket(Journey journey, int index) {
        return journey.tickets[index];
    }

    private void fail(Journey journey, int at, Throwable failure) {
        // A sample that stops at a collector has used its ticket there; at another step the tickets ahead are whole.
        int step = offset + at;
        switch (failure) {
            case SampleFailedException failed ->
                end(
                        journey,
                        at,
                        new Ending.Failed(
                                step, failed.reason(), String.valueOf(failed.getMessage()), failed.evidence()));
            case TemplateException template ->
                end(
                        journey,
                        at,
                        new Ending.Failed(step, "template", String.valueOf(template.getMessage()), Data.empty()));
            default -> {
                if (!scope.stopSignal().isStopping()) {
                    report(steps.get(at), "on sample " + journey.sample.id(), failure);
                }
                end(journey, at, new Ending.Open(step));
            }
        }
    }

    private static End endOf(SeedbedException known) {
        return switch (known.kind()) {
            case DEFECT -> End.DEFECT;
            case WRONG_INPUT, FOUND -> End.WRONG_INPUT;
            case UNUSABLE -> End.UNUSABLE;
        };
    }

    private void report(Step step, String where, Throwable failure) {
        if (failure instanceof SeedbedException known && known.kind() != ErrorKind.DEFECT) {
            scope.stopSignal().stop(endOf(known), String.valueOf(known.getMessage()), known);
        } else {
            scope.stopSignal().broke("step '" + step.name() + "' broke " + where, failure);
        }
    }
}
