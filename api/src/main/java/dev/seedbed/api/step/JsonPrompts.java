package dev.seedbed.api.step;

import dev.seedbed.api.setting.Prompt;
import java.util.Set;

/// What a model is told about the JSON that is wanted of it. A step type that names both among its prompts lets
/// its user replace them.
///
/// ```java
/// private static final JsonPrompts PROMPTS = JsonPrompts.of("judge");
/// static final StepType TYPE = StepType.named("judge", ...).prompts(VERDICT, PROMPTS.schema(), PROMPTS.repair());
/// ```
///
/// @param schema put behind the last turn where the schema is told in the prompt; is given `schema`
/// @param repair the turn that answers an invalid reply; is given `errors` and `schema`
public record JsonPrompts(Prompt schema, Prompt repair) {
    /// The usual words, with ids that begin with that of the step type.
    public static JsonPrompts of(String stepType) {
        return new JsonPrompts(
                new Prompt(
                        stepType + ".schema",
                        1,
                        Set.of("schema"),
                        "Answer with one JSON value that follows this JSON Schema, and with nothing else:\n{{ schema }}"),
                new Prompt(
                        stepType + ".repair",
                        2,
                        Set.of("errors", "schema"),
                        "That answer cannot be used:\n{{ errors }}\n"
                                + "Answer again with the whole corrected JSON value, and with nothing else. It must follow"
                                + " this JSON Schema:\n{{ schema }}"));
    }
}
