package dev.seedbed.pipeline;

import dev.seedbed.api.Money;
import dev.seedbed.api.setting.Kind;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers and amounts as a pipeline writes them.
final class Numbers {
    private static final Pattern SCALED = Pattern.compile("([-+]?\\d{1,30}(?:\\.\\d{1,30})?)([kMGB])");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,30}(?:\\.\\d{1,30})?) ?([A-Z]{3})");

    private Numbers() {}

    /// The whole number, if it is one in the range: `2000`, `2k`, `1.5M`.
    static Optional<Object> whole(Raw raw, Kind.WholeNumber kind) {
        return exact(raw)
                .filter(number -> number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(kind.minimum())) >= 0
                        && number.compareTo(BigDecimal.valueOf(kind.maximum())) <= 0)
                .map(BigDecimal::longValueExact);
    }

    /// The number, if it is one in the range.
    static Optional<Object> decimal(Raw raw, Kind.Decimal kind) {
        return exact(raw)
                .map(BigDecimal::doubleValue)
                .filter(number -> number >= kind.minimum() && number <= kind.maximum())
                .map(number -> number);
    }

    static Optional<Money> money(String text) {
        Matcher amount = AMOUNT.matcher(text.strip());
        return amount.matches()
                ? Optional.of(new Money(new BigDecimal(amount.group(1)), amount.group(2)))
                : Optional.empty();
    }

    private static Optional<BigDecimal> exact(Raw raw) {
        if (!(raw instanceof Raw.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar.value()) {
            case Number number -> Optional.of(new BigDecimal(number.toString()));
            case String text -> {
                Matcher scaled = SCALED.matcher(text.strip());
                yield scaled.matches()
                        ? Optional.of(new BigDecimal(scaled.group(1)).scaleByPowerOfTen(power(scaled.group(2))))
                        : Optional.empty();
            }
            case null, default -> Optional.empty();
        };
    }

    private static int power(String letter) {
        return switch (letter) {
            case "k" -> 3;
            case "M" -> 6;
            default -> 9;
        };
    }
}
