package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seedbed.api.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ObjectSchemaTest {
    @Test
    void leavesASchemaOfAnObjectAsItIs() {
        Map<String, Object> schema = parse("{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"#\"}}}");
        assertThat(ObjectSchema.of(schema)).isEqualTo(new ObjectSchema(schema, false));
    }

    /// The wrapped schema takes `{"value": x}` exactly where the schema takes `x`.
    @Test
    void referencesFindTheirPlaces() {
        List<String> values = List.of(
                "1",
                "\"a\"",
                "null",
                "[]",
                "[1]",
                "[[1]]",
                "[[\"a\"]]",
                "{\"next\": null}",
                "{\"next\": 1}",
                "{\"next\": {\"next\": null}}",
                "{\"$ref\": 1}",
                "{\"enum\": 1}",
                "{\"enum\": \"a\"}",
                "\"#/x\"");
        for (String schema : List.of(
                "{\"type\": [\"integer\", \"array\"], \"items\": {\"$ref\": \"#\"}}",
                "{\"$ref\": \"#/$defs/node\", \"$defs\": {\"node\": {\"anyOf\": [{\"type\": \"null\"},"
                        + " {\"type\": \"object\", \"properties\": {\"next\": {\"$ref\": \"#/$defs/node\"}},"
                        + " \"required\": [\"next\"]}]}}}",
                "{\"type\": \"array\", \"items\": {\"type\": [\"integer\", \"array\"], \"items\": {\"$ref\":"
                        + " \"#/items\"}}}",
                "{\"properties\": {\"enum\": {\"$ref\": \"#/definitions/whole\"}}, \"definitions\": {\"whole\":"
                        + " {\"type\": \"integer\"}}}",
                "{\"const\": \"#/x\"}",
                "{\"enum\": [{\"$ref\": 1}, null, \"#/x\"], \"default\": null}",
                "{\"$id\": \"https://example.org/list\", \"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/a\"},"
                        + " \"$defs\": {\"a\": {\"type\": \"integer\"}}}")) {
            ObjectSchema wrapped = ObjectSchema.of(parse(schema));
            assertThat(wrapped.isWrapped()).isTrue();
            assertThat(wrapped.schema()).containsEntry("type", "object").containsEntry("additionalProperties", false);
            String outer = Json.write(wrapped.schema());
            for (String value : values) {
                assertThat(isValid(outer, "{\"value\": " + value + "}"))
                        .as("%s by %s", value, outer)
                        .isEqualTo(isValid(schema, value));
            }
        }
    }

    private static boolean isValid(String schema, String value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(value, InputFormat.JSON)
                .isEmpty();
    }

    @SuppressWarnings("unchecked") // schemas in these tests are objects
    private static Map<String, Object> parse(String json) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(json));
    }
}
