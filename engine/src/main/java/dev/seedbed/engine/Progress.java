package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// Where a run stands, at some moment.
///
/// @param accepted rows of the data set so far
/// @param wanted the target, if there is one
/// @param made samples that came to be, candidates and children
/// @param inFlight candidates that have begun and not ended
/// @param rejected by reason
/// @param callsOpen calls that endpoints are working on now
/// @param tokens of the calls made in this start
/// @param spent for the calls made in this start
public record Progress(
        long accepted,
        OptionalLong wanted,
        long made,
        long inFlight,
        Map<String, Long> rejected,
        long failed,
        long callsMade,
        long callsReused,
        long callsOpen,
        Usage tokens,
        Money spent,
        Duration elapsed) {}
