package dev.seedbed.pipeline.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.seedbed.api.Data;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON values to and from those of CEL.
final class CelValues {
    private CelValues() {}

    /// Numbers that are too long for CEL become the nearest of its decimal ones.
    static Object toCel(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case BigInteger number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case List<?> items -> {
                List<Object> copy = new ArrayList<>(items.size());
                items.forEach(item -> copy.add(toCel(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, item) -> copy.put(key, toCel(item)));
                yield copy;
            }
            default -> value;
        };
    }

    /// @throws IllegalArgumentException if JSON has no such value
    static @Nullable Object toJson(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case NullValue _ -> null;
            case Instant time -> time.toString();
            case Duration time -> seconds(time);
            case CelByteString _ ->
                throw new IllegalArgumentException(
                        "it gives bytes, which JSON does not have; make a text of them with `string(...)`");
            case Optional<?> optional ->
                toJson(optional.orElseThrow(
                        () -> new IllegalArgumentException("it gives an optional value that is not there")));
            case List<?> items -> {
                List<@Nullable Object> copy = new ArrayList<>(items.size());
                items.forEach(item -> copy.add(toJson(item)));
                yield Data.normalized(copy);
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, item) -> copy.put(key, toJson(item)));
                yield Data.normalized(copy);
            }
            case String _, Long _, Double _, Boolean _ -> Data.normalized(value);
            // The unsigned ones.
            case Number number -> Data.normalized(new BigInteger(number.toString()));
            default ->
                throw new IllegalArgumentException(
                        "it gives " + value.getClass().getSimpleName() + ", which JSON does not have");
        };
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }
}
