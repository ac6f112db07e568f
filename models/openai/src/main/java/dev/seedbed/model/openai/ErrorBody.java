package dev.seedbed.model.openai;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.Refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads errors: OpenAI's `{"error": {"message", "type", "code"}}` ("Error codes", 2026), and the other forms
/// that servers use.
final class ErrorBody {
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "billing_hard_limit_reached",
            "billing_not_active",
            "insufficient_balance",
            "access_terminated");
    private static final Set<String> SETTING =
            Set.of("unsupported_parameter", "unknown_parameter", "unsupported_value");
    private static final Set<String> MODEL =
            Set.of("model_not_found", "invalid_model", "DeploymentNotFound", "deployment_not_found");
    /// One request is to blame, whatever the status.
    private static final Set<String> REQUEST = Set.of(
            "context_length_exceeded",
            "exceed_context_size_error",
            "string_above_max_length",
            "content_filter",
            "content_policy_violation",
            "invalid_prompt");
    private static final String ADVICE =
            "see the settings leave-out, max-tokens-field, seed and schema-mode of the" + " model";

    private ErrorBody() {}

    static Refusal read(int status, Data body) {
        return switch (body.value("error")) {
            case Map<?, ?> error -> of(status, error);
            case String said -> new Refusal(status, said, "", Reason.STATUS);
            case null, default -> of(status, body.asMap());
        };
    }

    /// An error in the body of a success, or in its only choice: OpenRouter, "Errors and debugging" (2026).
    static Optional<Refusal> inside(Data answer) {
        Object error = answer.value("error");
        if (error == null
                && answer.value("choices") instanceof List<?> choices
                && !choices.isEmpty()
                && choices.getFirst() instanceof Map<?, ?> choice) {
            error = choice.get("error");
        }
        if (!(error instanceof Map<?, ?> found)) {
            return Optional.empty();
        }
        int status = found.get("code") instanceof Long code && code >= 400 && code < 600 ? code.intValue() : 502;
        return Optional.of(of(status, found));
    }

    static Refusal of(int status, Map<?, ?> error) {
        String said = text(error.get("message"))
                .or(() -> text(error.get("detail")))
                .or(() ->
                        error.get("detail") instanceof List<?> list ? Optional.of(Json.write(list)) : Optional.empty())
                .orElse("");
        String code = text(error.get("code")).or(() -> text(error.get("type"))).orElse("");
        Reason reason = isFlagged(error) ? Reason.REQUEST : reason(code);
        return new Refusal(status, said, code, reason).withAdvice(reason == Reason.SETTING ? ADVICE : "");
    }

    /// Whether the account, its key or the model is at fault, and so no single request.
    static boolean blamesAccount(Map<?, ?> error) {
        return switch (of(400, error).reason()) {
            case KEY, QUOTA, MODEL -> true;
            case STATUS, SETTING, REQUEST, TOO_OFTEN, OVERLOADED -> false;
        };
    }

    /// OpenRouter answers 403 to a text that moderation does not let pass, and says why: "Errors and debugging",
    /// "Moderation errors" (2026).
    private static boolean isFlagged(Map<?, ?> error) {
        return error.get("metadata") instanceof Map<?, ?> metadata
                && (metadata.containsKey("flagged_input") || metadata.get("reasons") instanceof List<?>);
    }

    private static Reason reason(String code) {
        if (QUOTA.contains(code)) {
            return Reason.QUOTA;
        }
        if (MODEL.contains(code)) {
            return Reason.MODEL;
        }
        if (SETTING.contains(code)) {
            return Reason.SETTING;
        }
        if (REQUEST.contains(code)) {
            return Reason.REQUEST;
        }
        return code.equals("invalid_api_key") ? Reason.KEY : Reason.STATUS;
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
