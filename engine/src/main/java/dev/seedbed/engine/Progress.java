package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.List;
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
/// @param waits what keeps the run waiting, if anything does
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
        Duration elapsed,
        List<Wait> waits) {
    public Progress {
        waits = List.copyOf(waits);
    }

    /// What the run waits for.
    public sealed interface Wait {}

    /// A model refuses every call as one too many.
    public record Refused(String model, Duration since) implements Wait {}

    /// A model is out of order, and another stands in.
    public record Down(String model) implements Wait {}

    /// Batches are at an endpoint.
    ///
    /// @param questions in all of them
    /// @param since the first of them was handed in
    public record Batches(String model, int count, long questions, Duration since) implements Wait {}
}
