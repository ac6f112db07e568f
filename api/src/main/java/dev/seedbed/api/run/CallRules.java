package dev.seedbed.api.run;

import java.time.Duration;

/// How calls are made, whatever the model.
///
/// @param deadline how long one try of a call may take
/// @param retries how often a call that got no reply is tried again
/// @param outage how long an endpoint may give no answer before the run stops
/// @param maxErrorRate the share of a model's recent calls that may fail for good before the run stops, from 0 to
///     1; with 1 it never does
public record CallRules(Duration deadline, int retries, Duration outage, double maxErrorRate) {
    public static final CallRules USUAL = new CallRules(Duration.ofMinutes(2), 2, Duration.ofSeconds(15), 0.5);

    /// These for a run whose calls fail on purpose.
    public CallRules withoutBrake() {
        return new CallRules(deadline, retries, outage, 1);
    }
}
