package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An answer that is an error, and what to do about it.
///
/// The status decides, but for what OpenAI says with a code only: a used-up quota comes as 429, and a setting
/// that the model never takes comes as 400, which would otherwise fail one row after the other.
///
/// @param said the endpoint's own words, empty if it has none
/// @param code its own code or type of the error, empty if it gives none
record Refusal(int status, String said, String code) {
    private static final Set<String> QUOTA_USED_UP =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance");
    private static final Set<String> NEVER_TAKEN = Set.of(
            "unsupported_parameter",
            "unknown_parameter",
            "unsupported_value",
            "model_not_found",
            "invalid_model",
            "invalid_api_key");

    static Refusal read(int status, String body) {
        Data object;
        try {
            object = Json.parseObject(body);
        } catch (JsonException e) {
            return new Refusal(status, "", "");
        }
        return switch (object.value("error")) {
            case Map<?, ?> error -> of(status, error);
            case String said -> new Refusal(status, said, "");
            case null, default -> of(status, object.asMap());
        };
    }

    private static Refusal of(int status, Map<?, ?> error) {
        return new Refusal(
                status,
                text(error.get("message")).or(() -> text(error.get("detail"))).orElse(""),
                text(error.get("code")).or(() -> text(error.get("type"))).orElse(""));
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /// An error inside an answer of status 200, as routers in front of several endpoints give it.
    static Optional<Refusal> inside(Data body) {
        if (!(body.value("error") instanceof Map<?, ?> error)) {
            return Optional.empty();
        }
        int status = error.get("code") instanceof Long code && code >= 400 && code < 600 ? code.intValue() : 502;
        return Optional.of(of(status, error));
    }

    Remedy remedy() {
        if (QUOTA_USED_UP.contains(code) || NEVER_TAKEN.contains(code)) {
            return Remedy.STOP_RUN;
        }
        return switch (status) {
            case 401, 402, 403, 404, 405, 410 -> Remedy.STOP_RUN;
            case 408, 409, 425 -> Remedy.RETRY;
            case 429 -> Remedy.SLOW_DOWN;
            default -> {
                if (status >= 500) {
                    yield Remedy.RETRY;
                }
                yield status >= 300 && status < 400 ? Remedy.STOP_RUN : Remedy.GIVE_UP;
            }
        };
    }

    /// What failed, why, and what to do where a person must do it.
    String message(String where) {
        StringBuilder message = new StringBuilder(where).append(" answered ").append(status);
        if (!code.isEmpty()) {
            message.append(" (").append(code).append(')');
        }
        if (!said.isEmpty()) {
            message.append(": ").append(said);
        }
        return message.append(advice()).toString();
    }

    private String advice() {
        if (QUOTA_USED_UP.contains(code) || status == 402) {
            return "; the account has nothing left: pay in, or use another key";
        }
        if (code.equals("unsupported_parameter") || code.equals("unknown_parameter")) {
            return "; see the settings max-tokens-field, seed and schema-mode of the model";
        }
        return switch (status) {
            case 401, 403 -> "; check the key in the variable that key-from names";
            case 404 -> "; check model and base-url";
            default -> status >= 300 && status < 400 ? "; redirects are not followed: correct base-url" : "";
        };
    }
}
