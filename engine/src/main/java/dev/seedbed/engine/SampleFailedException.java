package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.UnansweredException;
import java.util.List;

/// A call for a sample failed for good.
final class SampleFailedException extends UnansweredException {
    private final String reason;
    private final Data evidence;

    SampleFailedException(String reason, String explanation, Data evidence) {
        super(explanation);
        this.reason = reason;
        this.evidence = evidence;
    }

    /// The same, with what others said who were asked before.
    SampleFailedException after(List<String> before) {
        return new SampleFailedException(
                reason, explanation() + "; before it, " + String.join("; ", before), evidence.with("before", before));
    }

    String explanation() {
        return String.valueOf(getMessage());
    }

    String reason() {
        return reason;
    }

    Data evidence() {
        return evidence;
    }
}
