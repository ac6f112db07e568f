package dev.seedbed.api;

import org.jspecify.annotations.Nullable;

/// What a person can do something about: the message says what failed, where, the value seen, what is allowed
/// and what to do. The [ErrorKind] says who must act. Anything else that is thrown is a defect of ours.
public class SeedbedException extends RuntimeException {
    private final ErrorKind kind;

    public SeedbedException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public SeedbedException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
