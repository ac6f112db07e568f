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
public record Ask(Model model, Request request, int n, int attempt, Optional<PromptReference> prompt) {
    public static Ask of(Model model, Request request) {
        return new Ask(model, request, 0, 0, Optional.empty());
    }

    public Ask number(int newN) {
        return new Ask(model, request, newN, attempt, prompt);
    }

    public Ask attempt(int newAttempt) {
        return new Ask(model, request, n, newAttempt, prompt);
    }

    public Ask with(PromptReference reference) {
        return new Ask(model, request, n, attempt, Optional.of(reference));
    }
}
