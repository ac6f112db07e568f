package dev.seedbed.api.step;

import dev.seedbed.api.setting.Parameter;
import java.util.Map;

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
