package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Measured;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Scorer;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Leads the samples for which a condition does not hold past the steps of one entry: `when` in a pipeline.
///
/// ```java
/// List<Step> steps = Detour.around("evolve", condition, built);   // if Detour.blockedBy(built) is empty
/// ```
///
/// The condition is evaluated once, before the first of the steps. A sample that goes past keeps its place in
/// candidate order; what the steps make of the others stays inside to the last of them. As thread-safe as the
/// steps are.
public final class Detour {
    /// Not a name that a column of a file is likely to have, and set either way before the first step.
    private static final String PAST = "when: goes past";

    private Detour() {}

    /// The step that no sample can be led past, if there is one.
    public static Optional<Step> blockedBy(List<Step> steps) {
        return steps.stream()
                .filter(step -> switch (step) {
                    case Source _, Barrier _, Exporter _ -> true;
                    case SampleStep _, Collector _ -> false;
                })
                .findFirst();
    }

    /// The steps with a way past them.
    ///
    /// @param name of the entry
    public static List<Step> around(String name, Expression condition, List<Step> steps) {
        IdentityHashMap<Collector, Collector> collectors = new IdentityHashMap<>();
        for (Step step : steps) {
            if (step instanceof Collector collector) {
                collectors.put(collector, new PastCollector(collector));
            }
        }
        List<Step> around = new ArrayList<>();
        around.add(new Fork(name + "/when", condition));
        for (Step step : steps) {
            around.add(
                    switch (step) {
                        case Generator inner -> new PastGenerator(inner, mapped(inner, collectors));
                        case Transformer inner -> new PastTransformer(inner, mapped(inner, collectors));
                        case Scorer inner -> new PastScorer(inner, mapped(inner, collectors));
                        case Gate inner -> new PastGate(inner, mapped(inner, collectors));
                        case Collector inner -> collectors.getOrDefault(inner, inner);
                        case Source _, Barrier _, Exporter _ ->
                            throw new IllegalArgumentException("no sample can be led past " + step.name());
                    });
        }
        around.add(new Join(name + "/when-end"));
        return List.copyOf(around);
    }

    private static Optional<LookBehind> mapped(SampleStep step, IdentityHashMap<Collector, Collector> collectors) {
        return step.lookBehind()
                .map(behind -> new LookBehind(
                        collectors.getOrDefault(behind.collector(), behind.collector()), behind.window()));
    }

    private static boolean goesPast(Sample sample) {
        return sample.data().has(PAST);
    }

    /// Both ways lead on: a column of either may be there.
    private static Columns either(Step inner, Columns before) {
        Columns after = inner.columnsAfter(before);
        Columns both = before.plus(List.copyOf(after.names()));
        return new Columns(both.names(), before.complete() && after.complete());
    }

    private record Fork(String name, Expression condition) implements Transformer {
        /// Its mark does not stay.
        @Override
        public boolean changesRows() {
            return false;
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(
                    condition.test(sample) ? sample.with(sample.data().without(PAST)) : sample.with(PAST, true));
        }
    }

    private record Join(String name) implements Transformer {
        /// Its mark does not stay.
        @Override
        public boolean changesRows() {
            return false;
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(goesPast(sample) ? sample.with(sample.data().without(PAST)) : sample);
        }
    }

    private record PastGenerator(Generator inner, Optional<LookBehind> lookBehind) implements Generator {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Outcome apply(Sample sample, Work work) throws InterruptedException {
            return goesPast(sample) ? Outcome.passed(sample) : inner.apply(sample, work);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return either(inner, before);
        }

        @Override
        public Set<String> scores() {
            return inner.scores();
        }
    }

    private record PastTransformer(Transformer inner, Optional<LookBehind> lookBehind) implements Transformer {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Outcome apply(Sample sample, Work work) throws InterruptedException {
            return goesPast(sample) ? Outcome.passed(sample) : inner.apply(sample, work);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return either(inner, before);
        }

        @Override
        public Set<String> scores() {
            return inner.scores();
        }
    }

    private record PastScorer(Scorer inner, Optional<LookBehind> lookBehind) implements Scorer {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Map<String, Double> score(Sample sample, Work work) throws InterruptedException {
            return inner.score(sample, work);
        }

        @Override
        public Outcome apply(Sample sample, Work work) throws InterruptedException {
            return goesPast(sample) ? Outcome.passed(sample) : inner.apply(sample, work);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return either(inner, before);
        }

        @Override
        public Set<String> scores() {
            return inner.scores();
        }
    }

    private record PastGate(Gate inner, Optional<LookBehind> lookBehind) implements Gate {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException {
            return goesPast(sample) ? Optional.empty() : inner.judge(sample, work);
        }

        @Override
        public Outcome apply(Sample sample, Work work) throws InterruptedException {
            return goesPast(sample) ? Outcome.passed(sample) : inner.apply(sample, work);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return either(inner, before);
        }

        @Override
        public Data shown(Data data) {
            return inner.shown(data);
        }

        @Override
        public List<Measured> measure(Sample sample) {
            return goesPast(sample) ? List.of() : inner.measure(sample);
        }

        @Override
        public Set<String> scores() {
            return inner.scores();
        }
    }

    /// Is never full: samples that go past it may still be wanted.
    private record PastCollector(Collector inner) implements Collector {
        @Override
        public boolean changesRows() {
            return inner.changesRows();
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Outcome admit(Sample sample) {
            return goesPast(sample) ? Outcome.passed(sample) : inner.admit(sample);
        }

        @Override
        public void settled(long candidate) {
            inner.settled(candidate);
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return either(inner, before);
        }

        @Override
        public Set<String> scores() {
            return inner.scores();
        }
    }
}
