package dev.seedbed.api.step;

/// A model gave no answer for good, and its message says why: thrown by [Work].
///
/// Steps let it pass, and the sample fails. Only what asks for itself, and not for the sample at hand, may say
/// what it asked for, by an error that stops the run.
public class UnansweredException extends RuntimeException {
    public UnansweredException(String message) {
        super(message, null, false, false);
    }
}
