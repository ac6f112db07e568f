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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads replies that must be JSON of a schema (draft 2020-12). A reply is the value as a whole or it is
/// nothing: only white space, and a code fence around all of it, are taken away. Thread-safe.
final class StructuredReply {
    private static final Pattern FENCE =
            Pattern.compile("\\A```(?:json|JSON)?\\s*\\n(.*)\\n\\s*```\\z", Pattern.DOTALL);
    private static final int MOST_ERRORS = 10;

    private final Schema schema;

    /// What a reply turned out to be.
    sealed interface Reading {
        record Value(@Nullable Object value) implements Reading {}

        record Invalid(String reason, List<String> errors) implements Reading {}
    }

    /// @throws IllegalArgumentException if the schema cannot be used; the message says why
    StructuredReply(Map<String, Object> schema) {
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

    Reading read(String reply) {
        Matcher fence = FENCE.matcher(reply.strip());
        String text = fence.matches() ? fence.group(1) : reply;
        Object value;
        try {
            value = Json.parse(text);
        } catch (JsonException e) {
            return new Reading.Invalid(
                    "invalid-json", List.of("line " + e.line() + ", column " + e.column() + ": " + e.getMessage()));
        }
        List<String> errors = schema.validate(text, InputFormat.JSON).stream()
                .limit(MOST_ERRORS)
                .map(StructuredReply::inWords)
                .toList();
        return errors.isEmpty() ? new Reading.Value(value) : new Reading.Invalid("schema-mismatch", errors);
    }

    private static String inWords(Error error) {
        String where = error.getInstanceLocation().toString();
        return (where.isEmpty() ? "the value" : where) + ": " + error.getMessage();
    }
}
