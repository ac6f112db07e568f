package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function that an assistant may call.
///
/// @param parameters the JSON Schema of its arguments
/// @param result what it returns, in words; told to the model that plays it, and to nobody else
record Tool(String name, String description, Map<String, Object> parameters, String result) {
    private static final long LARGEST_FILE = 1 << 20;

    /// A file that holds no list of tools; the message says why.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /// The tools of a file: a JSON list of functions, each as it is or as OpenAI wraps it.
    static List<Tool> read(Path file) throws Unusable {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new Unusable("is larger than a megabyte");
            }
            return of(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new Unusable("cannot be read: " + e.getMessage());
        } catch (JsonException e) {
            throw new Unusable("is not JSON: line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }

    private static List<Tool> of(@Nullable Object parsed) throws Unusable {
        List<Tool> tools = new ArrayList<>();
        if (parsed instanceof List<?> items) {
            for (Object item : items) {
                tools.add(one(item, tools.size() + 1));
            }
        }
        if (tools.isEmpty()) {
            throw new Unusable("has no list of functions such as"
                    + " [{\"name\": \"weather\", \"description\": \"...\", \"parameters\": {\"type\": \"object\"}}]");
        }
        if (tools.stream().map(Tool::name).distinct().count() < tools.size()) {
            throw new Unusable("names a function twice");
        }
        return tools;
    }

    private static Tool one(@Nullable Object item, int number) throws Unusable {
        Object inner =
                item instanceof Map<?, ?> map && map.get("function") instanceof Map<?, ?> wrapped ? wrapped : item;
        if (!(inner instanceof Map<?, ?> function)
                || !(function.get("name") instanceof String name)
                || !name.matches("[A-Za-z0-9_-]{1,64}")
                || !(function.get("parameters") instanceof Map<?, ?> parameters)) {
            throw new Unusable("has as number " + number + " no function with a `name` (letters, digits, _ and -) and"
                    + " `parameters`, a JSON Schema");
        }
        if (!"object".equals(parameters.get("type")) || Json.write(parameters).contains("\"$ref\"")) {
            throw new Unusable("has for '" + name + "' parameters that are no schema of `type: object` without `$ref`");
        }
        return new Tool(name, text(function, "description"), named(parameters), text(function, "result"));
    }

    private static String text(Map<?, ?> function, String field) {
        return function.get(field) instanceof String text ? text : "";
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> named(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    /// As OpenAI and TRL write it.
    Map<String, Object> asFunction() {
        Map<String, Object> function = new LinkedHashMap<>();
        function.put("name", name);
        function.put("description", description);
        function.put("parameters", parameters);
        return asFunction(function);
    }

    /// In an order of its own, as it stands in prompts and rows.
    static Map<String, Object> asFunction(Map<String, Object> function) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("type", "function");
        typed.put("function", function);
        return typed;
    }

    /// The schema of a turn: something said to the user, or a call of one of the tools.
    static Map<String, Object> schemaOfTurn(List<Tool> tools) {
        List<Object> forms = new ArrayList<>();
        forms.add(object(Map.of("say", Map.of("type", "string", "minLength", 1)), List.of("say")));
        for (Tool tool : tools) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("tool", Map.of("type", "string", "enum", List.of(tool.name())));
            fields.put("arguments", tool.parameters());
            forms.add(object(fields, List.of("tool", "arguments")));
        }
        return object(Map.of("turn", Map.of("anyOf", forms)), List.of("turn"));
    }

    private static Map<String, Object> object(Map<String, Object> fields, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", fields);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
