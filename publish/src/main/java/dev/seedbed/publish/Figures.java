package dev.seedbed.publish;

import dev.seedbed.api.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// Figures as people read them, the same in every country.
final class Figures {
    private Figures() {}

    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String compact(long value) {
        if (value < 10_000) {
            return number(value);
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", value / 1e3)
                : String.format(Locale.ROOT, "%.1fM", value / 1e6);
    }

    /// To the cent, or to three figures if it is less than one unit.
    static String rounded(Money money) {
        BigDecimal amount = money.amount().abs().compareTo(BigDecimal.ONE) >= 0
                ? money.amount().setScale(2, RoundingMode.HALF_UP)
                : money.amount().round(new MathContext(3, RoundingMode.HALF_UP));
        return amount.toPlainString() + " " + money.currency();
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
