package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Map;

/// A [Question] whose answer is a JSON object. How replies are held to the schema, validated and repaired is
/// [JsonReplies]' affair; `retries` does not count here, `repairs` does.
public record JsonQuestion(Question question, JsonReplies replies) {

    /// A question by one of the type's prompts.
    ///
    /// @param schema of `type: object`
    /// @param json must be among the type's prompts too
    public static JsonQuestion of(
            Building building,
            Parameter<String> model,
            Prompt prompt,
            Sampling sampling,
            Map<String, Object> schema,
            JsonPrompts json) {
        return new JsonQuestion(
                Question.of(building, model, prompt, sampling),
                building.jsonReplies(JsonWanted.of(model, schema, json)));
    }

    /// The schema of an object that has fields with these schemas, and no others.
    public static Map<String, Object> object(Map<String, Object> fields) {
        return Map.of(
                "type",
                "object",
                "properties",
                fields,
                "required",
                fields.keySet().stream().sorted().toList(),
                "additionalProperties",
                false);
    }

    /// The schema of a list with at least one item.
    public static Map<String, Object> listOf(Map<String, Object> item) {
        return Map.of("type", "array", "minItems", 1, "items", item);
    }

    /// The schema of a list with at least one item and no more than `most`.
    public static Map<String, Object> listOf(Map<String, Object> item, int most) {
        return Map.of("type", "array", "minItems", 1, "maxItems", most, "items", item);
    }

    /// The schema of a text that is not empty.
    public static Map<String, Object> text() {
        return Map.of("type", "string", "minLength", 1);
    }

    /// Asks.
    public Reading<Data> put(Work work, Ask ask) throws InterruptedException {
        return read(replies.ask(work, ask));
    }

    /// Asks all at once and returns what was read in the order of the questions, which must differ in their
    /// [Ask#number].
    public List<Reading<Data>> putAll(Work work, List<Ask> asks) throws InterruptedException {
        return replies.askAll(work, asks).stream().map(JsonQuestion::read).toList();
    }

    private static Reading<Data> read(JsonReplies.Answer answer) {
        return switch (answer) {
            case JsonReplies.Value given -> Reading.found(given.object());
            case JsonReplies.Invalid invalid -> new Reading.Unusable<>(invalid.rejection());
        };
    }
}
