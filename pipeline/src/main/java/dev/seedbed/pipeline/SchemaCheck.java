package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Problem;
import dev.seedbed.pipeline.expression.Nearest;
import java.util.List;
import java.util.Set;

/// Checks that a map is a JSON Schema (draft 2020-12), as far as the form of its keywords tells. Words that are
/// none of the draft's are annotations there, so only those near to a keyword are refused.
final class SchemaCheck {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final Set<String> OF_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> SCHEMA = Set.of(
            "items",
            "additionalProperties",
            "contains",
            "not",
            "if",
            "then",
            "else",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "additionalItems");
    private static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> COUNT = Set.of(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");
    private static final Set<String> NUMBER =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
    private static final Set<String> TEXT =
            Set.of("pattern", "format", "title", "description", "$ref", "$id", "$schema", "$comment", "$anchor");
    private static final List<Set<String>> KEYWORDS =
            List.of(OF_SCHEMAS, SCHEMA, SCHEMAS, COUNT, NUMBER, TEXT, Set.of("type", "required", "enum", "const"));

    private final List<Problem> problems;

    private final SchemaReferences references;

    private SchemaCheck(Raw.Fields root, List<Problem> problems) {
        this.problems = problems;
        this.references = new SchemaReferences(root);
    }

    static void check(Raw.Fields schema, String name, List<Problem> problems) {
        new SchemaCheck(schema, problems).schema(schema, name);
    }

    private void schema(Raw raw, String name) {
        if (raw instanceof Raw.Scalar scalar && scalar.value() instanceof Boolean) {
            return;
        }
        if (!(raw instanceof Raw.Fields fields)) {
            wrong(raw, name, "must be a schema: a map, `true` or `false`");
            return;
        }
        for (Raw.Field field : fields.fields()) {
            keyword(field, name + "." + field.name());
        }
    }

    private void keyword(Raw.Field field, String name) {
        String keyword = field.name();
        Raw raw = field.raw();
        if (keyword.equals("type")) {
            type(raw, name);
        } else if (OF_SCHEMAS.contains(keyword)) {
            schemasByName(raw, name);
        } else if (SCHEMAS.contains(keyword)) {
            schemas(raw, name);
        } else if (SCHEMA.contains(keyword)) {
            schema(raw, name);
        } else if (COUNT.contains(keyword)) {
            require(value(raw) instanceof Long count && count >= 0, raw, name, "a whole number, 0 or more");
        } else if (NUMBER.contains(keyword)) {
            require(value(raw) instanceof Number, raw, name, "a number");
        } else if (TEXT.contains(keyword)) {
            require(value(raw) instanceof String, raw, name, "a text");
            if (keyword.equals("$ref") && raw instanceof Raw.Scalar scalar && scalar.value() instanceof String text) {
                references.check(scalar, text, name).ifPresent(problems::add);
            }
        } else if (keyword.equals("required")) {
            require(
                    raw instanceof Raw.Items items
                            && items.items().stream().allMatch(item -> value(item) instanceof String),
                    raw,
                    name,
                    "a list of the names of properties");
        } else if (keyword.equals("enum")) {
            require(raw instanceof Raw.Items, raw, name, "a list of values");
        } else {
            List<String> known = KEYWORDS.stream().flatMap(Set::stream).sorted().toList();
            if (!keyword.equals("const") && Nearest.to(keyword, known).isPresent() && !keyword.startsWith("x-")) {
                problems.add(new Problem(
                        field.location(),
                        "`" + name + "` is no keyword of JSON Schema" + Nearest.hint(keyword, known)));
            }
        }
    }

    private void type(Raw raw, String name) {
        List<Raw> types = raw instanceof Raw.Items items ? items.items() : List.of(raw);
        for (Raw type : types) {
            if (!(value(type) instanceof String word) || !TYPES.contains(word)) {
                String hint = value(type) instanceof String wrong ? Nearest.hint(wrong, TYPES) : "";
                wrong(
                        type,
                        name,
                        "must be one of " + Shown.names(TYPES.stream().sorted().toList()) + hint);
            }
        }
    }

    private void schemasByName(Raw raw, String name) {
        if (raw instanceof Raw.Fields fields) {
            fields.fields().forEach(field -> schema(field.raw(), name + "." + field.name()));
        } else {
            wrong(raw, name, "must be a map from names to schemas");
        }
    }

    private void schemas(Raw raw, String name) {
        if (raw instanceof Raw.Items items && !items.items().isEmpty()) {
            for (int i = 0; i < items.items().size(); i++) {
                schema(items.items().get(i), name + "." + i);
            }
        } else {
            wrong(raw, name, "must be a list of schemas");
        }
    }

    private static Object value(Raw raw) {
        Object value = raw instanceof Raw.Scalar scalar ? scalar.value() : raw;
        return value == null ? raw : value;
    }

    private void require(boolean right, Raw raw, String name, String allowed) {
        if (!right) {
            wrong(raw, name, "must be " + allowed);
        }
    }

    private void wrong(Raw raw, String name, String allowed) {
        problems.add(new Problem(raw.location(), "`" + name + "` is " + Shown.value(raw) + ", but " + allowed));
    }
}
