package dev.seedbed.cli.command;

import dev.seedbed.Estimate;
import dev.seedbed.Estimate.Line;
import dev.seedbed.Estimate.Range;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.cli.terminal.Figures;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes an estimate.
final class EstimateText {
    private final PrintStream out;

    EstimateText(PrintStream out) {
        this.out = out;
    }

    /// For people.
    void words(Estimate estimate) {
        String target = estimate.target()
                .map(rows -> " of " + Figures.some(rows, "row"))
                .orElse(estimate.accepted() == 1 ? " row" : " rows");
        String before = Figures.count(estimate.accepted()) + target + " accepted from "
                + Figures.some(estimate.measured(), "candidate")
                + (estimate.measured() == 1 ? " that is answered to its end" : " that are answered to their end")
                + estimate.spent().stream()
                        .filter(money -> money.amount().signum() > 0)
                        .map(money -> ", for " + Figures.money(money))
                        .collect(Collectors.joining());
        switch (estimate.basis()) {
            case COMPLETE -> out.println(estimate.pipeline() + ": nothing is left to ask; " + before);
            case MEASURED -> out.println(estimate.pipeline() + ": measured on " + before);
            case RENDERED -> out.println(estimate.pipeline() + ": nothing is answered yet");
        }
        if (estimate.basis() != Estimate.Basis.COMPLETE) {
            figures(estimate);
        }
        estimate.notes().forEach(note -> out.println("note: " + note));
    }

    private void figures(Estimate estimate) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "model", "calls", "tokens in", "tokens out", estimate.currency()));
        for (Line line : estimate.lines()) {
            rows.add(List.of(
                    line.step(),
                    line.model(),
                    shown(line.calls(), EstimateText::count),
                    shown(line.input(), EstimateText::count),
                    shown(line.output(), EstimateText::count),
                    shown(line.money(), EstimateText::amount)));
        }
        rows.add(List.of(
                "in all",
                "",
                shown(estimate.calls(), EstimateText::count),
                shown(estimate.input(), EstimateText::count),
                shown(estimate.output(), EstimateText::count),
                shown(estimate.money(), EstimateText::amount)));
        table(rows);
        out.println("candidates still to come: " + shown(estimate.candidates(), EstimateText::count));
        if (estimate.basis() == Estimate.Basis.MEASURED) {
            out.println("time at these models' concurrency: " + shown(estimate.seconds(), EstimateText::time));
        }
    }

    private void table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(String.format(Locale.ROOT, "%-" + (widths[i] + 2) + "s", row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /// Such as `1,240 (980 to 1,700)`, `0.2 to 1.4`, `at least 500`.
    static String shown(Range range, DoubleFunction<String> figure) {
        String low = figure.apply(range.low());
        if (range.likely().isEmpty()) {
            return range.high().isEmpty()
                    ? "at least " + low
                    : low + " to " + figure.apply(range.high().getAsDouble());
        }
        String likely = figure.apply(range.likely().getAsDouble());
        if (range.high().isEmpty()) {
            return likely + " (at least " + low + ")";
        }
        String high = figure.apply(range.high().getAsDouble());
        return low.equals(high) ? likely : likely + " (" + low + " to " + high + ")";
    }

    private static String count(double value) {
        return Figures.count(Math.round(value));
    }

    private static String amount(double value) {
        return rounded(value).toPlainString();
    }

    private static BigDecimal rounded(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    private static String time(double seconds) {
        return Figures.time(Duration.ofMillis(Math.round(seconds * 1_000)));
    }

    /// For machines.
    void json(Estimate estimate) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pipeline", estimate.pipeline());
        fields.put("basis", estimate.basis().name().toLowerCase(Locale.ROOT));
        fields.put("measured", estimate.measured());
        fields.put("accepted", estimate.accepted());
        fields.put("target", estimate.target().orElse(null));
        fields.put("candidates", range(estimate.candidates()));
        fields.put("calls", range(estimate.calls()));
        fields.put("tokens", fields("input", range(estimate.input()), "output", range(estimate.output())));
        fields.put("money", range(estimate.money()));
        fields.put("currency", estimate.currency());
        fields.put("seconds", range(estimate.seconds()));
        fields.put("steps", estimate.lines().stream().map(EstimateText::line).toList());
        fields.put("spent", estimate.spent().stream().map(EstimateText::money).toList());
        fields.put("notes", estimate.notes());
        out.println(Json.write(fields));
    }

    private static Map<String, @Nullable Object> line(Line line) {
        Map<String, @Nullable Object> fields = fields("step", line.step(), "model", line.model());
        fields.put("calls", range(line.calls()));
        fields.put("tokens", fields("input", range(line.input()), "output", range(line.output())));
        fields.put("money", range(line.money()));
        return fields;
    }

    private static Map<String, String> money(Money money) {
        return Map.of("amount", money.amount().toPlainString(), "currency", money.currency());
    }

    private static Map<String, @Nullable Object> range(Range range) {
        Map<String, @Nullable Object> fields = fields("low", range.low(), "likely", null);
        range.likely().ifPresent(likely -> fields.put("likely", likely));
        fields.put("high", range.high().isPresent() ? range.high().getAsDouble() : null);
        return fields;
    }

    private static Map<String, @Nullable Object> fields(
            String first, @Nullable Object value, String second, @Nullable Object other) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(first, value);
        fields.put(second, other);
        return fields;
    }
}
