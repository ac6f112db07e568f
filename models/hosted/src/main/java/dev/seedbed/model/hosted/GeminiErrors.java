package dev.seedbed.model.hosted;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.model.http.Refusal;
import dev.seedbed.model.http.Refusal.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads Google's errors: `{"error": {"code", "message", "status", "details"}}` (Gemini API, "Troubleshooting";
/// google.rpc, error_details.proto; 2026). How long to wait stands in the body, as `RetryInfo`.
final class GeminiErrors {
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)s");

    private GeminiErrors() {}

    static Refusal read(int status, Data body) {
        Map<?, ?> error = body.value("error") instanceof Map<?, ?> map ? map : Map.of();
        String said = error.get("message") instanceof String text ? text : "";
        String code = error.get("status") instanceof String text ? text : "";
        List<?> details = error.get("details") instanceof List<?> list ? list : List.of();
        return new Refusal(status, said, code, reason(code, Json.write(details))).withRetryAfter(wait(details));
    }

    private static Reason reason(String code, String details) {
        return switch (code) {
            case "INVALID_ARGUMENT" -> details.contains("API_KEY_INVALID") ? Reason.KEY : Reason.REQUEST;
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> Reason.KEY;
            // The project has no billing, or the country is not served.
            case "FAILED_PRECONDITION" -> Reason.QUOTA;
            case "NOT_FOUND" -> Reason.MODEL;
            // What a day holds does not come back within a run.
            case "RESOURCE_EXHAUSTED" -> details.contains("PerDay") ? Reason.QUOTA : Reason.TOO_OFTEN;
            case "UNAVAILABLE" -> Reason.OVERLOADED;
            default -> Reason.STATUS;
        };
    }

    private static Optional<Duration> wait(List<?> details) {
        for (Object detail : details) {
            if (detail instanceof Map<?, ?> map
                    && seconds(map.get("retryDelay")).isPresent()) {
                return seconds(map.get("retryDelay"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> seconds(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        Matcher matcher = SECONDS.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * 1e9)))
                : Optional.empty();
    }
}
