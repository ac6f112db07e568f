package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.Allowance.Window;
import dev.seedbed.api.model.CallLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The regulator against servers whose laws are known, in simulated time.
final class RegulatorTest {
    private static final long MILLI = 1_000_000;
    private static final double SECOND = 1e9;

    /// Servers that say yes or no to a call.
    interface Law {
        boolean takes(long now, int openThere);
    }

    /// A store of permits: so many a second, and at most `burst` saved.
    static Law rate(double perSecond, double burst) {
        return new Law() {
            private double permits = burst;
            private long at;

            @Override
            public boolean takes(long now, int openThere) {
                permits = Math.min(burst, permits + (now - at) / SECOND * perSecond);
                at = now;
                if (permits < 1) {
                    return false;
                }
                permits--;
                return true;
            }
        };
    }

    static Law places(int count) {
        return (now, openThere) -> openThere < count;
    }

    record Outcome(double seconds, int refusals, int mostOpen) {}

    /// @param latency of a call that is taken, in seconds; a refusal takes a millisecond
    static Outcome simulate(
            Law law, int calls, int concurrency, CallLimits limits, Duration retryAfter, DoubleSupplier latency) {
        record Event(long at, Regulator.Sent sent, boolean taken, boolean again) {}
        PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        long now = 0;
        Regulator regulator = new Regulator(concurrency, limits, now);
        int waiting = calls;
        int done = 0;
        int refusals = 0;
        int openThere = 0;
        int mostOpen = 0;
        boolean waited = false;
        long last = 0;
        while (done < calls) {
            while (waiting > 0 && regulator.hasPlace(now) && regulator.untilNext(now) <= 0) {
                waiting--;
                Regulator.Sent sent = regulator.send(now, waited, 100);
                mostOpen = Math.max(mostOpen, regulator.open());
                if (law.takes(now, openThere)) {
                    openThere++;
                    events.add(new Event(now + (long) (latency.getAsDouble() * SECOND), sent, true, false));
                } else {
                    events.add(new Event(now + MILLI, sent, false, false));
                }
            }
            long wait = waiting > 0 && regulator.hasPlace(now) ? regulator.untilNext(now) : Long.MAX_VALUE;
            waited = wait != Long.MAX_VALUE;
            Event next = events.peek();
            if (next == null || (waited && now + wait < next.at)) {
                now += Math.max(1, wait);
                continue;
            }
            events.poll();
            now = next.at;
            if (next.again) {
                waiting++;
            } else if (next.taken) {
                openThere--;
                done++;
                last = now;
                regulator.borne(next.sent, 100, Allowance.UNKNOWN, waiting >= 80, now);
            } else {
                refusals++;
                regulator.refused(next.sent, Optional.of(retryAfter), Allowance.UNKNOWN, now);
                events.add(new Event(now + retryAfter.toNanos(), next.sent, false, true));
            }
        }
        return new Outcome(last / SECOND, refusals, mostOpen);
    }

    private static Outcome simulate(Law law, int calls, double latency) {
        return simulate(law, calls, 64, CallLimits.NONE, Duration.ofSeconds(1), () -> latency);
    }

    @Test
    void usesAllPlacesOfAServerThatRefusesNothing() {
        Outcome outcome = simulate((now, open) -> true, 20_000, 0.05);

        assertThat(outcome.mostOpen).isEqualTo(64);
        assertThat(20_000 * 0.05 / 64 / outcome.seconds).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.9", "0.001, 0.9", "0.05, 0.9", "0.3, 0.75"})
    void findsTheRateOfAServerAndKeepsToIt(double latency, double share) {
        Outcome outcome = simulate(rate(100, 20), 1_000, latency);

        double ideal = (1_000 - 20) / 100.0;
        assertThat(outcome.refusals).as("refusals").isLessThanOrEqualTo(60);
        assertThat(ideal / outcome.seconds).as("share of the ideal").isGreaterThan(share);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "20, 40", "300, 10", "1000, 50"})
    void findsOtherRatesToo(double perSecond, double burst) {
        int calls = (int) (perSecond * 30);
        Outcome outcome = simulate(rate(perSecond, burst), calls, 0.04);

        assertThat((calls - burst) / perSecond / outcome.seconds).isGreaterThan(0.88);
        assertThat(outcome.refusals).isLessThan(110);
    }

    @ParameterizedTest
    @CsvSource({"1", "5", "20", "50"})
    void findsTheNumberOfPlacesOfAServerAndKeepsThem(int places) {
        int calls = 500 * places;
        Outcome outcome = simulate(places(places), calls, 256, CallLimits.NONE, Duration.ofSeconds(1), () -> 0.05);

        assertThat(calls * 0.05 / places / outcome.seconds).isGreaterThan(0.8);
        assertThat(outcome.refusals).isLessThan(60);
    }

    @Test
    void findsThePlacesOfAServerWhoseCallsTakeVeryDifferentTimes() {
        SplittableRandom random = new SplittableRandom(7);
        DoubleSupplier latency = () -> 0.08 * Math.exp(1.2 * random.nextGaussian());
        double[] sum = {0};
        Outcome outcome = simulate(places(20), 10_000, 256, CallLimits.NONE, Duration.ofSeconds(1), () -> {
            double each = latency.getAsDouble();
            sum[0] += each;
            return each;
        });

        assertThat(sum[0] / 20 / outcome.seconds).isGreaterThan(0.9);
        assertThat(outcome.refusals).isLessThan(60);
    }

    @Test
    void isNotDrivenDownByAServerThatRefusesAFewCallsWhateverTheRate() {
        SplittableRandom random = new SplittableRandom(3);
        Outcome outcome = simulate(
                (now, open) -> random.nextDouble() >= 0.03,
                20_000,
                64,
                CallLimits.NONE,
                Duration.ofSeconds(1),
                () -> 0.05);

        assertThat(20_000 * 0.05 / 64 / outcome.seconds).isGreaterThan(0.15);
    }

    @Test
    void keepsToTheRequestsPerMinuteThatItWasTold() {
        Queue<Long> sent = new ArrayDeque<>();
        int[] most = {0};
        Law watching = (now, open) -> {
            sent.add(now);
            while (now - sent.element() >= 60 * SECOND) {
                sent.remove();
            }
            most[0] = Math.max(most[0], sent.size());
            return true;
        };
        CallLimits limits = new CallLimits(OptionalLong.of(600), OptionalLong.empty());

        Outcome outcome = simulate(watching, 3_000, 64, limits, Duration.ofSeconds(1), () -> 0.2);

        assertThat(most[0]).isLessThanOrEqualTo(600);
        assertThat(outcome.seconds).isLessThan(3_000 / 600.0 * 60 * 1.03);
        assertThat(outcome.refusals).isZero();
    }

    @Test
    void keepsToTheTokensPerMinuteThatItWasTold() {
        CallLimits limits = new CallLimits(OptionalLong.empty(), OptionalLong.of(60_000));

        Outcome outcome = simulate((now, open) -> true, 1_800, 64, limits, Duration.ofSeconds(1), () -> 0.2);

        // 100 tokens each: 600 calls a minute.
        assertThat(outcome.seconds).isBetween(175.0, 188.0);
    }

    @Test
    void leavesAServerAloneThatRefusesAGentleTryToo() {
        long[] openAt = {(long) (20 * SECOND)};
        int[] asked = {0};
        Law closed = (now, open) -> {
            asked[0] += now < openAt[0] ? 1 : 0;
            return now >= openAt[0];
        };

        simulate(closed, 100, 64, CallLimits.NONE, Duration.ofSeconds(20), () -> 0.05);

        assertThat(asked[0]).as("calls while it was closed").isLessThanOrEqualTo(20);
    }

    @Test
    void sendsOneCallAtATimeToASilentEndpointUntilItAnswers() {
        Regulator regulator = new Regulator(64, CallLimits.NONE, 0);
        long now = 0;
        for (int i = 0; i < 8; i++) {
            regulator.failed(regulator.send(now, false, 0), now);
        }

        assertThat(regulator.untilNext(now)).isEqualTo(250 * MILLI);
        now += 250 * MILLI;
        assertThat(regulator.untilNext(now)).isZero();
        Regulator.Sent probe = regulator.send(now, true, 0);
        assertThat(regulator.hasPlace(now)).isFalse();
        regulator.failed(probe, now);
        assertThat(regulator.untilNext(now)).isEqualTo(500 * MILLI);
        now += 500 * MILLI;
        regulator.borne(regulator.send(now, true, 0), 0, Allowance.UNKNOWN, true, now);
        for (int i = 0; i < 5; i++) {
            assertThat(regulator.hasPlace(now)).as("place %d", i).isTrue();
            assertThat(regulator.untilNext(now)).isLessThanOrEqualTo(0);
            regulator.send(now, false, 0);
        }
        assertThat(regulator.hasPlace(now)).isFalse();
    }

    @Test
    void waitsWhenTheEndpointSaysThatNothingIsLeft() {
        Regulator regulator = new Regulator(64, CallLimits.NONE, 0);
        Window empty = new Window(OptionalLong.of(60), OptionalLong.of(0), Optional.of(Duration.ofSeconds(60)));

        regulator.borne(regulator.send(0, false, 0), 0, new Allowance(empty, Window.UNKNOWN, 1), true, 0);

        assertThat(regulator.untilNext(0))
                .as("what one of 60 in 60 seconds takes")
                .isEqualTo((long) SECOND);
    }
}
