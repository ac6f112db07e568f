package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.TemplateException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How the value of one column is drawn. Only [RandomGenerator#nextLong] is used, whose sequence is fixed by
/// the draw; everything else is computed here, so that no change of a library changes a row.
sealed interface Drawn {
    /// @param row the columns so far, with those drawn before
    @Nullable
    Object value(Data row, RandomGenerator random);

    /// One of some values, each as likely as its share of the weights.
    record OneOf(List<Object> values, List<Double> weights) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            double left = unit(random)
                    * weights.stream().mapToDouble(Double::doubleValue).sum();
            for (int i = 0; i < values.size(); i++) {
                left -= weights.get(i);
                if (left < 0) {
                    return values.get(i);
                }
            }
            // the sum of the weights was rounded up
            return values.get(lastPossible());
        }

        private int lastPossible() {
            int last = values.size() - 1;
            while (weights.get(last) == 0) {
                last--;
            }
            return last;
        }
    }

    /// One of the values that belong to what another column holds.
    record Case(String column, Map<String, OneOf> cases) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            String seen = row.textIfPresent(column).orElse("null");
            OneOf its = cases.get(seen);
            if (its == null) {
                throw new TemplateException(
                        "`cases` has none for '" + seen + "', which the column '" + column + "' holds (it has "
                                + String.join(", ", cases.keySet()) + ")",
                        null);
            }
            return its.value(row, random);
        }
    }

    /// A number between two, both included, with a fixed number of decimals; each as likely as the others.
    record Uniform(BigDecimal from, BigDecimal to, int decimals) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            BigDecimal steps = to.subtract(from).scaleByPowerOfTen(decimals).add(BigDecimal.ONE);
            BigDecimal step = BigDecimal.valueOf(below(steps.longValueExact(), random));
            return number(from.add(step.scaleByPowerOfTen(-decimals)), decimals);
        }
    }

    /// A number around a mean, normally distributed, drawn again where it falls outside its range.
    record Normal(double mean, double deviation, double from, double to, int decimals) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            while (true) {
                double value = mean + deviation * standardNormal(random);
                BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
                if (rounded.doubleValue() >= from && rounded.doubleValue() <= to) {
                    return number(rounded, decimals);
                }
            }
        }

        /// Box and Muller, "A Note on the Generation of Random Normal Deviates" (1958), with the strict
        /// functions, which give the same bits on every machine.
        private static double standardNormal(RandomGenerator random) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(random)));
            return radius * StrictMath.cos(2 * Math.PI * unit(random));
        }
    }

    /// A day between two, both included.
    record Day(LocalDate first, LocalDate last, DateTimeFormatter format) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            long days = last.toEpochDay() - first.toEpochDay() + 1;
            return first.plusDays(below(days, random)).format(format);
        }
    }

    /// `true` with some probability.
    record Chance(double probability) implements Drawn {
        @Override
        public Object value(Data row, RandomGenerator random) {
            return unit(random) < probability;
        }
    }

    /// From 0 to 1, without 1, in steps of 2^-53.
    private static double unit(RandomGenerator random) {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /// From 0 to the bound, without it, each as likely as the others: what would favour the small ones is drawn
    /// again.
    private static long below(long bound, RandomGenerator random) {
        long highest = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long bits = random.nextLong() >>> 1;
        while (bits >= highest) {
            bits = random.nextLong() >>> 1;
        }
        return bits % bound;
    }

    private static Object number(BigDecimal value, int decimals) {
        return decimals == 0 ? (Object) value.longValueExact() : (Object) value.doubleValue();
    }
}
