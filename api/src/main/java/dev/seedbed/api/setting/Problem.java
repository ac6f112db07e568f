package dev.seedbed.api.setting;

/// One thing that is wrong with a pipeline, in words for its author: where, the value seen, what is allowed,
/// what to do.
public record Problem(Location location, String message) {
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
