package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Scorer;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetourTest {
    private static final ExpressionFake EVOLVED = ExpressionFake.of(
            "way == 'evolved'", sample -> "evolved".equals(sample.data().value("way")), "way");

    /// Makes two of each sample, with none of its columns.
    private record Doubling(String name, Optional<LookBehind> lookBehind) implements Generator {
        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.became(sample.children(name, List.of(Data.of("half", 1), Data.of("half", 2))));
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return Columns.none().plus(List.of("half"));
        }
    }

    private record Rating(String name) implements Scorer {
        @Override
        public Map<String, Double> score(Sample sample, Work work) {
            return Map.of("rating", 1.0);
        }

        @Override
        public Set<String> scores() {
            return Set.of("rating");
        }
    }

    private static Outcome apply(Step step, Sample sample) throws InterruptedException {
        return ((SampleStep) step).apply(sample, new WorkFake(sample, step.name()));
    }

    private static Sample passed(Outcome outcome) {
        return ((Outcome.Passed) outcome).sample();
    }

    @Test
    void leadsSamplesPastAllStepsOfTheEntryUnchanged() throws InterruptedException {
        TakeStep take = new TakeStep("mine/take", 1);
        List<Step> steps = Detour.around(
                "mine",
                EVOLVED,
                List.of(
                        new Doubling("mine/double", Optional.of(new LookBehind(take, 1))),
                        new Rating("mine/rate"),
                        take));
        assertThat(steps)
                .extracting(Step::name)
                .containsExactly("mine/when", "mine/double", "mine/rate", "mine/take", "mine/when-end");

        Sample plain = Sample.draw("rows", 0, Data.of("way", "plain"));
        Sample past = plain;
        for (Step step : steps) {
            past = passed(step instanceof Collector collector ? collector.admit(past) : apply(step, past));
        }
        assertThat(past).isEqualTo(plain);

        Sample evolved = Sample.draw("rows", 1, Data.of("way", "evolved"));
        Outcome doubled = apply(steps.get(1), passed(apply(steps.get(0), evolved)));
        Sample child = ((Outcome.Became) doubled).children().getFirst();
        assertThat(child.data()).isEqualTo(Data.of("half", 1));
        Sample rated = passed(apply(steps.get(2), child));
        assertThat(rated.scores()).containsEntry("rating", 1.0);
        assertThat(((Collector) steps.get(3)).admit(rated)).isEqualTo(Outcome.passed(rated));
        assertThat(((Collector) steps.get(3)).admit(rated)).isEqualTo(new Outcome.Surplus());
        assertThat(passed(apply(steps.get(4), rated))).isEqualTo(rated);
    }

    @Test
    void lookBehindSeesTheCollectorThatTheEngineSees() {
        TakeStep take = new TakeStep("take", 1);
        List<Step> steps = Detour.around(
                "mine", EVOLVED, List.of(new Doubling("double", Optional.of(new LookBehind(take, 3))), take));
        assertThat(((SampleStep) steps.get(1)).lookBehind())
                .hasValueSatisfying(behind -> assertThat(behind.collector()).isSameAs(steps.get(2)));
    }

    @Test
    void columnsOfBothWaysMayBeThere() {
        List<Step> steps = Detour.around("mine", EVOLVED, List.of(new Doubling("double", Optional.empty())));
        assertThat(steps.get(1)
                        .columnsAfter(Columns.none().plus(List.of("way")))
                        .names())
                .containsExactly("way", "half");
    }

    @Test
    void aFullCollectorInsideDoesNotEndTheRun() {
        Collector take = (Collector)
                Detour.around("mine", EVOLVED, List.of(new TakeStep("take", 1))).get(1);
        take.admit(Sample.draw("rows", 0, Data.of("way", "evolved")));
        assertThat(take.full()).isFalse();
        assertThat(take.bounded()).isFalse();
    }

    /// Marks samples, rejects none, and hides what nobody may see.
    private record Marking(String name) implements Gate {
        @Override
        public Optional<Rejection> judge(Sample sample, Work work) {
            return Optional.of(new Rejection("never-asked", "it marks", Data.empty()));
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(sample.with("mark", 1L));
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return before.plus(List.of("mark"));
        }

        @Override
        public Data shown(Data data) {
            return data.without("secret");
        }
    }

    @Test
    void aGateDoesInsideWhatItDoesOutside() throws InterruptedException {
        Gate gate = (Gate)
                Detour.around("mark", EVOLVED, List.of(new Marking("mark"))).get(1);
        Sample evolved = Sample.draw("rows", 0, Data.of("way", "evolved").with("secret", "s"));
        assertThat(passed(apply(gate, evolved)).data().value("mark")).isEqualTo(1L);
        assertThat(gate.columnsAfter(Columns.none().plus(List.of("way"))).names())
                .contains("way", "mark");
        assertThat(gate.shown(evolved.data()).has("secret")).isFalse();
    }
}
