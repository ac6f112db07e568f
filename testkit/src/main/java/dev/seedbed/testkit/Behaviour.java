package dev.seedbed.testkit;

import dev.seedbed.api.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a [ScriptedEndpoint] does with a request in place of answering it as usual.
public sealed interface Behaviour {
    /// Answers with this status, these headers and this body, taken as they are.
    record Status(int code, Map<String, String> headers, String body) implements Behaviour {
        public Status {
            headers = Map.copyOf(headers);
        }
    }

    /// Announces the whole body, sends half of it and closes the connection.
    record Cut() implements Behaviour {}

    /// Sends half of the body as if it were all: HTTP that is right around JSON that is not.
    record Malformed() implements Behaviour {}

    /// Closes the connection without a word.
    record Drop() implements Behaviour {}

    /// Says nothing until the client hangs up.
    record Silence() implements Behaviour {}

    /// Answers with half of the text, `finish_reason` being `length`.
    record Length() implements Behaviour {}

    /// Answers without `usage`.
    record NoUsage() implements Behaviour {}

    /// Answers with this text.
    record Says(String text) implements Behaviour {}

    /// An error in the form that OpenAI gives it.
    static Behaviour error(int code, String message) {
        return new Status(
                code,
                Map.of(),
                Json.write(
                        Map.of("error", Map.of("message", message, "type", "scripted", "code", "scripted_" + code))));
    }

    /// A 429 that asks to wait.
    static Behaviour slowDown(Duration wait) {
        Status plain = (Status) error(429, "Rate limit reached");
        return new Status(429, Map.of("Retry-After", Long.toString(wait.toSeconds())), plain.body());
    }

    /// Reads `status-500`, `slow-down-2` (seconds), `cut`, `malformed`, `drop`, `silence`, `length` or
    /// `no-usage`.
    static Behaviour parse(String text) {
        Optional<Integer> status = number(text, "status-");
        Optional<Integer> seconds = number(text, "slow-down-");
        if (status.isPresent()) {
            return error(status.get(), "Scripted failure");
        }
        if (seconds.isPresent()) {
            return slowDown(Duration.ofSeconds(seconds.get()));
        }
        return switch (text) {
            case "cut" -> new Cut();
            case "malformed" -> new Malformed();
            case "drop" -> new Drop();
            case "silence" -> new Silence();
            case "length" -> new Length();
            case "no-usage" -> new NoUsage();
            default ->
                throw new IllegalArgumentException("behaviour '" + text + "' is none of "
                        + List.of(
                                "status-CODE",
                                "slow-down-SECONDS",
                                "cut",
                                "malformed",
                                "drop",
                                "silence",
                                "length",
                                "no-usage"));
        };
    }

    private static Optional<Integer> number(String text, String prefix) {
        return text.startsWith(prefix)
                ? Optional.of(Integer.parseInt(text.substring(prefix.length())))
                : Optional.empty();
    }
}
