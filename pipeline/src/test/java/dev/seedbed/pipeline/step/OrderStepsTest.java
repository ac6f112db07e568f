package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderStepsTest {
    @Test
    void rowsAreEmptyAndToldApartByTheirNumber() {
        Source few =
                (Source) BuildingFake.of(RowsStep.TYPE, Map.of("count", 2L)).buildOne();
        Source more = (Source) BuildingFake.of(RowsStep.TYPE, Map.of("count", 3L, "number", "n"))
                .buildOne();
        List<Sample> first = LoadStepTest.samples(few);
        List<Sample> second = LoadStepTest.samples(more);
        assertThat(first).extracting(Sample::data).containsExactly(Data.empty(), Data.empty());
        assertThat(second).extracting(sample -> sample.data().value("n")).containsExactly(0L, 1L, 2L);
        assertThat(second)
                .extracting(Sample::id)
                .startsWith(first.get(0).id(), first.get(1).id());
        assertThat(few.endless()).isFalse();
        assertThat(few.columnsAfter(Columns.none())).isEqualTo(Columns.none());
        assertThat(more.columnsAfter(Columns.none()).names()).containsExactly("n");
    }

    @Test
    void rowsWithoutACountNeverEnd() {
        Source endless = (Source) BuildingFake.of(RowsStep.TYPE, Map.of()).buildOne();
        assertThat(endless.endless()).isTrue();
        try (Source.Candidates candidates = endless.open()) {
            for (int i = 0; i < 10_000; i++) {
                candidates.next();
            }
            assertThat(candidates.hasNext()).isTrue();
        }
    }

    @Test
    void takeLetsTheFirstPassAndIsFullThen() {
        Collector take =
                (Collector) BuildingFake.of(TakeStep.TYPE, Map.of("count", 2L)).buildOne();
        List<Sample> samples = samples(3);
        assertThat(take.bounded()).isTrue();
        assertThat(take.admit(samples.get(0))).isEqualTo(Outcome.passed(samples.get(0)));
        assertThat(take.full()).isFalse();
        assertThat(take.admit(samples.get(1))).isEqualTo(Outcome.passed(samples.get(1)));
        assertThat(take.full()).isTrue();
        assertThat(take.admit(samples.get(2))).isEqualTo(new Outcome.Surplus());
    }

    @Test
    void quotaLetsExactlySoManyOfEachCategoryPass() {
        Collector quota = (Collector)
                BuildingFake.of(QuotaStep.TYPE, Map.of("column", "n", "rows", Map.of("0", 2L, "law", 1L)), "n")
                        .buildOne();
        List<Sample> same = List.of(
                Sample.draw("rows", 0, Data.of("n", 0)),
                Sample.draw("rows", 1, Data.of("n", 0)),
                Sample.draw("rows", 2, Data.of("n", 0)));
        Sample law = Sample.draw("rows", 3, Data.of("n", "law"));
        assertThat(quota.bounded()).isTrue();
        assertThat(quota.admit(same.get(0))).isEqualTo(Outcome.passed(same.get(0)));
        assertThat(quota.admit(same.get(1))).isEqualTo(Outcome.passed(same.get(1)));
        assertThat(quota.admit(same.get(2))).isEqualTo(new Outcome.Surplus());
        assertThat(quota.full()).isFalse();
        assertThat(quota.admit(law)).isEqualTo(Outcome.passed(law));
        assertThat(quota.full()).isTrue();
        assertThat(quota.admit(law)).isEqualTo(new Outcome.Surplus());
    }

    @Test
    void quotaRejectsCategoriesThatItDoesNotName() {
        Collector quota =
                (Collector) BuildingFake.of(QuotaStep.TYPE, Map.of("column", "n", "rows", Map.of("law", 1L)), "n")
                        .buildOne();
        for (Data data : List.of(Data.of("n", "Law"), Data.of("n", null), Data.empty())) {
            assertThat(quota.admit(Sample.draw("rows", 0, data)))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected ->
                                    assertThat(rejected.rejection().reason()).isEqualTo("no-quota"));
        }
    }

    @Test
    void shuffleReleasesEachOnceInAnOrderThatDependsOnSeedAndIdsOnly() {
        List<Sample> samples = samples(500);
        List<Sample> order = shuffled(new ShuffleStep("shuffle", 42, 1_000), samples);
        assertThat(order).containsExactlyInAnyOrderElementsOf(samples).isNotEqualTo(samples);
        assertThat(shuffled(new ShuffleStep("shuffle", 42, 1_000), samples.reversed()))
                .isEqualTo(order);
        assertThat(shuffled(new ShuffleStep("shuffle", 43, 1_000), samples)).isNotEqualTo(order);
        List<Sample> half = samples.subList(0, 250);
        assertThat(shuffled(new ShuffleStep("shuffle", 42, 1_000), half))
                .isEqualTo(order.stream().filter(half::contains).toList());
    }

    @Test
    void shuffleSpreadsEvenly() {
        // of 20,000 samples of the first half, about a half must land in the first half: 6 standard deviations
        List<Sample> samples = samples(40_000);
        List<Sample> order = shuffled(new ShuffleStep("shuffle", 1, 100_000), samples);
        long stayed = order.subList(0, 20_000).stream()
                .filter(sample -> Long.parseLong(sample.data().text("n")) < 20_000)
                .count();
        assertThat(stayed).isBetween(10_000L - 300, 10_000L + 300);
    }

    @Test
    void samplesThatWaitInAFileComeBackAsTheyWere() {
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : samples(20)) {
            Data data = Data.of("text", "ü😀\u2028\n\"" + sample.data().value("n"))
                    .with("list", List.of(1, 2.5, Map.of("k", true)))
                    .with("big", new BigDecimal("1e400"))
                    .with("nothing", null);
            samples.add(sample.child("step", 3, data).withScore("s", 0.1).withScore("t", -1e300));
        }
        assertThat(shuffled(new ShuffleStep("shuffle", 42, 5), samples))
                .isEqualTo(shuffled(new ShuffleStep("shuffle", 42, 1_000), samples));
    }

    private static List<Sample> shuffled(Barrier barrier, List<Sample> samples) {
        samples.forEach(barrier::collect);
        List<Sample> released = new ArrayList<>();
        barrier.release().forEachRemaining(each -> {
            assertThat(each.outcome()).isEqualTo(Outcome.passed(each.sample()));
            released.add(each.sample());
        });
        return released;
    }

    private static List<Sample> samples(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.draw("rows", i, Data.of("n", i)));
        }
        return samples;
    }
}
