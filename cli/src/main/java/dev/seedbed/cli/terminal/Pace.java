package dev.seedbed.cli.terminal;

import dev.seedbed.engine.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// How fast rows come, over the last half minute, and what that means for the rest. A resumed run takes its
/// first rows from the journal at once; that says nothing of the rows to come, so old times are forgotten.
final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Deque<Moment> moments = new ArrayDeque<>();

    private record Moment(Duration elapsed, long accepted) {}

    /// Takes notice of where the run stands.
    void note(Progress progress) {
        moments.addLast(new Moment(progress.elapsed(), progress.accepted()));
        while (moments.size() > 2 && moments.getFirst().elapsed().plus(WINDOW).compareTo(progress.elapsed()) < 0) {
            moments.removeFirst();
        }
    }

    /// Rows per second; empty as long as it cannot be told.
    Optional<Double> rowsPerSecond() {
        if (moments.size() < 2) {
            return Optional.empty();
        }
        Moment first = moments.getFirst();
        Moment last = moments.getLast();
        Duration between = last.elapsed().minus(first.elapsed());
        long rows = last.accepted() - first.accepted();
        return between.compareTo(SHORTEST) < 0 || rows <= 0
                ? Optional.empty()
                : Optional.of(rows * 1000.0 / between.toMillis());
    }

    /// How long the rows that are still wanted will take; empty if that cannot be told.
    Optional<Duration> left(Progress progress) {
        if (progress.wanted().isEmpty()) {
            return Optional.empty();
        }
        long missing = Math.max(0, progress.wanted().getAsLong() - progress.accepted());
        return rowsPerSecond().map(rate -> Duration.ofMillis(Math.round(missing * 1000 / rate)));
    }
}
