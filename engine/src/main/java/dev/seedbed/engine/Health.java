package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunSummary.End;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whether an endpoint answers, and so who is to blame for a call that gets no reply.
///
/// A row is to blame only if the endpoint still answers others: the verdict waits until it has answered somebody
/// since. If [#OUTAGE] calls in a row end like that with no answer in between, or nothing is answered for
/// [CallRules#outage], it is the endpoint, and the run stops without blaming a row.
///
/// Where another endpoint stands in, the run does not stop: this one is *down* for a while, and sooner judged to
/// be: [#OUTAGE_WITH_SUBSTITUTE] after the first failure, though no try may end just then. Calls with a
/// [Substitute] are then turned away, but for one each time the while is over, which looks whether it answers
/// again. Thread-safe.
final class Health {
    /// This many calls in a row without any answer are an outage.
    private static final int OUTAGE = 8;

    /// With a substitute a wrong verdict costs little.
    private static final int OUTAGE_WITH_SUBSTITUTE_TRIES = 3;

    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);
    private static final Duration ALONE_FOR = Duration.ofSeconds(1);
    private static final Duration OUTAGE_WITH_SUBSTITUTE = Duration.ofSeconds(2);
    private static final Duration REFUSED_WITH_SUBSTITUTE = Duration.ofSeconds(30);
    private static final Duration WORTH_TELLING = Duration.ofSeconds(3);
    private static final Duration FIRST_DOWN = Duration.ofSeconds(15);
    private static final Duration LONGEST_DOWN = Duration.ofMinutes(10);

    private final String alias;
    private final CallRules rules;
    private final StopSignal stopSignal;
    private final Runnable onDown;
    private final Runnable onNews;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition wentDown = lock.newCondition();
    private long answers;
    private int asking;
    private int suspects;
    /// Calls in a row that gave up, since the last answer.
    private int unanswered;
    /// Tries in a row that failed, and when the first of them began.
    private int failures;
    private long failingSince;
    private @Nullable CallFailedException lastFailure;
    /// The failures that are looked at when the time of an outage is over, whether another follows or not.
    private long judged = Long.MIN_VALUE;
    private long refusedSince = Long.MIN_VALUE;
    private volatile @Nullable Down down;
    private Duration nextDown = FIRST_DOWN;
    private long downs;

    private record Down(String why, long until) {}

    /// Who else may answer a question.
    ///
    /// @param isThere whether anybody does if this endpoint is down
    /// @param before why others, which were to answer before this one, did not; empty if there were none
    /// @param lost what their tries may have cost
    /// @param isProbe whether this is the call that looks whether the endpoint answers again
    record Substitute(boolean isThere, String before, Lost lost, boolean isProbe) {
        static final Substitute NONE = new Substitute(false, "", Lost.NONE);

        Substitute(boolean isThere, String before, Lost lost) {
            this(isThere, before, lost, false);
        }
    }

    /// @param onDown called when the endpoint is found to be down, so that those who wait for it look again
    /// @param onNews called when it was not known to be
    Health(String alias, CallRules rules, StopSignal stopSignal, Runnable onDown, Runnable onNews) {
        this.alias = alias;
        this.rules = rules;
        this.stopSignal = stopSignal;
        this.onDown = onDown;
        this.onNews = onNews;
    }

    /// A call begins.
    void enter() {
        lock.lock();
        try {
            asking++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A call has ended.
    void leave() {
        lock.lock();
        try {
            asking--;
            if (suspects > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            answers++;
            unanswered = 0;
            failures = 0;
            refusedSince = Long.MIN_VALUE;
            down = null;
            nextDown = FIRST_DOWN;
            if (suspects > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A try failed. To be told before its place is free, so that nobody goes out in between.
    ///
    /// @param started when the try began: that nobody is there may take long to find out
    /// @return what to throw when the try is accounted for, if the endpoint is not to be asked any more
    Optional<RuntimeException> note(CallFailedException failure, Substitute substitute, long started) {
        return switch (failure.remedy()) {
            case GIVE_UP -> {
                answered();
                yield Optional.empty();
            }
            case STOP_RUN -> Optional.of(unusable(substitute, LONGEST_DOWN, "cannot be used: " + said(failure)));
            case SLOW_DOWN -> refused(failure, substitute);
            case UNREACHABLE, RETRY -> failed(failure, substitute, started);
        };
    }

    private Optional<RuntimeException> failed(CallFailedException failure, Substitute substitute, long started) {
        lock.lock();
        try {
            if (failures++ == 0) {
                failingSince = started;
            }
            if (substitute.isThere && judged != failingSince) {
                judged = failingSince;
                judgeLater(failingSince);
            }
            lastFailure = failure;
            Duration outage = shorter(substitute, rules.outage(), OUTAGE_WITH_SUBSTITUTE);
            boolean isLong = System.nanoTime() - failingSince > outage.toNanos();
            if (isLong && isOut(failure, substitute.isThere ? OUTAGE_WITH_SUBSTITUTE_TRIES : OUTAGE)) {
                return Optional.of(unusable(substitute, Duration.ZERO, outage(failure, outage)));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOut(CallFailedException failure, int tries) {
        return failure.remedy() == Remedy.UNREACHABLE || failures >= tries;
    }

    private String outage(CallFailedException failure, Duration outage) {
        return failure.remedy() == Remedy.UNREACHABLE
                ? "cannot be reached: " + said(failure)
                : "does not answer (" + failures + " tries in a row failed in " + Words.of(outage)
                        + " and more); the last failure: " + said(failure);
    }

    /// The tries that failed may rest for long before they fail again, so that none would tell.
    private void judgeLater(long since) {
        Duration outage =
                rules.outage().compareTo(OUTAGE_WITH_SUBSTITUTE) < 0 ? rules.outage() : OUTAGE_WITH_SUBSTITUTE;
        Thread.ofVirtual().name("seedbed-outage").start(() -> {
            try {
                Thread.sleep(Duration.ofNanos(outage.toNanos() - (System.nanoTime() - since)));
                judge(since, outage);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void judge(long since, Duration outage) {
        String why;
        lock.lock();
        try {
            CallFailedException failure = lastFailure;
            if (failures == 0
                    || failingSince != since
                    || down != null
                    || failure == null
                    || !isOut(failure, OUTAGE_WITH_SUBSTITUTE_TRIES)) {
                return;
            }
            why = "the model '" + alias + "' " + outage(failure, outage);
        } finally {
            lock.unlock();
        }
        goDown(why, Duration.ZERO);
    }

    /// Waits before the next try, but not for an endpoint that is down.
    void rest(Duration pause, Substitute substitute) throws InterruptedException {
        if (!substitute.isThere) {
            Thread.sleep(pause);
            return;
        }
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (left > 0) {
                if (isDown(substitute)) {
                    throw down();
                }
                left = wentDown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<RuntimeException> refused(CallFailedException failure, Substitute substitute) {
        lock.lock();
        try {
            long now = System.nanoTime();
            Duration longest = shorter(substitute, REFUSED_FOR, REFUSED_WITH_SUBSTITUTE);
            Optional<Duration> tooLong = failure.retryAfter().filter(wait -> wait.compareTo(longest) > 0);
            if (tooLong.isPresent()) {
                return Optional.of(unusable(
                        substitute,
                        tooLong.get(),
                        "takes no calls for " + Words.of(tooLong.get()) + ": " + said(failure)));
            }
            if (refusedSince == Long.MIN_VALUE) {
                refusedSince = now;
            } else if (now - refusedSince > longest.toNanos()) {
                return Optional.of(unusable(
                        substitute,
                        Duration.ZERO,
                        "has refused every call for " + Words.of(longest) + ": " + said(failure)));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the endpoint is known to answer others, or when there are no others.
    ///
    /// @param hasAnswered whether the journal has answers of it
    /// @param attempts that the call took
    void awaitVerdict(CallFailedException failure, Substitute substitute, BooleanSupplier hasAnswered, int attempts)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long before = answers;
            long alone = 0;
            suspects++;
            unanswered++;
            changed.signalAll();
            try {
                while (answers == before) {
                    stopSignal.check();
                    if (isDown(substitute)) {
                        throw down();
                    }
                    boolean isAlone = suspects == asking;
                    boolean isOver = isAlone && alone >= ALONE_FOR.toNanos();
                    if (unanswered >= OUTAGE || (isOver && answers == 0 && !hasAnswered.getAsBoolean())) {
                        throw unusable(
                                substitute,
                                Duration.ZERO,
                                "does not answer (" + unanswered + " calls in a row failed " + Words.times(attempts)
                                        + " each); the last failure: " + said(failure));
                    }
                    if (isOver) {
                        return;
                    }
                    long begin = System.nanoTime();
                    changed.await(ALONE_FOR.toMillis() / 4, TimeUnit.MILLISECONDS);
                    alone = isAlone ? alone + System.nanoTime() - begin : 0;
                }
            } finally {
                suspects--;
            }
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /// Ends the run or, if another endpoint stands in, only the use of this one for a while.
    ///
    /// @param least how long at least
    private RuntimeException unusable(Substitute substitute, Duration least, String why) {
        String told = "the model '" + alias + "' " + why;
        if (substitute.isThere) {
            goDown(told, least);
            return new EndpointDownException(told);
        }
        String before = substitute.before.isEmpty() ? "" : "; before it, " + substitute.before;
        stopSignal.stop(End.UNUSABLE, told + before, null);
        return new StoppedException();
    }

    /// Calls with a substitute are turned away for a while.
    ///
    /// @param why in words, with the model's name
    void goDown(String why) {
        goDown(why, LONGEST_DOWN);
    }

    private void goDown(String why, Duration least) {
        boolean isNews;
        lock.lock();
        try {
            Down now = down;
            isNews = now == null;
            downs += isNews ? 1 : 0;
            long until = System.nanoTime() + least.toNanos();
            if (now == null || System.nanoTime() - now.until >= 0) {
                until = Math.max(until, System.nanoTime() + nextDown());
            } else {
                until = Math.max(until, now.until);
            }
            down = new Down(why, until);
            changed.signalAll();
            wentDown.signalAll();
        } finally {
            lock.unlock();
        }
        onDown.run();
        if (isNews) {
            onNews.run();
        }
    }

    /// How often the endpoint has gone down.
    long downs() {
        lock.lock();
        try {
            return downs;
        } finally {
            lock.unlock();
        }
    }

    /// What keeps calls waiting, if anything does for long enough to speak of.
    Optional<Progress.Wait> waits() {
        lock.lock();
        try {
            if (down != null) {
                return Optional.of(new Progress.Down(alias));
            }
            Duration refused =
                    refusedSince == Long.MIN_VALUE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - refusedSince);
            return refused.compareTo(WORTH_TELLING) < 0
                    ? Optional.empty()
                    : Optional.of(new Progress.Refused(alias, refused));
        } finally {
            lock.unlock();
        }
    }

    /// Longer each time, until it has answered.
    private long nextDown() {
        Duration now = nextDown;
        Duration twice = now.multipliedBy(2);
        nextDown = twice.compareTo(LONGEST_DOWN) < 0 ? twice : LONGEST_DOWN;
        return now.toNanos();
    }

    boolean isDown(Substitute substitute) {
        Down now = down;
        return substitute.isThere && !substitute.isProbe && now != null && System.nanoTime() - now.until < 0;
    }

    EndpointDownException down() {
        Down now = down;
        return new EndpointDownException(now == null ? "the model '" + alias + "' was down" : now.why);
    }

    /// Turns a call away if the endpoint is down. When the time is over one goes, to see whether the endpoint
    /// answers again; until that is known the others are still turned away.
    Substitute check(Substitute substitute) {
        if (!substitute.isThere || down == null) {
            return substitute;
        }
        lock.lock();
        try {
            Down now = down;
            if (now == null) {
                return substitute;
            }
            if (isDown(substitute)) {
                throw down();
            }
            down = new Down(now.why, System.nanoTime() + nextDown());
            return new Substitute(true, substitute.before, substitute.lost, true);
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Substitute substitute, Duration usual, Duration withSubstitute) {
        return substitute.isThere && withSubstitute.compareTo(usual) < 0 ? withSubstitute : usual;
    }

    private static String said(CallFailedException failure) {
        return failure.body().isBlank()
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.body().strip();
    }
}
