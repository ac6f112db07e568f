package dev.seedbed.api.step;

/// A step depends on what a later collector has decided so far, as when Self-Instruct shows the model
/// instructions that passed. To keep that independent of timing, candidate `i` sees exactly the verdicts of the
/// candidates up to `i - window`, and waits for them. A larger window allows more calls at once and looks at
/// older verdicts.
///
/// @param collector the very collector, which stands behind the step in the same pipeline
/// @param window at least 1; 1 means that each candidate waits for the one before it
public record LookBehind(Collector collector, int window) {
    public LookBehind {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + ", but must be 1 or more");
        }
    }
}
