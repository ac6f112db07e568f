package dev.seedbed.curate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Published tables (Cohen 1960, Fleiss 1971, Krippendorff, Landis and Koch, Gwet's paradox) and degenerate ones. The
/// expected values were computed with the Python packages krippendorff (alpha) and scikit-learn (kappa); null
/// where those refuse or give NaN.
class AgreementTablesTest {
    private static final double CLOSE = 1e-12;

    @TestFactory
    Stream<DynamicTest> agreesWithOtherLibraries() throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("agreement-tables.jsonl"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(Json::parseObject).toList().stream()
                            .map(table -> DynamicTest.dynamicTest(table.text("table"), () -> check(table)));
        }
    }

    private static void check(Data table) {
        List<?> raters = (List<?>) Objects.requireNonNull(table.value("ratings"));
        int items = ((List<?>) raters.getFirst()).size();
        double[] values = raters.stream()
                .flatMap(rater -> ((List<?>) rater).stream())
                .filter(Objects::nonNull)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .distinct()
                .sorted()
                .toArray();
        int[][] units = IntStream.range(0, items)
                .mapToObj(item -> raters.stream()
                        .map(rater -> ((List<?>) rater).get(item))
                        .filter(Objects::nonNull)
                        .mapToInt(value -> Arrays.binarySearch(values, ((Number) value).doubleValue()))
                        .toArray())
                .toArray(int[][]::new);
        KrippendorffAlpha alpha = new KrippendorffAlpha(units, values);
        compare(table.value("nominal"), alpha.of(Level.NOMINAL, ones(items)));
        compare(table.value("ordinal"), alpha.of(Level.ORDINAL, ones(items)));
        compare(table.value("interval"), alpha.of(Level.INTERVAL, ones(items)));
        int[][] both = Arrays.stream(units).filter(unit -> unit.length == 2).toArray(int[][]::new);
        if (raters.size() == 2 && both.length > 0) {
            compare(
                    table.value("kappa"),
                    CohenKappa.of(
                            Arrays.stream(both).mapToInt(unit -> unit[0]).toArray(),
                            Arrays.stream(both).mapToInt(unit -> unit[1]).toArray(),
                            values.length,
                            ones(both.length)));
        }
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void compare(@Nullable Object expected, double actual) {
        if (expected instanceof Number number) {
            assertThat(actual).isCloseTo(number.doubleValue(), within(CLOSE));
        } else {
            assertThat(actual).isNaN();
        }
    }
}
