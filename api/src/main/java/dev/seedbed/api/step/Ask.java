package dev.seedbed.api.step;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.setting.PromptReference;
import java.util.Optional;

/// A question to a model.
///
/// @param n the number of the question among those that this step asks about this sample, from 0
/// @param attempt 0 for the first time; 1, 2... when an earlier reply was read and found unusable
/// @param prompt the prompt it was rendered from, for the record
/// @param rung how the reply is held to a schema, for the record; empty if it is not
public record Ask(
        Model model,
        Request request,
        int n,
        int attempt,
        Optional<PromptReference> prompt,
        Optional<JsonReplies.Rung> rung) {
    public static Ask of(Model model, Request request) {
        return new Ask(model, request, 0, 0, Optional.empty(), Optional.empty());
    }

    public Ask number(int newN) {
        return new Ask(model, request, newN, attempt, prompt, rung);
    }

    public Ask attempt(int newAttempt) {
        return new Ask(model, request, n, newAttempt, prompt, rung);
    }

    public Ask with(PromptReference reference) {
        return new Ask(model, request, n, attempt, Optional.of(reference), rung);
    }

    /// The same with another request.
    public Ask with(Request newRequest) {
        return new Ask(model, newRequest, n, attempt, prompt, rung);
    }

    /// The same, with how the reply is held to a schema.
    public Ask held(JsonReplies.Rung newRung) {
        return new Ask(model, request, n, attempt, prompt, Optional.of(newRung));
    }
}
