package dev.seedbed.engine;

import dev.seedbed.api.Data;

/// A call for a sample failed for good.
final class SampleFailedException extends RuntimeException {
    private final String reason;
    private final Data evidence;

    SampleFailedException(String reason, String explanation, Data evidence) {
        super(explanation, null, false, false);
        this.reason = reason;
        this.evidence = evidence;
    }

    String reason() {
        return reason;
    }

    Data evidence() {
        return evidence;
    }
}
