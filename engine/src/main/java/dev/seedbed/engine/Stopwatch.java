package dev.seedbed.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// How long a run takes, whatever happens to the time of day meanwhile: a machine's clock may be set, or be put
/// right by its network.
///
/// ```java
/// Stopwatch stopwatch = Stopwatch.of(Clock.systemUTC());
/// stopwatch.elapsed();                  // since it was made
/// ```
///
/// Thread-safe.
final class Stopwatch {
    private final LongSupplier nanoTime;
    private final long begun;

    /// @param nanoTime as [System#nanoTime]
    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /// By [System#nanoTime] beside the system's clock; any other is a clock that a test turns, and counts itself.
    static Stopwatch of(Clock clock) {
        if (clock.equals(Clock.system(clock.getZone()))) {
            return new Stopwatch(System::nanoTime);
        }
        Instant started = clock.instant();
        return new Stopwatch(() -> Duration.between(started, clock.instant()).toNanos());
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - begun);
    }
}
