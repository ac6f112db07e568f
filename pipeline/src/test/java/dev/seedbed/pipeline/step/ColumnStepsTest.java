package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.StepType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnStepsTest {
    private static final Sample SAMPLE =
            Sample.root("load", Data.of("a", 1).with("b", 2).with("c", 3));

    @Test
    void computesAllFromTheSampleAsItCame() throws Exception {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(
                "a",
                ExpressionFake.of(
                        "a + 1", sample -> Long.parseLong(sample.data().text("a")) + 1, "a"));
        columns.put(
                "d",
                ExpressionFake.of(
                        "a * 10", sample -> Long.parseLong(sample.data().text("a")) * 10, "a"));
        columns.put("e", ExpressionFake.of("null", sample -> null));
        SampleStep step = step(
                ComputeStep.TYPE,
                Map.of("columns", columns, "templates", Map.of("f", new TemplateFake("f", "{{ a }}/{{ b }}"))));
        assertThat(apply(step))
                .isEqualTo(SAMPLE.with("a", 2)
                        .with("d", 10)
                        .with("e", null)
                        .with("f", "1/2")
                        .data());
        assertThat(after(step)).isEqualTo(new Columns(Set.of("a", "b", "c", "d", "e", "f"), true));
    }

    @Test
    void refusesToComputeNothingOrTheSameTwice() {
        assertThat(problems(ComputeStep.TYPE, Map.of()))
                .containsExactly("columns is left out, and so is `templates`: say what to compute");
        assertThat(problems(
                        ComputeStep.TYPE,
                        Map.of(
                                "columns", Map.of("x", ExpressionFake.of("1", sample -> 1L)),
                                "templates", Map.of("x", new TemplateFake("x", "1")))))
                .containsExactly("templates sets 'x', which `columns` sets too");
    }

    @Test
    void removesAndSelects() throws Exception {
        SampleStep remove = step(ColumnSteps.REMOVE, Map.of("columns", List.of("b", "c")));
        assertThat(apply(remove)).isEqualTo(Data.of("a", 1));
        assertThat(after(remove).names()).containsExactly("a");
        SampleStep select = step(ColumnSteps.SELECT, Map.of("columns", List.of("c", "a")));
        assertThat(apply(select).columns()).containsExactly("c", "a");
        assertThat(after(select).names()).containsExactly("c", "a");
    }

    @Test
    void renamesAllAtOnceInTheirPlaces() throws Exception {
        SampleStep swap = step(ColumnSteps.RENAME, Map.of("columns", Map.of("a", "b", "b", "a", "z", "c")));
        assertThat(apply(swap).toString()).isEqualTo("{\"b\":1,\"a\":2,\"z\":3}");
        assertThat(after(swap).names()).containsExactly("b", "a", "z");
    }

    @Test
    void refusesNamesThatAreTaken() {
        assertThat(problems(ColumnSteps.RENAME, Map.of("columns", Map.of("a", "b"))))
                .containsExactly("columns gives the name 'a', which another column has; `remove` that one first");
        Map<String, String> twice = new LinkedHashMap<>();
        twice.put("x", "a");
        twice.put("y", "a");
        assertThat(problems(ColumnSteps.RENAME, Map.of("columns", twice)))
                .containsExactly("columns renames 'a' to 'x' and to 'y'; to copy a column, use `compute`");
    }

    private static Data apply(SampleStep step) throws InterruptedException {
        Outcome outcome = step.apply(SAMPLE, new WorkFake(SAMPLE, "step"));
        Sample passed = ((Outcome.Passed) outcome).sample();
        assertThat(passed.id()).isEqualTo(SAMPLE.id());
        return passed.data();
    }

    private static Columns after(SampleStep step) {
        return step.columnsAfter(Columns.none().plus(List.of("a", "b", "c")));
    }

    private static SampleStep step(StepType type, Map<String, ?> settings) {
        return (SampleStep) BuildingFake.of(type, settings, "a", "b", "c").buildOne();
    }

    private static List<String> problems(StepType type, Map<String, ?> settings) {
        BuildingFake building = BuildingFake.of(type, settings, "a", "b", "c");
        building.build();
        return building.problems;
    }
}
