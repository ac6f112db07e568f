package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpandStepTest {
    private static final Sample SAMPLE =
            Sample.root("load", Data.of("list", List.of("a", "b")).with("k", 1)).withScore("s", 0.5);

    @Test
    void makesAChildOfEachItem() throws Exception {
        Transformer step = step(Map.of("column", "list", "into", "item"));
        List<Sample> children = children(step, SAMPLE);
        assertThat(children)
                .extracting(Sample::data)
                .containsExactly(
                        Data.of("k", 1).with("item", "a"), Data.of("k", 1).with("item", "b"));
        assertThat(children)
                .extracting(Sample::id)
                .containsExactly(SAMPLE.id().child("expand", 0), SAMPLE.id().child("expand", 1));
        assertThat(children).extracting(Sample::scores).containsOnly(Map.of("s", 0.5));
        assertThat(step.columnsAfter(new Columns(Set.of("list", "k"), true)).names())
                .containsExactly("k", "item");
    }

    @Test
    void theItemTakesTheListsPlaceAndCopiesAreMadeOfEach() throws Exception {
        Transformer step = step(Map.of("column", "list", "times", 2L));
        assertThat(children(step, SAMPLE))
                .extracting(child -> child.data().value("list"))
                .containsExactly("a", "a", "b", "b");
        assertThat(children(step(Map.of("times", 3L)), SAMPLE))
                .extracting(Sample::data)
                .containsExactly(SAMPLE.data(), SAMPLE.data(), SAMPLE.data());
    }

    @Test
    void anEmptyListBecomesNothingAndWhatIsNoListIsRejected() throws Exception {
        Transformer step = step(Map.of("column", "list"));
        assertThat(children(step, SAMPLE.with("list", List.of()))).isEmpty();
        for (Sample sample : List.of(SAMPLE.with("list", "a, b"), SAMPLE.with("list", null))) {
            assertThat(step.apply(sample, new WorkFake(sample, "expand")))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected ->
                                    assertThat(rejected.rejection().reason()).isEqualTo("not-a-list"));
        }
    }

    @Test
    void refusesSettingsThatDoNothing() {
        BuildingFake nothing = BuildingFake.of(ExpandStep.TYPE, Map.of(), "list");
        nothing.build();
        assertThat(nothing.problems)
                .containsExactly(
                        "times is 1 and there is no `column`, so nothing would happen; say `column` or `times`");
        BuildingFake into = BuildingFake.of(ExpandStep.TYPE, Map.of("into", "x", "times", 2L), "list");
        into.build();
        assertThat(into.problems).containsExactly("into is 'x', but there is no `column` whose items could go there");
    }

    private static List<Sample> children(Transformer step, Sample sample) throws InterruptedException {
        return ((Outcome.Became) step.apply(sample, new WorkFake(sample, "expand"))).children();
    }

    private static Transformer step(Map<String, ?> settings) {
        return (Transformer)
                BuildingFake.of(ExpandStep.TYPE, settings, "list", "k").buildOne();
    }
}
