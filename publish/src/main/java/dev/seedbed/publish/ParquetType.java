package dev.seedbed.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a JSON value becomes in Parquet.
///
/// | JSON | Parquet |
/// |---|---|
/// | text, `true`/`false` | string, boolean |
/// | whole numbers | 64-bit integer |
/// | numbers, some with a fraction | double |
/// | list | list |
/// | object | struct of all fields seen; a field that an object lacks is null there |
/// | null, and no value at all | null |
/// | nothing but null | string, null throughout |
///
/// What Parquet has no type for becomes a string that holds the value as JSON: values of several kinds, empty
/// objects, whole numbers beyond 64 bits, objects with more than 256 fields, with fields whose names are empty
/// or differ by case only, and what is nested deeper than 16 levels.
sealed interface ParquetType {
    int DEEPEST = 16;
    int MOST_FIELDS = 256;

    /// As what it is read from JSON.
    String source();

    /// As what it is written to Parquet.
    String target();

    /// A value without parts.
    record Scalar(String name) implements ParquetType {
        @Override
        public String source() {
            return name;
        }

        @Override
        public String target() {
            return name;
        }
    }

    /// Any value, kept as JSON.
    record JsonText() implements ParquetType {
        @Override
        public String source() {
            return "JSON";
        }

        @Override
        public String target() {
            return "VARCHAR";
        }
    }

    /// A list.
    record ListOf(ParquetType item) implements ParquetType {
        @Override
        public String source() {
            return item.source() + "[]";
        }

        @Override
        public String target() {
            return item.target() + "[]";
        }
    }

    /// An object.
    record Struct(Map<String, ParquetType> fields) implements ParquetType {
        @Override
        public String source() {
            return fields.entrySet().stream()
                    .map(field -> DuckDb.identifier(field.getKey()) + " "
                            + field.getValue().source())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }

        @Override
        public String target() {
            return fields.entrySet().stream()
                    .map(field -> DuckDb.identifier(field.getKey()) + " "
                            + field.getValue().target())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    /// From what DuckDB's `json_group_structure` says: a type's name, a list of one, or an object.
    static ParquetType of(@Nullable Object structure) {
        return of(structure, 1);
    }

    private static ParquetType of(@Nullable Object structure, int depth) {
        return switch (structure) {
            case String name -> scalar(name);
            case List<?> items when depth < DEEPEST -> new ListOf(of(items.getFirst(), depth + 1));
            case Map<?, ?> fields
            when depth < DEEPEST && isStruct(fields.keySet()) -> {
                Map<String, ParquetType> types = new LinkedHashMap<>();
                fields.forEach((name, type) -> types.put((String) name, of(type, depth + 1)));
                yield new Struct(types);
            }
            case null, default -> new JsonText();
        };
    }

    private static ParquetType scalar(String name) {
        return switch (name) {
            case "VARCHAR", "NULL" -> new Scalar("VARCHAR");
            case "BIGINT", "UBIGINT", "HUGEINT" -> new Scalar("BIGINT");
            case "DOUBLE", "BOOLEAN" -> new Scalar(name);
            default -> new JsonText();
        };
    }

    private static boolean isStruct(Set<?> names) {
        return !names.isEmpty()
                && !names.contains("")
                && names.size() <= MOST_FIELDS
                && names.stream()
                                .map(name -> ((String) name).toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        == names.size();
    }
}
