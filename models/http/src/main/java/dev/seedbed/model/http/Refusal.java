package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException.Remedy;
import java.time.Duration;
import java.util.Optional;

/// An answer that is an error, and what to do about it.
///
/// The status decides, but where a provider's own code says more: a used-up quota may come as 429, and a setting
/// that the model never takes comes as 400, which would otherwise fail one row after the other.
///
/// @param said the endpoint's own words, empty if it has none
/// @param code its own code or type of the error, empty if it gives none
/// @param advice what a person can do, empty to say what is usual
/// @param retryAfter how long the body asks to wait, where it does and no header
public record Refusal(
        int status, String said, String code, Reason reason, String advice, Optional<Duration> retryAfter) {
    /// What the provider's own code says.
    public enum Reason {
        /// No more than the status.
        STATUS,
        /// The key is wrong, or may not do this.
        KEY,
        /// The account has nothing left. Waiting does not help.
        QUOTA,
        /// There is no such model, or no longer.
        MODEL,
        /// The model never takes a setting that each request has.
        SETTING,
        /// This request is not one that can be answered: too long, malformed, filtered.
        REQUEST,
        /// Too many requests at this moment.
        TOO_OFTEN,
        /// Too much to do at this moment, whoever asks.
        OVERLOADED
    }

    public Refusal(int status, String said, String code, Reason reason) {
        this(status, said, code, reason, "", Optional.empty());
    }

    public Refusal withAdvice(String newAdvice) {
        return new Refusal(status, said, code, reason, newAdvice, retryAfter);
    }

    public Refusal withRetryAfter(Optional<Duration> newRetryAfter) {
        return new Refusal(status, said, code, reason, advice, newRetryAfter);
    }

    /// Whether another key could be answered.
    boolean blamesKey() {
        return switch (reason) {
            case KEY, QUOTA -> true;
            case STATUS -> status == 401 || status == 402 || status == 403;
            case MODEL, SETTING, REQUEST, TOO_OFTEN, OVERLOADED -> false;
        };
    }

    /// @param saysWhen whether the endpoint says when to come again
    Remedy remedy(boolean saysWhen) {
        return switch (reason) {
            case KEY, QUOTA, MODEL, SETTING -> Remedy.STOP_RUN;
            case REQUEST -> Remedy.GIVE_UP;
            case TOO_OFTEN -> Remedy.SLOW_DOWN;
            case OVERLOADED -> saysWhen ? Remedy.SLOW_DOWN : Remedy.RETRY;
            case STATUS -> remedyOfStatus(saysWhen);
        };
    }

    private Remedy remedyOfStatus(boolean saysWhen) {
        return switch (status) {
            case 402, 503, 529 -> saysWhen ? Remedy.SLOW_DOWN : status == 402 ? Remedy.STOP_RUN : Remedy.RETRY;
            case 401, 403, 404, 405, 407, 410 -> Remedy.STOP_RUN;
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
    ///
    /// @param keys how many keys there are
    String message(String where, int keys) {
        StringBuilder message = new StringBuilder(where).append(" answered ").append(status);
        if (!code.isEmpty()) {
            message.append(" (").append(code).append(')');
        }
        if (!said.isEmpty()) {
            message.append(": ").append(said);
        }
        if (keys > 1 && blamesKey()) {
            message.append("; none of the ").append(keys).append(" keys is taken any more");
        }
        return message.append(advice.isEmpty() ? usualAdvice() : "; " + advice).toString();
    }

    private String usualAdvice() {
        return switch (reason) {
            case KEY -> "; check the key in the variable that key-from names";
            case QUOTA -> "; the account has nothing left: pay in, or use another key";
            case MODEL -> "; check model and base-url";
            case SETTING, REQUEST, TOO_OFTEN, OVERLOADED -> "";
            case STATUS ->
                switch (status) {
                    case 401, 403 -> "; check the key in the variable that key-from names";
                    case 402 -> "; the account has nothing left: pay in, or use another key";
                    case 404 -> "; check model and base-url";
                    case 407 -> "; check the name and password in the proxy's address";
                    default -> status >= 300 && status < 400 ? "; redirects are not followed: correct base-url" : "";
                };
        };
    }
}
