package dev.seedbed.api.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A call gave no reply.
public final class CallFailedException extends Exception {
    /// What to do about it.
    public enum Remedy {
        /// Try again: a time-out, a dropped connection, an overloaded server.
        RETRY,
        /// Try again later, and let others wait too: the endpoint says that it is asked too often.
        SLOW_DOWN,
        /// Nothing answers there: refused connections, unknown hosts. If it stays so, the run stops; no row is
        /// to blame.
        UNREACHABLE,
        /// This request will never be answered: too long, not allowed, malformed. The row fails.
        GIVE_UP,
        /// No request will be answered: wrong key, no such model, quota used up. The run stops.
        STOP_RUN
    }

    private final Remedy remedy;
    private final OptionalInt status;
    private final Optional<Duration> retryAfter;
    private final String body;

    /// @param message what failed, in words; never holds a key
    /// @param status the HTTP status, if there was one
    /// @param retryAfter how long the endpoint asks to wait, if it does
    /// @param body the beginning of what the endpoint said, empty if nothing
    public CallFailedException(
            Remedy remedy,
            String message,
            OptionalInt status,
            Optional<Duration> retryAfter,
            String body,
            @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    public CallFailedException(Remedy remedy, String message) {
        this(remedy, message, OptionalInt.empty(), Optional.empty(), "", null);
    }

    public Remedy remedy() {
        return remedy;
    }

    public OptionalInt status() {
        return status;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public String body() {
        return body;
    }
}
