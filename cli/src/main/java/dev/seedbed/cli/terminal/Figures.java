package dev.seedbed.cli.terminal;

import dev.seedbed.api.Money;
import dev.seedbed.engine.Progress;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How figures are written for people.
public final class Figures {
    private static final int MOST_REASONS = 4;

    private Figures() {}

    /// Such as `1,234`.
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Such as `1 row`, `1,234 rows`.
    public static String some(long number, String word) {
        return count(number) + " " + word + (number == 1 ? "" : "s");
    }

    /// What keeps a run waiting, such as `writer refuses calls as too many since 40.0 s`.
    static String wait(Progress.Wait wait) {
        return switch (wait) {
            case Progress.Refused refused ->
                refused.model() + " refuses calls as too many since " + time(refused.since());
            case Progress.Down down -> down.model() + " is down, others answer for it";
            case Progress.Batches batches ->
                some(batches.count(), "batch", "batches") + " of " + some(batches.questions(), "question") + " out at "
                        + batches.model() + " since " + time(batches.since());
        };
    }

    private static String some(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /// Such as `0.0125 USD`, to four significant digits.
    public static String money(Money money) {
        BigDecimal rounded = money.amount().round(new MathContext(4, RoundingMode.HALF_UP));
        return rounded.stripTrailingZeros().toPlainString() + " " + money.currency();
    }

    /// Such as `4.2 s`, `3 min 20 s`, `2 h 5 min`.
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    /// Such as `12.5/s`, and per minute or hour where that is less than one a second.
    public static String rate(double perSecond) {
        if (perSecond >= 1) {
            return String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
        }
        double perMinute = perSecond * 60;
        return perMinute >= 1
                ? String.format(Locale.ROOT, "%.1f/min", perMinute)
                : String.format(Locale.ROOT, "%.1f/h", perMinute * 60);
    }

    /// Such as `refusal 3, too-similar 2`: the most frequent first, the rest in one sum.
    public static String reasons(Map<String, Long> byReason) {
        List<Map.Entry<String, Long>> sorted = byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        String shown = sorted.stream()
                .limit(MOST_REASONS)
                .map(entry -> entry.getKey() + " " + count(entry.getValue()))
                .collect(Collectors.joining(", "));
        long rest = sorted.stream()
                .skip(MOST_REASONS)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return rest == 0 ? shown : shown + ", others " + count(rest);
    }
}
