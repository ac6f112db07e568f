package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value of a pipeline as it was written, in YAML, in Java or with `--set`, before anything is known of what
/// it is for. Immutable.
public sealed interface Raw {
    /// Where it was written.
    Location location();

    /// The value without its places: a JSON value.
    @Nullable
    Object value();

    /// A single value.
    ///
    /// @param value a `String`, `Boolean`, `Long`, `Double`, `BigInteger` or null
    /// @param source as it was written, without quotes
    /// @param body where the text's first character stands, if its later ones follow from that
    record Scalar(@Nullable Object value, String source, Location location, Optional<Location> body) implements Raw {
        /// The place of a character of the text, as near as it is known.
        ///
        /// @param line in the text, from 1
        /// @param column in the line, from 1
        public Location at(int line, int column) {
            return body.map(start -> new Location(start.file(), start.line() + line - 1, start.column() + column - 1))
                    .orElse(location);
        }
    }

    /// A list.
    record Items(List<Raw> items, Location location) implements Raw {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public List<@Nullable Object> value() {
            return Collections.unmodifiableList(
                    items.stream().<@Nullable Object>map(Raw::value).toList());
        }
    }

    /// Values by name, in the order written; no name twice.
    record Fields(List<Field> fields, Location location) implements Raw {
        public Fields {
            fields = List.copyOf(fields);
        }

        /// The field of that name.
        public Optional<Field> find(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        @Override
        public Map<String, @Nullable Object> value() {
            Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(fields.size());
            fields.forEach(field -> map.put(field.name(), field.raw().value()));
            return Collections.unmodifiableMap(map);
        }
    }

    /// One name and its value.
    ///
    /// @param location of the name
    record Field(String name, Location location, Raw raw) {}
}
