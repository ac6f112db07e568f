package dev.seedbed.api.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What an endpoint has said, in the headers of its latest answer, about how much more it takes.
///
/// @param requests of them
/// @param tokens of them
/// @param heard when, by [System#nanoTime]
public record Allowance(Window requests, Window tokens, long heard) {
    /// Nothing was said.
    public static final Allowance UNKNOWN = new Allowance(Window.UNKNOWN, Window.UNKNOWN, 0);

    /// How much of one thing it takes.
    ///
    /// @param most in all, when the window is full
    /// @param left of that, now
    /// @param fullIn when all of it can be had again
    public record Window(OptionalLong most, OptionalLong left, Optional<Duration> fullIn) {
        public static final Window UNKNOWN = new Window(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }
}
