package dev.seedbed.pipeline;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.pipeline.step.JsonReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A record of Java as a JSON Schema, and JSON that follows it as that record.
///
/// ```java
/// record Card(String question, Level level, Optional<String> hint) {}
///
/// pipeline.step("generate", step -> step.set("schema", Card.class));     // RecordSchema.of(Card.class).schema()
/// Card card = RecordSchema.of(Card.class).read(row.value("answer"));
/// ```
///
/// **Components** are fields of the same name, in the record's order, and there are no others. All are required
/// and not null, but for those of type `Optional` and those marked `@Nullable` (of JSpecify), which may be left
/// out or null. **Types** may be `String`, `boolean`, the whole and decimal numbers of Java, enums (the
/// constants' names), lists, sets, maps with keys of text, other records, and sealed interfaces of records.
/// Anything else is refused, so that what follows the schema can be read. A record of a sealed interface has the
/// field `type` beside its own, with its name in lower case and hyphens: `record RedCircle` is `red-circle`.
///
/// Immutable and thread-safe; annotations of Jackson have no effect. The schema says nothing of a number's size:
/// 3,000,000,000 for an `int` is refused by [#read].
public final class RecordSchema<T> {
    private final Class<T> type;
    private final Map<String, Object> schema;
    private final JsonReader reader;

    private RecordSchema(Class<T> type, Map<String, Object> schema) {
        this.type = type;
        this.schema = schema;
        this.reader = new JsonReader(schema, false);
    }

    /// The schema of a record, or of a sealed interface of records.
    ///
    /// @throws IllegalArgumentException if a type is not among those above; the message says where
    public static <T> RecordSchema<T> of(Class<T> type) {
        RecordTypes.check(type);
        Map<String, Object> schema = new LinkedHashMap<>();
        Json.parseObject(RecordTypes.schema(type)).asMap().forEach((keyword, value) -> {
            if (value != null) {
                schema.put(keyword, value);
            }
        });
        return new RecordSchema<>(type, Collections.unmodifiableMap(schema));
    }

    /// The JSON Schema (draft 2020-12).
    public Map<String, Object> schema() {
        return schema;
    }

    /// The record that a JSON value stands for.
    ///
    /// @param value an object as [Data] holds it, or the data themselves
    /// @throws IllegalArgumentException if it does not follow the schema, or a number is out of its type's range
    public T read(@Nullable Object value) {
        String json = Json.write(Data.normalized(value));
        switch (reader.read(json)) {
            case JsonReader.Reading.Value _ -> {}
            case JsonReader.Reading.Invalid(String _, List<String> errors) ->
                throw new IllegalArgumentException("this is no " + type.getSimpleName() + ": " + errors);
        }
        try {
            return RecordTypes.read(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
