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

/// A [Question] whose answer is a JSON object. How replies are held to the schema, validated and repaired is
/// [JsonReplies]' affair; `retries` does not count here, `repairs` does.
public record JsonQuestion(Question question, JsonReplies replies) {

    /// A question by one of the type's prompts.
    ///
    /// @param shape of the object
    /// @param json must be among the type's prompts too
    public static JsonQuestion of(
            Building building,
            Parameter<String> model,
            Prompt prompt,
            Sampling sampling,
            Shape shape,
            JsonPrompts json) {
        return new JsonQuestion(
                Question.of(building, model, prompt, sampling),
                building.jsonReplies(JsonWanted.of(model, shape.schema(), json)));
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
