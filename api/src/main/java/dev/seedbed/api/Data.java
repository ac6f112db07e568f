package dev.seedbed.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JSON object that a sample carries: an immutable, ordered map from column to JSON value.
///
/// ```java
/// Data row = Data.of("instruction", "Name a prime.").with("answer", "7");
/// row.text("answer"); // "7"
/// ```
///
/// **Values** are `String`, `Boolean`, `Long`, `Double`, `BigInteger` and `BigDecimal` (only for numbers that
/// fit neither), `List` and `Map` of such values, and `null` for JSON's null. Any other number is widened to
/// one of these, anything else is refused; half a surrogate pair becomes U+FFFD. **Order** of columns is the
/// order of insertion; replacing a value keeps its column's place. **Equality** is that of the columns and
/// values, whatever their order. Safe to share between threads.
public final class Data {
    private static final Data EMPTY = new Data(Collections.emptyMap());

    private final Map<String, @Nullable Object> values;

    private Data(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /// No columns.
    public static Data empty() {
        return EMPTY;
    }

    /// One column.
    public static Data of(String column, @Nullable Object value) {
        return EMPTY.with(column, value);
    }

    /// The columns of a map, in its order of iteration.
    ///
    /// @throws IllegalArgumentException if a value is not a JSON value
    public static Data copyOf(Map<String, ? extends @Nullable Object> values) {
        return values.isEmpty() ? EMPTY : new Data(normalizedMap(values));
    }

    /// The columns of a map that [Json] has read: its values are of the right form already and are not copied.
    static Data ofParsed(Map<?, ?> parsed) {
        @SuppressWarnings("unchecked") // the reader builds maps with string keys only
        Map<String, @Nullable Object> values = (Map<String, @Nullable Object>) parsed;
        return new Data(values);
    }

    /// This with a column set.
    public Data with(String column, @Nullable Object value) {
        Objects.requireNonNull(column, "column");
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.put(column, normalized(value));
        return new Data(Collections.unmodifiableMap(copy));
    }

    /// This with all columns of the other, which win.
    public Data with(Data other) {
        if (other.values.isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.putAll(other.values);
        return new Data(Collections.unmodifiableMap(copy));
    }

    /// This without a column; the same if it has none of that name.
    public Data without(String column) {
        if (!values.containsKey(column)) {
            return this;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.remove(column);
        return new Data(Collections.unmodifiableMap(copy));
    }

    /// Whether there is such a column, even if it holds null.
    public boolean has(String column) {
        return values.containsKey(column);
    }

    /// The value of a column, null if it holds null or is absent.
    public @Nullable Object value(String column) {
        return values.get(column);
    }

    /// The column's text: a string as it is, another value as JSON, empty if the column is absent or null.
    public Optional<String> textIfPresent(String column) {
        Object value = values.get(column);
        return value == null ? Optional.empty() : Optional.of(value instanceof String text ? text : Json.write(value));
    }

    /// The column's text, as [#textIfPresent].
    ///
    /// @throws IllegalArgumentException if the column is absent or null
    public String text(String column) {
        return textIfPresent(column)
                .orElseThrow(() -> new IllegalArgumentException(
                        "column '" + column + "' has no value; this sample has " + values.keySet()));
    }

    /// The column names, in order.
    public Set<String> columns() {
        return values.keySet();
    }

    /// The columns and values as an unmodifiable map.
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /// Brings any JSON-like value to the form that [Data] holds.
    ///
    /// @throws IllegalArgumentException if it is not a JSON value
    public static @Nullable Object normalized(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> Json.wellFormed(text);
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Double number -> finite(number);
            case Float number -> finite(number.doubleValue());
            case BigInteger number -> number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
            case BigDecimal number -> number;
            case Data data -> data.values;
            case Map<?, ?> map -> normalizedMap(map);
            case Iterable<?> items -> normalizedList(items);
            default ->
                throw new IllegalArgumentException(
                        "a value of " + value.getClass().getName() + " is not JSON");
        };
    }

    private static Double finite(Double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " is not a JSON number");
        }
        return number;
    }

    private static List<@Nullable Object> normalizedList(Iterable<?> items) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : items) {
            copy.add(normalized(item));
        }
        return Collections.unmodifiableList(copy);
    }

    private static Map<String, @Nullable Object> normalizedMap(Map<?, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("the key " + key + " of a JSON object must be a string");
            }
            copy.put(name, normalized(value));
        });
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Data data && values.equals(data.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /// The object as one line of JSON.
    @Override
    public String toString() {
        return Json.write(values);
    }
}
