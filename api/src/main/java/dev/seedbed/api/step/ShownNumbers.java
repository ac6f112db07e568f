package dev.seedbed.api.step;

import dev.seedbed.api.Data;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measured numbers as people read them: to six digits. What is compared is never what is shown.
///
/// ```java
/// ShownNumbers.rounded(0.12345678901);    // 0.123457
/// ```
///
/// Whole numbers, and those of a million and more, stay as they are.
public final class ShownNumbers {
    private static final MathContext DIGITS = new MathContext(6);
    private static final double LARGE = 1e6;

    private ShownNumbers() {}

    public static double rounded(double number) {
        // Also what is not a number, and infinity.
        return Math.abs(number) < LARGE && number != Math.rint(number)
                ? new BigDecimal(number).round(DIGITS).doubleValue()
                : number;
    }

    /// The same with all numbers rounded, however deep they stand.
    public static Data rounded(Data data) {
        return data.asMap().values().stream().anyMatch(ShownNumbers::mayChange)
                ? Data.copyOf(rounded(data.asMap()))
                : data;
    }

    private static boolean mayChange(@Nullable Object value) {
        return value instanceof Double || value instanceof List<?> || value instanceof Map<?, ?>;
    }

    private static Map<String, @Nullable Object> rounded(Map<?, ?> fields) {
        Map<String, @Nullable Object> rounded = new LinkedHashMap<>();
        fields.forEach((name, value) -> rounded.put(String.valueOf(name), rounded(value)));
        return rounded;
    }

    static @Nullable Object rounded(@Nullable Object value) {
        return switch (value) {
            case Double number -> (Object) rounded(number.doubleValue());
            case List<?> items ->
                Stream.<@Nullable Object>of(items.toArray())
                        .map(ShownNumbers::rounded)
                        .toList();
            case Map<?, ?> fields -> rounded(fields);
            case null, default -> value;
        };
    }
}
