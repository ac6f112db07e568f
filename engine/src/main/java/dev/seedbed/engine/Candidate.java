package dev.seedbed.engine;

import java.util.concurrent.atomic.AtomicInteger;

/// One of the source's samples and all that became of it.
final class Candidate {
    final long number;
    /// Samples of it that have not ended.
    final AtomicInteger alive = new AtomicInteger(1);

    Candidate(long number) {
        this.number = number;
    }
}
