package dev.seedbed.model.local;

/// A source did not give a model file; the message is the reason, in words that follow `source: `.
final class FetchFailedException extends Exception {
    FetchFailedException(String reason) {
        super(reason);
    }
}
