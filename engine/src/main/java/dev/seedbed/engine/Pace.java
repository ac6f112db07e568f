package dev.seedbed.engine;

import dev.seedbed.engine.Regulator.Sent;
import java.time.Duration;
import java.util.BitSet;

/// The rate of calls that an endpoint bears, learned from those it refuses.
///
/// A server that limits a rate has a store of permits that fills steadily. When it refuses a call, the store is
/// empty. So between two refusals exactly as many calls were borne as permits came, if the store did not
/// overflow meanwhile: that count over that time is the rate, without a guess at the server's law. The first
/// refusal gives only the beginning of such a time: from there the rate is searched for, from [#FIRST_RATE] up,
/// doubled whenever a call of the present rate was borne. Later refusals measure it again; as long as there are
/// none it grows every second, by twice as much as the last time.
///
/// Some endpoints refuse a few calls whatever the rate. So fewer than [#FEW] of [#REMEMBERED] begin no search, and
/// once a rate is known, twice that is tried from time to time for as many calls: if no more are refused than
/// before, the rate was not why.
final class Pace {
    private static final double FIRST_RATE = 20;
    private static final double LEAST_RATE = 1.0 / 60;
    private static final double GROWTH = 1.05;
    private static final double FASTEST_GROWTH = 1.5;
    private static final double CAUTION = 0.95;
    private static final int REMEMBERED = 40;
    private static final int FEW = REMEMBERED / 10;
    private static final long FIRST_TRIAL = Duration.ofSeconds(1).toNanos();
    private static final int DISPROVEN = 3;
    private static final long RAREST_TRIAL = Duration.ofMinutes(1).toNanos();
    /// Calls that are held back after a refusal, so that the next does not come just before its permit.
    private static final double HELD_BACK = 2;
    private static final double SAVED_SECONDS = 0.02;
    private static final long LEAST_TRIED = Duration.ofMillis(50).toNanos();
    private static final long LEAST_MEASURED = Duration.ofMillis(100).toNanos();
    private static final int FEWEST_MEASURED = 8;
    private static final double NANOS = 1e9;

    /// Calls a second; infinite as long as nothing was refused.
    private double rate = Double.POSITIVE_INFINITY;
    private boolean isSearching;
    private double saved;
    private long at;
    private long sends;

    /// A call that was refused, the store being empty: from there calls are counted.
    private long emptyIndex;
    private long emptyAt;
    private long refused;
    /// Calls since then that had to wait for their time.
    private long paced;
    /// Calls from this on went out at the present rate.
    private long present;
    private long grownAt;
    private double growth = GROWTH;

    /// Of the last calls, those that were refused.
    private final BitSet refusals = new BitSet(REMEMBERED);
    private int outcomes;

    /// Whether twice the rate is on trial.
    private boolean isTrying;
    private long tryAt;
    private long tryAfter = FIRST_TRIAL;
    private int tried;
    private int triedInVain;
    private int passed;
    /// A rate that was borne when the limit was last disproven.
    private double known;

    double rate() {
        return rate;
    }

    /// How long until the next call may go, in nanoseconds.
    long untilNext(long now) {
        if (Double.isInfinite(rate)) {
            return 0;
        }
        save(now);
        return saved >= 1 - 1e-6 ? 0 : (long) Math.ceil((1 - saved) / rate * NANOS);
    }

    /// @param waited whether the call had to wait for its time
    void send(boolean waited, long now) {
        sends++;
        if (!Double.isInfinite(rate)) {
            save(now);
            saved -= 1;
            paced += waited ? 1 : 0;
        }
    }

    /// @param isWanted whether a higher rate would be of use
    void borne(Sent sent, boolean isWanted, long now) {
        note(sent, false, isWanted, now);
        if (Double.isInfinite(rate) || sent.index() < present) {
            return;
        }
        if (isSearching && now - grownAt >= LEAST_TRIED) {
            rate *= 2;
            present = sends;
            grownAt = now;
        } else if (!isSearching && isWanted && sent.waited() && now - grownAt >= (long) NANOS) {
            rate *= growth;
            growth = Math.min(FASTEST_GROWTH, 1 + (growth - 1) * 2);
            grownAt = now;
        }
    }

    /// A call was refused for the rate.
    ///
    /// @param isNews whether it went out after the last refusal was known
    void refused(Sent sent, boolean isNews, long now) {
        note(sent, true, false, now);
        if (Double.isInfinite(rate)) {
            if (outcomes > REMEMBERED && refusals.cardinality() < FEW) {
                return;
            }
            rate = Math.max(FIRST_RATE, known / 2);
            isSearching = true;
            tryAt = now + tryAfter;
            begin(now);
            measureFrom(sent);
            return;
        }
        if (isTrying) {
            refused++;
        } else if (isNews) {
            measure(sent);
            begin(now);
        } else if (sent.index() > emptyIndex && sent.at() - emptyAt < LEAST_MEASURED) {
            measureFrom(sent);
        } else {
            refused++;
        }
    }

    private void measure(Sent sent) {
        long borne = sent.index() - emptyIndex - 1 - refused;
        long nanos = sent.at() - emptyAt;
        double measured = nanos < LEAST_MEASURED ? 0 : borne / (nanos / NANOS);
        // Calls that did not have to wait say little: the store may have overflowed.
        boolean isMeasured = measured > 0 && borne >= FEWEST_MEASURED && paced * 2 >= borne;
        if (isSearching) {
            rate = Math.max(measured, rate / 2);
            isSearching = !isMeasured;
        } else {
            rate = isMeasured ? measured : rate * CAUTION;
        }
        rate = Math.max(LEAST_RATE, rate);
        growth = GROWTH;
        if (isMeasured) {
            measureFrom(sent);
        } else {
            refused++;
        }
    }

    private void measureFrom(Sent sent) {
        emptyIndex = sent.index();
        emptyAt = sent.at();
        refused = 0;
        paced = 0;
    }

    private void begin(long now) {
        saved = 1 - HELD_BACK;
        at = now;
        grownAt = now;
        present = sends;
    }

    private void note(Sent sent, boolean isRefused, boolean isWanted, long now) {
        refusals.set(outcomes++ % REMEMBERED, isRefused);
        if (isTrying && sent.index() >= present) {
            tried++;
            triedInVain += isRefused ? 1 : 0;
            if (triedInVain >= FEW) {
                rate /= 2;
                passed = 0;
                tryAfter = Math.min(RAREST_TRIAL, tryAfter * 2);
                endTrial(now + tryAfter, sent, now);
            } else if (tried >= REMEMBERED) {
                tryAfter = FIRST_TRIAL;
                endTrial(now, sent, now);
                forget();
            }
        } else if (isWanted && !isTrying && mayTry(now)) {
            isTrying = true;
            tried = 0;
            triedInVain = 0;
            rate *= 2;
            present = sends;
        }
    }

    /// There is no such limit, if it could be doubled that often.
    private void forget() {
        if (++passed >= DISPROVEN) {
            passed = 0;
            known = rate;
            rate = Double.POSITIVE_INFINITY;
        }
    }

    private boolean mayTry(long now) {
        return !Double.isInfinite(rate)
                && !isSearching
                && now - tryAt >= 0
                && outcomes >= REMEMBERED
                && refusals.cardinality() < FEW;
    }

    private void endTrial(long next, Sent sent, long now) {
        isTrying = false;
        tryAt = next;
        begin(now);
        measureFrom(sent);
    }

    private void save(long now) {
        if (now - at > 0) {
            saved = Math.min(Math.max(1, rate * SAVED_SECONDS), saved + (now - at) / NANOS * rate);
            at = now;
        }
    }
}
