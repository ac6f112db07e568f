package dev.seedbed.pipeline.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A schema as endpoints are given it. The arguments of a function are an object, JSON modes give objects only,
/// and schemas that are enforced must have `type: object` at their root (OpenAI, Structured Outputs, "Root
/// objects must not be anyOf and must be an object"), so any other schema becomes that of the one field `value`.
///
/// @param schema of an object
/// @param isWrapped whether the value is its field `value`
record ObjectSchema(Map<String, Object> schema, boolean isWrapped) {
    static final String VALUE = "value";

    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
    private static final Set<String> BY_NAME =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    static ObjectSchema of(Map<String, Object> written) {
        if ("object".equals(written.get("type"))) {
            return new ObjectSchema(written, false);
        }
        // References inside a schema with an id of its own are read relative to it, wherever it stands.
        boolean moves = !written.containsKey("$id");
        Map<String, @Nullable Object> inner = new LinkedHashMap<>(moves ? repointed(written) : written);
        Map<String, Object> outer = new LinkedHashMap<>();
        outer.put("type", "object");
        outer.put("properties", Map.of(VALUE, inner));
        outer.put("required", List.of(VALUE));
        outer.put("additionalProperties", false);
        if (moves) {
            for (String keyword : DEFINITIONS) {
                Object definitions = inner.remove(keyword);
                if (definitions != null) {
                    outer.put(keyword, definitions);
                }
            }
        }
        return new ObjectSchema(outer, true);
    }

    /// The same with references to places in the schema pointing to where those places are now.
    private static Map<String, @Nullable Object> repointed(Map<?, ?> schema) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((name, value) -> {
            String keyword = String.valueOf(name);
            copy.put(
                    keyword,
                    switch (value) {
                        case String reference when keyword.equals("$ref") -> moved(reference);
                        case Map<?, ?> named when BY_NAME.contains(keyword) -> repointedByName(named);
                        case Map<?, ?> inner when !DATA.contains(keyword) -> repointed(inner);
                        case List<?> items when !DATA.contains(keyword) -> repointed(items);
                        case null, default -> value;
                    });
        });
        return copy;
    }

    /// What looks like a keyword is a name here.
    private static Map<String, @Nullable Object> repointedByName(Map<?, ?> schemas) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schemas.forEach((name, value) ->
                copy.put(String.valueOf(name), value instanceof Map<?, ?> schema ? repointed(schema) : value));
        return copy;
    }

    private static List<@Nullable Object> repointed(List<?> items) {
        List<@Nullable Object> copy = new ArrayList<>();
        items.forEach(item -> copy.add(item instanceof Map<?, ?> schema ? repointed(schema) : item));
        return copy;
    }

    private static String moved(String reference) {
        boolean stays = (!reference.equals("#") && !reference.startsWith("#/"))
                || DEFINITIONS.stream().anyMatch(name -> reference.startsWith("#/" + name + "/"));
        return stays ? reference : "#/properties/" + VALUE + reference.substring(1);
    }
}
