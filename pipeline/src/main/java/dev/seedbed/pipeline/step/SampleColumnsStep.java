package dev.seedbed.pipeline.step;

import dev.seedbed.api.Json;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `sample`: columns with drawn values.
final class SampleColumnsStep {
    static final Parameter<List<Object>> ONE_OF =
            Parameter.listOf("one-of", new Kind.AnyValue(), "Draws one of these values.");
    static final Parameter<List<Double>> WEIGHTS = Parameter.listOf(
            "weights",
            new Kind.Decimal(0, 1e12),
            "How likely each value of `one-of` is, compared with the others. Left out, all are alike.");
    static final Parameter<String> BY = Parameter.text(
            "by", "Draws by what this column holds, which the samples have or which stands before in this step.");
    static final Parameter<Map<String, List<Object>>> CASES = Parameter.mapOf(
            "cases",
            new Kind.ListOf<>(new Kind.AnyValue()),
            "For each value of the column `by`, the values to draw from.");
    static final Parameter<Double> FROM = Parameter.decimal("from", -1e15, 1e15, "Draws a number, this or above.");
    static final Parameter<Double> TO = Parameter.decimal("to", -1e15, 1e15, "Draws a number, this or below.");
    static final Parameter<Double> MEAN = Parameter.decimal(
            "mean", -1e15, 1e15, "Draws a number around this one, normally distributed; `from` and `to` may bound it.");
    static final Parameter<Double> DEVIATION =
            Parameter.decimal("deviation", 1e-12, 1e15, "The standard deviation from `mean`.");
    static final Parameter<Long> DECIMALS = Parameter.wholeNumber(
                    "decimals", 0, 12, "How many decimals the number has; 0 gives whole numbers.")
            .defaultsTo(0);
    static final Parameter<String> FIRST_DAY =
            Parameter.text("first-day", "Draws a day, this or later, such as 2020-01-31.");
    static final Parameter<String> LAST_DAY = Parameter.text("last-day", "Draws a day, this or earlier.");
    static final Parameter<String> FORMAT = Parameter.text(
            "format", "How the day is written, such as `d MMMM yyyy` (in English). Left out, as in 2020-01-31.");
    static final Parameter<Double> CHANCE =
            Parameter.decimal("chance", 0, 1, "Draws true with this probability, and false otherwise.");

    private static final List<Parameter<?>> FIELDS = List.of(
            ONE_OF, WEIGHTS, BY, CASES, FROM, TO, MEAN, DEVIATION, DECIMALS, FIRST_DAY, LAST_DAY, FORMAT, CHANCE);

    static final Parameter<Map<String, Settings>> COLUMNS = Parameter.mapOf(
                    "columns", new Kind.Group(FIELDS), "The columns to set, each with what its value is drawn from.")
            .required();

    static final StepType TYPE = StepType.named(
                    "sample",
                    StepKind.TRANSFORMER,
                    "Sets columns to random values: categories, numbers, dates, yes or no.")
            .details("""
                    | to draw | say |
                    |---|---|
                    | one of some values | `one-of: [a, b]`, perhaps with `weights: [3, 1]` |
                    | one of the values that fit another column | `by: topic` and `cases: { math: [algebra], history: [Rome] }` |
                    | a number, all alike | `from: 1`, `to: 6`, for fractions with `decimals: 2` |
                    | a number around a mean | `mean: 170`, `deviation: 10`, perhaps with `from`, `to`, `decimals` |
                    | a day | `first-day: 2020-01-01`, `last-day: 2024-12-31`, perhaps with `format: d MMMM yyyy` |
                    | true or false | `chance: 0.3` |

                    A value follows from the seed, the sample's id, the step's name and the column's name, and from nothing else:
                    neither more rows, nor other columns, nor a resumed run change it. A sample for whose value `cases` has no entry
                    fails, and the run goes on.
                    """)
            .taking(COLUMNS)
            .shorthand(COLUMNS)
            .example("""
                    - sample:
                        topic: { one-of: [math, history], weights: [2, 1] }
                        part: { by: topic, cases: { math: [algebra, geometry], history: [Rome, China] } }
                        age: { from: 18, to: 90 }
                    """)
            .builtBy(SampleColumnsStep::build);

    private final Building building;
    private final String column;
    private final Settings settings;

    private SampleColumnsStep(Building building, String column, Settings settings) {
        this.building = building;
        this.column = column;
        this.settings = settings;
    }

    private static Step build(Building building) {
        Map<String, Drawn> drawn = new LinkedHashMap<>();
        building.settings().get(COLUMNS).forEach((column, settings) -> {
            SampleColumnsStep one = new SampleColumnsStep(building, column, settings);
            one.drawn(drawn).ifPresent(value -> drawn.put(column, value));
        });
        return new SampleColumns(building.name(), Collections.unmodifiableMap(drawn));
    }

    private Optional<Drawn> drawn(Map<String, Drawn> before) {
        boolean number = has(FROM) || has(TO) || has(MEAN) || has(DEVIATION);
        boolean cases = has(BY) || has(CASES);
        boolean days = has(FIRST_DAY) || has(LAST_DAY);
        long ways = List.of(has(ONE_OF), cases, number, days, has(CHANCE)).stream()
                .filter(way -> way)
                .count();
        if (ways != 1) {
            return problem((ways == 0 ? "says nothing to draw from" : "says several things to draw from")
                    + "; give `one-of`, or `by` with `cases`, or `from` with `to`, or `mean` with `deviation`, or"
                    + " `first-day` with `last-day`, or `chance`");
        }
        if (has(WEIGHTS) && !has(ONE_OF)) {
            return problem("has `weights`, but no `one-of`");
        }
        if (has(FORMAT) && !days) {
            return problem("has a `format`, but no days");
        }
        return has(ONE_OF)
                ? oneOf()
                : cases
                        ? cases(before)
                        : days
                                ? days()
                                : number ? number() : settings.find(CHANCE).map(Drawn.Chance::new);
    }

    private boolean has(Parameter<?> parameter) {
        return settings.find(parameter).isPresent();
    }

    private Optional<Drawn> problem(String message) {
        building.problem(COLUMNS, "sets '" + column + "', which " + message);
        return Optional.empty();
    }

    private Optional<Drawn> oneOf() {
        List<Object> values = settings.get(ONE_OF);
        List<Double> weights = settings.find(WEIGHTS).orElse(Collections.nCopies(values.size(), 1.0));
        if (values.isEmpty()) {
            return problem("has no value in `one-of`");
        }
        if (weights.size() != values.size()) {
            return problem("has " + values.size() + " values in `one-of`, but " + weights.size() + " `weights`");
        }
        if (weights.stream().allMatch(weight -> weight == 0)) {
            return problem("has nothing but 0 in `weights`");
        }
        return Optional.of(new Drawn.OneOf(values, weights));
    }

    private Optional<Drawn> cases(Map<String, Drawn> before) {
        if (!has(BY) || !has(CASES)) {
            return problem("needs both `by` and `cases`");
        }
        String by = settings.get(BY);
        if (!before.containsKey(by) && !building.columns().mayHave(by)) {
            return problem(
                    "is drawn by '" + by + "', but there is no such column, nor one before it in this step (there"
                            + " are " + String.join(", ", building.columns().names()) + ")");
        }
        Map<String, Drawn.OneOf> cases = new LinkedHashMap<>();
        settings.get(CASES)
                .forEach((value, values) ->
                        cases.put(value, new Drawn.OneOf(values, Collections.nCopies(values.size(), 1.0))));
        for (Map.Entry<String, Drawn.OneOf> each : cases.entrySet()) {
            if (each.getValue().values().isEmpty()) {
                return problem("has no value in the case '" + each.getKey() + "'");
            }
        }
        if (before.get(by) instanceof Drawn.OneOf parent) {
            for (Object value : parent.values()) {
                String text = value instanceof String already ? already : Json.write(value);
                if (!cases.containsKey(text)) {
                    return problem("has no case for '" + text + "', which '" + by + "' can be");
                }
            }
        }
        return Optional.of(new Drawn.Case(by, Collections.unmodifiableMap(cases)));
    }

    private Optional<Drawn> number() {
        int decimals = Math.toIntExact(settings.get(DECIMALS));
        double from = settings.find(FROM).orElse(-1e15);
        double to = settings.find(TO).orElse(1e15);
        if (from > to) {
            return problem("goes from " + plain(from) + " to " + plain(to) + ", which is below");
        }
        if (has(MEAN) || has(DEVIATION)) {
            return normal(from, to, decimals);
        }
        if (!has(FROM) || !has(TO)) {
            return problem("needs both `from` and `to`");
        }
        BigDecimal exactFrom = BigDecimal.valueOf(from).stripTrailingZeros();
        BigDecimal exactTo = BigDecimal.valueOf(to).stripTrailingZeros();
        if (Math.max(exactFrom.scale(), exactTo.scale()) > decimals) {
            return problem("goes from " + plain(from) + " to " + plain(to) + " with `decimals: " + decimals
                    + "`, but the ends have more; say `decimals: " + Math.max(exactFrom.scale(), exactTo.scale())
                    + "`");
        }
        if (exactTo.subtract(exactFrom).scaleByPowerOfTen(decimals).compareTo(BigDecimal.valueOf(1L << 62)) > 0) {
            return problem("has more than 2^62 possible values; say fewer `decimals`");
        }
        return Optional.of(new Drawn.Uniform(exactFrom, exactTo, decimals));
    }

    private Optional<Drawn> normal(double from, double to, int decimals) {
        if (!has(MEAN) || !has(DEVIATION)) {
            return problem("needs both `mean` and `deviation`");
        }
        double mean = settings.get(MEAN);
        double deviation = settings.get(DEVIATION);
        // what is drawn again and again must be likely enough to be drawn
        boolean reached = from <= mean + 3 * deviation && to >= mean - 3 * deviation;
        boolean wide = to - from >= Math.max(deviation / 10, Math.pow(10, -decimals));
        if (!reached || !wide) {
            return problem(
                    "has a mean of " + plain(mean) + " and a deviation of " + plain(deviation)
                            + ", which nearly never falls from " + plain(from) + " to " + plain(to)
                            + "; take a range that reaches within 3 deviations of the mean and is at least a tenth of one wide");
        }
        return Optional.of(new Drawn.Normal(mean, deviation, from, to, decimals));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private Optional<Drawn> days() {
        if (!has(FIRST_DAY) || !has(LAST_DAY)) {
            return problem("needs both `first-day` and `last-day`");
        }
        try {
            LocalDate first = LocalDate.parse(settings.get(FIRST_DAY));
            LocalDate last = LocalDate.parse(settings.get(LAST_DAY));
            if (last.isBefore(first)) {
                return problem("goes from " + first + " to " + last + ", which is earlier");
            }
            DateTimeFormatter format = settings.find(FORMAT)
                    .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
                    .orElse(DateTimeFormatter.ISO_LOCAL_DATE);
            // throws for a pattern that asks for a time of day
            if (first.format(format).isBlank()) {
                return problem("has a `format` that writes nothing");
            }
            return Optional.of(new Drawn.Day(first, last, format));
        } catch (DateTimeException | IllegalArgumentException e) {
            return problem("cannot be drawn: " + e.getMessage()
                    + " (days are written as in 2020-01-31, a `format` as in 'd MMMM yyyy')");
        }
    }
}
