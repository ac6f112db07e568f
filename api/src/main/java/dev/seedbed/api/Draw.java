package dev.seedbed.api;

import java.util.random.RandomGenerator;

/// Which of the endless possible answers is meant: 64 bits that follow from the run's seed, the sample, the
/// step, the number of the question and the attempt, and from nothing else. Every random choice of a run comes
/// from a draw, so that neither concurrency, nor a resume, nor a larger target changes one.
///
/// ```java
/// Draw draw = Draw.of(42, sample.id(), "pick", 0, 0);
/// draw.random().nextInt(6);        // the same on every machine, in every run with seed 42
/// ```
public record Draw(long value) {
    /// The draw of question `n`, tried for the time number `attempt` (both from 0).
    public static Draw of(long seed, SampleId sample, String step, int n, int attempt) {
        return new Draw(Hash.of(
                        "draw",
                        Long.toString(seed),
                        sample.toString(),
                        step,
                        Integer.toString(n),
                        Integer.toString(attempt))
                .high());
    }

    /// The draw at temperature 0, where an answer does not depend on who asks: only the attempt counts.
    public static Draw greedy(int attempt) {
        return new Draw(Hash.of("greedy", Integer.toString(attempt)).high());
    }

    /// What is sent to an endpoint as its `seed`: from 0 to 2^31 - 1, which all of them take.
    public int endpointSeed() {
        return (int) (value >>> 33);
    }

    /// A fresh generator that always gives this draw's sequence: SplitMix64 (Steele, Lea and Flood, OOPSLA
    /// 2014).
    public RandomGenerator random() {
        return new SplitMix(value);
    }

    private static final class SplitMix implements RandomGenerator {
        private long state;

        SplitMix(long state) {
            this.state = state;
        }

        @Override
        public long nextLong() {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
