package dev.seedbed.model.local;

import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply.Finish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Whether a reply was held to its schema. The library ignores a grammar that it cannot read without a word, so
/// only the reply shows it. This tells prose from JSON, no more: the steps validate.
final class SchemaFit {
    private static final Pattern BEGINS_AS_JSON = Pattern.compile(
            "\\s*([{\\[\"\\-0-9].*|t(r(u(e.*)?)?)?|f(a(l(s(e.*)?)?)?)?|n(u(l(l.*)?)?)?)?", Pattern.DOTALL);

    private SchemaFit() {}

    static void require(String text, Finish finish, Map<String, Object> schema) throws CallFailedException {
        if (finish == Finish.LENGTH) {
            if (!BEGINS_AS_JSON.matcher(text).matches()) {
                throw misfit(text, "it does not begin as JSON");
            }
            return;
        }
        Object value;
        try {
            value = Json.parse(text);
        } catch (JsonException e) {
            throw misfit(text, "it is no JSON: " + e.getMessage());
        }
        if ("object".equals(schema.get("type")) && !(value instanceof Map<?, ?>)) {
            throw misfit(text, "an object is wanted, but it is " + Json.kind(value));
        }
        if (value instanceof Map<?, ?> object && schema.get("required") instanceof List<?> required) {
            for (Object name : required) {
                if (!object.containsKey(name)) {
                    throw misfit(text, "it has no '" + name + "'");
                }
            }
        }
    }

    private static CallFailedException misfit(String text, String reason) {
        return new CallFailedException(
                Remedy.GIVE_UP,
                "the local model's reply does not follow the JSON Schema (" + reason
                        + "); the schema may use something that its grammar cannot say",
                OptionalInt.empty(),
                Optional.empty(),
                text.substring(0, Math.min(text.length(), 500)),
                null);
    }
}
