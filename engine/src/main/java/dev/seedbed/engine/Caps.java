package dev.seedbed.engine;

import dev.seedbed.api.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a run may use at most, over all the times it was started and resumed: everything its journal holds
/// counts.
///
/// @param money needs a price for every model that is not free
/// @param tokens input and output together
/// @param calls answered by endpoints
/// @param time of this start, in which new calls may begin; open calls may end after it, by their deadline
public record Caps(Optional<Money> money, OptionalLong tokens, OptionalLong calls, Optional<Duration> time) {
    public static final Caps NONE =
            new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

    /// Whether what was spent before counts for any of them.
    boolean countsThePast() {
        return money.isPresent() || tokens.isPresent() || calls.isPresent();
    }
}
