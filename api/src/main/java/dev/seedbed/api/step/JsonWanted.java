package dev.seedbed.api.step;

import dev.seedbed.api.setting.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The JSON that a step wants of a model.
///
/// ```java
/// JsonWanted.of(MODEL, Map.of("type", "object", "properties", ...), JsonPrompts.of("judge"))
/// ```
///
/// @param model the parameter that names the model
/// @param schema a JSON Schema (draft 2020-12) that refers to no other documents
/// @param blamed the parameter that is named if the schema cannot be used
/// @param prompts what the model is told
/// @param raw whether the questions are texts to continue; then nothing but the endpoint's own schema can help
/// @param retriesCut whether a cut reply is asked for again as it was, within the repairs
public record JsonWanted(
        Parameter<String> model,
        Map<String, Object> schema,
        Parameter<?> blamed,
        JsonPrompts prompts,
        boolean raw,
        boolean retriesCut) {
    private static final Class<?> WITHOUT_ORDER = Map.of("a", 1, "b", 2).getClass();

    /// The order of a schema's keys is part of what the model is told, and so of the question: it must not change
    /// from one process to the next, as that of `Map.of` does. Such maps are put in the order of their keys.
    public JsonWanted {
        schema = inOrder(schema);
    }

    private static Map<String, Object> inOrder(Map<String, Object> object) {
        Map<String, Object> ordered =
                object.getClass() == WITHOUT_ORDER ? new TreeMap<>(object) : new LinkedHashMap<>(object);
        ordered.replaceAll((_, value) -> inOrder(value));
        return Collections.unmodifiableMap(ordered);
    }

    @SuppressWarnings("unchecked") // a JSON object has no other keys
    private static Object inOrder(Object value) {
        return switch (value) {
            case Map<?, ?> map -> inOrder((Map<String, Object>) map);
            case List<?> list ->
                list.stream()
                        .map(item -> item == null ? null : inOrder((Object) item))
                        .toList();
            case null, default -> value;
        };
    }

    /// Conversations, by a schema that the step knows itself.
    public static JsonWanted of(Parameter<String> model, Map<String, Object> schema, JsonPrompts prompts) {
        return new JsonWanted(model, schema, model, prompts, false, false);
    }

    /// This, by a schema that came from a parameter.
    public JsonWanted from(Parameter<?> parameter) {
        return new JsonWanted(model, schema, parameter, prompts, raw, retriesCut);
    }

    /// This for texts to continue, or for conversations.
    public JsonWanted raw(boolean isRaw) {
        return new JsonWanted(model, schema, blamed, prompts, isRaw, retriesCut);
    }

    /// This with cut replies asked for again, or not.
    public JsonWanted retryingCut(boolean retries) {
        return new JsonWanted(model, schema, blamed, prompts, raw, retries);
    }
}
