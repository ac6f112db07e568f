package dev.seedbed.pipeline;

import dev.seedbed.api.Money;
import java.time.Duration;
import java.util.Optional;

/// The caps of a run; one that is empty does not bind.
///
/// @param money what its calls may cost
/// @param tokens that its calls may read and write, together
/// @param calls that it may make
/// @param time after which it makes no more calls
public record Budget(Optional<Money> money, Optional<Long> tokens, Optional<Long> calls, Optional<Duration> time) {
    public static final Budget NONE =
            new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
