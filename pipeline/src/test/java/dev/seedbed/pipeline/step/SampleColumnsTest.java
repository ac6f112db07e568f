package dev.seedbed.pipeline.step;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleColumnsTest {
    private static final int MANY = 20_000;

    @Test
    void anotherColumnOrAnotherOrderChangesNoValue() throws Exception {
        Map<String, Settings> two = columns("a", dice(), "b", dice());
        Map<String, Settings> three = columns("c", of("chance", 0.5), "b", dice(), "a", dice());
        for (int i = 0; i < 50; i++) {
            Sample sample = Sample.draw("rows", i, Data.empty());
            Data few = draw(two, sample);
            Data more = draw(three, sample);
            assertThat(more.without("c")).isEqualTo(few);
            assertThat(draw(two, sample)).isEqualTo(few);
        }
        assertThat(values(
                        columns("a", dice(), "b", dice()), row -> row.text("a").equals(row.text("b"))))
                .as("columns with the same settings are independent")
                .satisfies(equal -> near(count(equal, true), 1 / 6.0));
    }

    @Test
    void drawsByWeights() throws Exception {
        Map<Object, Long> counts = values(
                columns("x", of("one-of", List.of("a", "b", 3L), "weights", List.of(3.0, 0.0, 1.0))),
                row -> row.value("x"));
        assertThat(counts).containsOnlyKeys("a", 3L);
        near(count(counts, "a"), 0.75);
    }

    @Test
    void drawsByAnotherColumn() throws Exception {
        Map<String, Object> cases = new LinkedHashMap<>();
        cases.put("1", List.of("x", "y"));
        cases.put("2", List.of("z"));
        Map<String, Settings> columns =
                columns("n", of("from", 1.0, "to", 2.0), "letter", of("by", "n", "cases", cases));
        Map<Object, Long> counts = values(columns, row -> row.value("n") + "" + row.value("letter"));
        assertThat(counts).containsOnlyKeys("1x", "1y", "2z");
        near(count(counts, "1x"), 0.25);
        near(count(counts, "2z"), 0.5);
    }

    @Test
    void aValueWithoutACaseFailsTheSample() {
        Map<String, Settings> columns = columns("x", of("by", "k", "cases", Map.of("a", List.of(1L))));
        assertThatThrownBy(() -> draw(columns, Sample.root("load", Data.of("k", "b"))))
                .isInstanceOf(TemplateException.class)
                .hasMessage("`cases` has none for 'b', which the column 'k' holds (it has a)");
    }

    @Test
    void drawsNumbersOfARangeAllAlikeAndBothEndsIncluded() throws Exception {
        Map<Object, Long> whole = values(columns("x", dice()), row -> row.value("x"));
        assertThat(whole).containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L);
        whole.values().forEach(count -> near(count, 1 / 6.0));
        Map<Object, Long> tenths =
                values(columns("x", of("from", -0.2, "to", 0.1, "decimals", 1L)), row -> row.value("x"));
        assertThat(tenths).containsOnlyKeys(-0.2, -0.1, 0.0, 0.1);
        tenths.values().forEach(count -> near(count, 0.25));
    }

    @Test
    void drawsAroundAMeanWithinARange() throws Exception {
        List<Double> free = numbers(of("mean", 100.0, "deviation", 15.0, "decimals", 6L));
        double mean = free.stream().mapToDouble(x -> x).average().orElseThrow();
        double variance =
                free.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum() / (MANY - 1);
        assertThat(mean).isBetween(100 - 5 * 15 / Math.sqrt(MANY), 100 + 5 * 15 / Math.sqrt(MANY));
        assertThat(Math.sqrt(variance)).isBetween(14.5, 15.5);
        // the share within one standard deviation of a normal distribution is 0.682689
        near(free.stream().filter(x -> Math.abs(x - 100) < 15).count(), 0.682689);

        List<Double> bounded = numbers(of("mean", 100.0, "deviation", 15.0, "from", 110.0, "to", 112.0));
        assertThat(bounded).allMatch(x -> x == 110 || x == 111 || x == 112);
    }

    @Test
    void drawsDaysAndFlags() throws Exception {
        Map<Object, Long> days =
                values(columns("x", of("first-day", "2024-02-28", "last-day", "2024-03-01")), row -> row.value("x"));
        assertThat(days).containsOnlyKeys("2024-02-28", "2024-02-29", "2024-03-01");
        days.values().forEach(count -> near(count, 1 / 3.0));
        String day = LocalDate.of(2024, 5, 3).toString();
        assertThat(draw(
                                columns("x", of("first-day", day, "last-day", day, "format", "d MMMM yyyy")),
                                Sample.draw("rows", 0, Data.empty()))
                        .text("x"))
                .isEqualTo("3 May 2024");
        near(count(values(columns("x", of("chance", 0.1)), row -> row.value("x")), true), 0.1);
        assertThat(values(columns("x", of("chance", 0.0)), row -> row.value("x")))
                .containsOnlyKeys(false);
        assertThat(values(columns("x", of("chance", 1.0)), row -> row.value("x")))
                .containsOnlyKeys(true);
    }

    @Test
    void saysWhatDoesNotFitTogether() {
        assertThat(problem(of())).startsWith("columns sets 'x', which says nothing to draw from; give `one-of`");
        assertThat(problem(of("chance", 0.5, "from", 1.0))).contains("says several things to draw from");
        assertThat(problem(of("one-of", List.of("a"), "weights", List.of(1.0, 2.0))))
                .isEqualTo("columns sets 'x', which has 1 values in `one-of`, but 2 `weights`");
        assertThat(problem(of("one-of", List.of("a"), "weights", List.of(0.0)))).contains("nothing but 0");
        assertThat(problem(of("chance", 0.5, "weights", List.of(1.0)))).contains("has `weights`, but no `one-of`");
        assertThat(problem(of("by", "k"))).contains("needs both `by` and `cases`");
        assertThat(problem(of("by", "kk", "cases", Map.of("a", List.of(1L)))))
                .contains(
                        "is drawn by 'kk', but there is no such column, nor one before it in this step (there are k)");
        assertThat(problem(of("from", 3.0, "to", 1.0))).contains("goes from 3 to 1, which is below");
        assertThat(problem(of("from", 0.5, "to", 1.0)))
                .contains("goes from 0.5 to 1 with `decimals: 0`, but the ends have more; say `decimals: 1`");
        assertThat(problem(of("from", 0.5))).contains("needs both `from` and `to`");
        assertThat(problem(of("mean", 0.5))).contains("needs both `mean` and `deviation`");
        assertThat(problem(of("mean", 0.0, "deviation", 1.0, "from", 9.0))).contains("nearly never falls from 9");
        assertThat(problem(of("first-day", "2024-13-01", "last-day", "2024-12-01")))
                .contains("cannot be drawn");
        assertThat(problem(of("first-day", "2024-12-02", "last-day", "2024-12-01")))
                .contains("which is earlier");
        assertThat(problem(of("first-day", "2024-12-01", "last-day", "2024-12-01", "format", "HH:mm")))
                .contains("cannot be drawn");
    }

    @Test
    void missesACaseOfACategoryBeforeTheRun() {
        BuildingFake building = BuildingFake.of(
                SampleColumnsStep.TYPE,
                Map.of(
                        "columns",
                        columns(
                                "topic", of("one-of", List.of("math", "history")),
                                "part", of("by", "topic", "cases", Map.of("math", List.of("algebra"))))));
        building.build();
        assertThat(building.problems)
                .containsExactly("columns sets 'part', which has no case for 'history', which 'topic' can be");
    }

    /// Within five standard deviations of the share.
    private static void near(long count, double share) {
        double tolerance = 5 * Math.sqrt(MANY * share * (1 - share));
        assertThat((double) count).isBetween(MANY * share - tolerance, MANY * share + tolerance);
    }

    private static long count(Map<Object, Long> counts, Object value) {
        return counts.getOrDefault(value, 0L);
    }

    private static Settings dice() {
        return of("from", 1.0, "to", 6.0);
    }

    private static Settings of(Object... pairs) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put((String) pairs[i], pairs[i + 1]);
        }
        List<Parameter<?>> fields =
                ((Kind.Group) ((Kind.MapOf<?>) SampleColumnsStep.COLUMNS.kind()).value()).parameters();
        return BuildingFake.settings(fields, given);
    }

    private static Map<String, Settings> columns(Object... pairs) {
        Map<String, Settings> columns = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            columns.put((String) pairs[i], (Settings) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(columns);
    }

    private static String problem(Settings settings) {
        BuildingFake building = BuildingFake.of(SampleColumnsStep.TYPE, Map.of("columns", columns("x", settings)), "k");
        building.build();
        assertThat(building.problems).hasSize(1);
        return building.problems.getFirst();
    }

    private static Transformer step(Map<String, Settings> columns) {
        return (Transformer) BuildingFake.of(SampleColumnsStep.TYPE, Map.of("columns", columns), "k")
                .buildOne();
    }

    private static Data draw(Map<String, Settings> columns, Sample sample) throws InterruptedException {
        return draw(step(columns), sample);
    }

    private static Data draw(Transformer step, Sample sample) throws InterruptedException {
        Outcome outcome = step.apply(sample, new WorkFake(sample, "sample"));
        return ((Outcome.Passed) outcome).sample().data();
    }

    private static Map<Object, Long> values(Map<String, Settings> columns, Function<Data, @Nullable Object> value)
            throws InterruptedException {
        Transformer step = step(columns);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            values.add(requireNonNull(value.apply(draw(step, Sample.draw("rows", i, Data.empty())))));
        }
        return values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<Double> numbers(Settings settings) throws InterruptedException {
        Transformer step = step(columns("x", settings));
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            numbers.add(Double.parseDouble(
                    draw(step, Sample.draw("rows", i, Data.empty())).text("x")));
        }
        return numbers;
    }
}
