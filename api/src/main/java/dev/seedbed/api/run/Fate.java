package dev.seedbed.api.run;

/// What became of a sample. Every sample of a run has exactly one.
public enum Fate {
    /// It is in the data set.
    ACCEPTED,
    /// A gate or collector turned it down.
    REJECTED,
    /// A call for it failed for good, or a template or condition could not be evaluated for it.
    FAILED,
    /// It became other samples.
    CONSUMED,
    /// It passed, but the target had been reached.
    SURPLUS,
    /// The run stopped before it came to its end.
    OPEN
}
