package dev.seedbed.recipes.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of a small object, all of whose fields are required. Its parts keep their order, since a schema
/// may be told in the prompt, and a prompt must be the same in every run.
///
/// ```java
/// Map<String, Object> schema = new Shape().text("explanation").oneOf("quality", List.of("poor", "good")).schema();
/// ```
public final class Shape {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /// With a text that has more than white space.
    public Shape text(String field) {
        fields.put(field, notBlank());
        return this;
    }

    /// With one of these texts.
    public Shape oneOf(String field, List<String> allowed) {
        fields.put(field, choice(allowed));
        return this;
    }

    /// With a list of texts that have more than white space.
    public Shape texts(String field, int fewest) {
        return list(field, notBlank(), fewest, Integer.MAX_VALUE);
    }

    /// The same with no more than so many.
    public Shape texts(String field, int fewest, int most) {
        return list(field, notBlank(), fewest, most);
    }

    /// With a list of at least one object.
    public Shape objects(String field, Shape item) {
        return list(field, item.schema(), 1, Integer.MAX_VALUE);
    }

    /// The same with no more than so many.
    public Shape objects(String field, Shape item, int most) {
        return list(field, item.schema(), 1, most);
    }

    /// With a list, perhaps empty, of some of these texts.
    public Shape someOf(String field, List<String> allowed) {
        return list(field, choice(allowed), 0, Integer.MAX_VALUE);
    }

    private Shape list(String field, Map<String, Object> item, int fewest, int most) {
        Map<String, Object> list = ofType("array");
        list.put("items", item);
        list.put("minItems", fewest);
        if (most < Integer.MAX_VALUE) {
            list.put("maxItems", most);
        }
        fields.put(field, list);
        return this;
    }

    private static Map<String, Object> notBlank() {
        Map<String, Object> text = ofType("string");
        text.put("pattern", "\\S");
        return text;
    }

    private static Map<String, Object> choice(List<String> allowed) {
        Map<String, Object> text = ofType("string");
        text.put("enum", List.copyOf(allowed));
        return text;
    }

    private static Map<String, Object> ofType(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    public Map<String, Object> schema() {
        Map<String, Object> schema = ofType("object");
        schema.put("properties", new LinkedHashMap<>(fields));
        schema.put("required", new ArrayList<>(fields.keySet()));
        schema.put("additionalProperties", false);
        return schema;
    }
}
