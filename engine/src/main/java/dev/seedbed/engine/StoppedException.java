package dev.seedbed.engine;

/// Ends a sample's journey because the run stops. Not an error.
final class StoppedException extends RuntimeException {
    StoppedException() {
        super("the run stops", null, false, false);
    }
}
