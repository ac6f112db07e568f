package dev.seedbed.engine;

import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.run.RunEvent.Condition;
import java.time.Duration;
import java.util.Optional;

/// How many calls may be open at one endpoint, and when the next may go: what the user said, what the endpoint
/// announces, and what it is found to bear.
///
/// **Two limits are learned**, since a limit on open calls cannot keep to a rate, and a rate says nothing about a
/// server with so many places. A refused call tells which: if it went out when more calls were open than were
/// ever borne, it is the number; if fewer, it is the rate ([Pace]).
///
/// **Open calls** begin with [#FIRST_OPEN] and double with each round of answers up to what is configured. A
/// refusal for their number takes them back to what was borne, and an eighth more is tried after [#SETTLED];
/// after each further refusal it takes twice as long.
///
/// **A silent endpoint** (failures with no answer between them) is sent one call at a time, at growing
/// intervals, until one is answered.
///
/// Not thread-safe; the time, as of [System#nanoTime], is given, so that a test can live through an hour.
final class Regulator {
    private static final int FIRST_OPEN = 16;
    private static final int FIRST_OPEN_AFTER_SILENCE = 4;
    private static final long SETTLED = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_SETTLED = Duration.ofMinutes(2).toNanos();
    private static final int GENTLE_TRIES = 3;
    private static final int SILENT_AFTER = 8;
    private static final long FIRST_SILENCE = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_SILENCE = Duration.ofSeconds(8).toNanos();
    private static final long FIRST_REFUSAL = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_REFUSAL = Duration.ofSeconds(30).toNanos();

    private final int mostOpen;
    private final Pace pace = new Pace();
    private final Quota requests;
    private final Quota tokens;

    private int limit;
    private boolean isRamping = true;
    private int open;
    private long index;

    /// The most calls that were open when one went out that was then borne.
    private int borne;
    /// What becomes of calls up to it says nothing about the last change.
    private long lastChange = -1;
    /// Calls on their way that went out after it.
    private int newsOpen;

    private long raiseAt = Long.MAX_VALUE;
    private long settleFor = SETTLED;

    private long pausedUntil = Long.MIN_VALUE;
    private int refusalsInARow;
    private int failuresInARow;
    private long lastHeard;

    /// A call on its way.
    ///
    /// @param index counts calls
    /// @param openThen calls open when it went out, itself among them
    /// @param tokens that were set aside for it
    /// @param waited whether it had to wait for its time, and not only for a place
    record Sent(long index, long at, int openThen, long tokens, boolean waited) {}

    Regulator(int mostOpen, CallLimits limits, long now) {
        this.mostOpen = mostOpen;
        this.limit = Math.min(FIRST_OPEN, mostOpen);
        this.requests = Quota.perMinute(limits.requestsPerMinute(), now);
        this.tokens = Quota.perMinute(limits.tokensPerMinute(), now);
    }

    int open() {
        return open;
    }

    /// What is learned of the endpoint at this moment.
    Condition condition() {
        if (isSilent()) {
            return Condition.SILENT;
        }
        if (refusalsInARow >= GENTLE_TRIES) {
            return Condition.REFUSED;
        }
        boolean isFewer = !isRamping && limit < mostOpen;
        return isFewer || !Double.isInfinite(pace.rate()) ? Condition.SLOWED : Condition.RECOVERED;
    }

    /// How many calls may be open now.
    int mostOpenNow() {
        return isSilent() ? 1 : limit;
    }

    /// How many calls a second are sent at most; infinite as long as no limit was found.
    double perSecond() {
        return pace.rate();
    }

    /// Whether a call may go once it is time: fewer are open than may be.
    boolean hasPlace(long now) {
        raise(now);
        return open < (isSilent() ? 1 : limit);
    }

    /// How long the next call has to wait for its time, in nanoseconds; 0 or less if it may go.
    long untilNext(long now) {
        long wait = pausedUntil == Long.MIN_VALUE ? 0 : pausedUntil - now;
        return Math.max(Math.max(wait, pace.untilNext(now)), Math.max(requests.untilNext(now), tokens.untilNext(now)));
    }

    /// A call goes out.
    ///
    /// @param waited whether it had to wait for its time
    /// @param mayTake how many tokens it may take
    Sent send(long now, boolean waited, long mayTake) {
        open++;
        newsOpen++;
        pace.send(waited, now);
        requests.take(1, now);
        tokens.take(mayTake, now);
        return new Sent(index++, now, open, mayTake, waited);
    }

    /// The endpoint took the call: it gave a reply, or an error that is the call's own.
    ///
    /// @param isWanted whether there is use for more than it gets: if not, more is not tried for
    void borne(Sent sent, long took, Allowance allowance, boolean isWanted, long now) {
        ends(sent);
        tokens.putBack(sent.tokens - took, now);
        if (isSilent()) {
            limit = Math.min(mostOpen, FIRST_OPEN_AFTER_SILENCE);
            isRamping = true;
        }
        failuresInARow = 0;
        borne = Math.max(borne, sent.openThen);
        if (isRamping && limit < mostOpen) {
            limit++;
        }
        if (sent.index > lastChange) {
            refusalsInARow = 0;
            pace.borne(sent, isWanted, now);
        }
        hold(allowance, sent, now);
    }

    /// The endpoint says that it is asked too often.
    ///
    /// @param retryAfter how long it wants the call to wait
    void refused(Sent sent, Optional<Duration> retryAfter, Allowance allowance, long now) {
        ends(sent);
        tokens.putBack(sent.tokens, now);
        failuresInARow = 0;
        boolean isNews = sent.index > lastChange;
        if (Double.isInfinite(pace.rate()) && sent.openThen > borne && borne > 0) {
            // Those still open were taken, as far as anybody knows.
            fewerOpen(Math.max(borne, open), isNews, now);
        } else {
            pace.refused(sent, isNews, now);
            if (isNews) {
                limit = Math.max(limit, Math.min(mostOpen, FIRST_OPEN));
                isRamping = true;
            }
        }
        if (isNews) {
            // As long as others of the last change are on their way, they may be borne.
            refusalsInARow = newsOpen == 0 ? refusalsInARow + 1 : 1;
            lastChange = index - 1;
            newsOpen = 0;
        }
        if (isNews && refusalsInARow >= GENTLE_TRIES) {
            // It was tried more and more gently, and refused all the same.
            pause(retryAfter.map(Duration::toNanos).orElseGet(this::usualRefusal), now);
        }
        hold(allowance, sent, now);
    }

    /// The call gave no answer at all, or an error that says nothing about the call.
    void failed(Sent sent, long now) {
        ends(sent);
        tokens.putBack(sent.tokens, now);
        failuresInARow++;
        if (isSilent()) {
            int silences = failuresInARow - SILENT_AFTER;
            pause(Math.min(LONGEST_SILENCE, FIRST_SILENCE << Math.min(10, silences)), now);
        }
    }

    /// The call was given up before it ended.
    void abandoned(Sent sent) {
        ends(sent);
        tokens.putBack(sent.tokens, sent.at);
    }

    /// Nobody goes for so long.
    void pause(long nanos, long now) {
        pausedUntil = Math.max(pausedUntil == Long.MIN_VALUE ? now : pausedUntil, now + nanos);
    }

    private void ends(Sent sent) {
        open--;
        newsOpen -= sent.index > lastChange ? 1 : 0;
    }

    private boolean isSilent() {
        return failuresInARow >= SILENT_AFTER;
    }

    private void fewerOpen(int most, boolean isNews, long now) {
        limit = Math.max(1, Math.min(limit, most));
        isRamping = false;
        raiseAt = now + settleFor;
        settleFor = isNews ? Math.min(LONGEST_SETTLED, settleFor * 2) : settleFor;
    }

    private void raise(long now) {
        if (now - raiseAt >= 0 && raiseAt != Long.MAX_VALUE) {
            limit = Math.min(mostOpen, limit + Math.max(1, limit / 8));
            raiseAt = limit == mostOpen ? Long.MAX_VALUE : now + settleFor;
        }
    }

    /// Where the endpoint does not say how long: doubled from refusal to refusal.
    private long usualRefusal() {
        return Math.min(LONGEST_REFUSAL, FIRST_REFUSAL << Math.min(10, Math.max(0, refusalsInARow - 1)));
    }

    private void hold(Allowance allowance, Sent sent, long now) {
        if (allowance.heard() != lastHeard) {
            lastHeard = allowance.heard();
            hold(allowance.requests(), 1, now);
            hold(allowance.tokens(), Math.max(1, sent.tokens), now);
        }
    }

    /// Waits for a place when those it says it has left are taken by the calls on their way. What comes back in
    /// the time until it is full gives the time of the next.
    private void hold(Allowance.Window window, long needed, long now) {
        if (window.left().isEmpty() || window.fullIn().isEmpty()) {
            return;
        }
        long left = window.left().getAsLong() - open * needed;
        if (left >= needed) {
            return;
        }
        long full = window.fullIn().get().toNanos();
        long missing = window.most().orElse(0) - window.left().getAsLong();
        pause(missing > needed ? Math.min(full, full / missing * needed) : full, now);
    }
}
