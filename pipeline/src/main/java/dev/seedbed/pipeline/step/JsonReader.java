package dev.seedbed.pipeline.step;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads replies that must be JSON of a schema (draft 2020-12). A reply is the value as a whole or it is
/// nothing: only white space, and a code fence around all of it, are taken away. Thread-safe.
public final class JsonReader {
    private static final String FENCE = "```";
    private static final int MOST_ERRORS = 10;

    private final Schema schema;
    private final boolean isWrapped;

    /// What a reply turned out to be.
    public sealed interface Reading {
        record Value(@Nullable Object value) implements Reading {}

        record Invalid(String reason, List<String> errors) implements Reading {}
    }

    /// @param schema of the value
    /// @param isWrapped whether replies are objects with the value as their one field
    /// @throws IllegalArgumentException if the schema cannot be used; the message says why
    public JsonReader(Map<String, Object> schema, boolean isWrapped) {
        this.isWrapped = isWrapped;
        try {
            // a reference to another document is an error: nothing is fetched
            this.schema = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry -> registry.schemaLoader(loader -> loader.fetchRemoteResources(false)))
                    .getSchema(Json.write(schema), InputFormat.JSON);
            this.schema.initializeValidators();
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// Reads a reply as it came.
    public Reading read(String reply) {
        Object whole;
        try {
            whole = Json.parse(withoutFence(reply.strip()));
        } catch (JsonException e) {
            return new Reading.Invalid(
                    "invalid-json", List.of("line " + e.line() + ", column " + e.column() + ": " + e.getMessage()));
        }
        if (!isWrapped) {
            return validated(whole, "");
        }
        if (!(whole instanceof Map<?, ?> object) || object.size() != 1 || !object.containsKey(ObjectSchema.VALUE)) {
            return new Reading.Invalid(
                    "schema-mismatch",
                    List.of("the value must be an object with the one field '" + ObjectSchema.VALUE + "'"));
        }
        return validated(object.get(ObjectSchema.VALUE), "/" + ObjectSchema.VALUE);
    }

    /// What is validated is what is handed out, not the text it came from.
    private Reading validated(@Nullable Object value, String place) {
        List<String> errors = schema.validate(Json.write(value), InputFormat.JSON).stream()
                .limit(MOST_ERRORS)
                .map(error -> inWords(error, place))
                .toList();
        return errors.isEmpty() ? new Reading.Value(value) : new Reading.Invalid("schema-mismatch", errors);
    }

    /// Names that a model made up may be long, and stand in these messages.
    private static String inWords(Error error, String place) {
        String where = place + error.getInstanceLocation();
        return Excerpt.ofText((where.isEmpty() ? "the value" : where) + ": " + error.getMessage());
    }

    /// The text inside a fence whose first and last line are the first and last line of all.
    private static String withoutFence(String text) {
        int first = text.indexOf('\n');
        int last = text.lastIndexOf('\n');
        if (first < 0 || !text.startsWith(FENCE)) {
            return text;
        }
        String label = text.substring(FENCE.length(), first).strip();
        boolean isFence = (label.isEmpty() || label.equalsIgnoreCase("json"))
                && text.substring(last).strip().equals(FENCE);
        return isFence ? text.substring(first, last) : text;
    }
}
