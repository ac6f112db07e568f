package dev.seedbed.recipes.harness;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Runs a recipe's steps one candidate after the other, and keeps what becomes of every sample.
public final class Chain {
    /// A sample that was rejected.
    public record Rejected(String step, Sample sample, Rejection rejection) {}

    private final List<Step> steps;
    private final Function<Ask, Reply> replies;
    private final List<Sample> rows = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Ask> asks = new ArrayList<>();

    public Chain(List<Step> steps, Function<Ask, Reply> replies) {
        this.steps = steps;
        this.replies = replies;
    }

    public Chain run(int candidates) throws InterruptedException {
        try (Source.Candidates source = ((Source) steps.getFirst()).open()) {
            for (long candidate = 0; candidate < candidates; candidate++) {
                go(source.next(), 1, candidate);
                for (Step step : steps) {
                    if (step instanceof Collector collector) {
                        collector.settled(candidate);
                    }
                }
            }
        }
        return this;
    }

    private void go(Sample sample, int index, long candidate) throws InterruptedException {
        if (index == steps.size()) {
            rows.add(sample);
            return;
        }
        Step step = steps.get(index);
        Outcome outcome = switch (step) {
            case SampleStep each -> each.apply(sample, new FakeWork(this::answer, sample, step.name(), candidate));
            case Collector collector -> collector.admit(sample);
            case Source source -> throw new AssertionError(source.name() + " is a second source");
            case Barrier barrier -> throw new AssertionError(barrier.name() + " waits for an endless source");
            case Exporter exporter -> throw new AssertionError(exporter.name() + " writes");
        };
        switch (outcome) {
            case Outcome.Passed passed -> go(passed.sample(), index + 1, candidate);
            case Outcome.Rejected no -> rejected.add(new Rejected(step.name(), sample, no.rejection()));
            case Outcome.Became became -> {
                for (Sample child : became.children()) {
                    go(child, index + 1, candidate);
                }
            }
            case Outcome.Surplus surplus -> throw new AssertionError("no recipe makes surplus");
        }
    }

    private Reply answer(Ask ask) {
        asks.add(ask);
        return replies.apply(ask);
    }

    public List<Sample> rows() {
        return rows;
    }

    public List<Rejected> rejected() {
        return rejected;
    }

    /// How many were rejected, by `step:reason`, the recipe's own name left out.
    public Map<String, Integer> reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Rejected each : rejected) {
            String part = each.step().substring(each.step().indexOf('/') + 1);
            counts.merge(part + ":" + each.rejection().reason(), 1, Integer::sum);
        }
        return counts;
    }

    public List<Ask> asks() {
        return asks;
    }

    /// The columns behind the last step, as the steps declare them.
    public Columns columns() {
        Columns columns = Columns.none();
        for (Step step : steps) {
            columns = step.columnsAfter(columns);
        }
        return columns;
    }
}
