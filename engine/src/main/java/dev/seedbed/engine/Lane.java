package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunSummary.End;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// The way to one endpoint: waits for a turn, sets the budget aside, tries, tries again, and decides who is to
/// blame for a call that gets no reply.
///
/// A row is to blame only if the endpoint still answers others: the verdict waits until it has answered somebody
/// since. If [#OUTAGE] calls in a row end like that with no answer in between, or nothing is answered for
/// [CallRules#outage], it is the endpoint, and the run stops without blaming a row. A call that waits, for a
/// verdict or for its next try, holds no place, and lets other candidates begin.
final class Lane {
    /// This many calls in a row without any answer are an outage.
    private static final int OUTAGE = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE_PAUSE = Duration.ofMillis(200);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);
    private static final Duration ALONE_FOR = Duration.ofSeconds(1);

    private final ModelBinding model;
    private final CallRules rules;
    private final Purse purse;
    private final StopSignal stopSignal;
    private final Turns turns;
    private final Watch watch;
    private final LongAdder open = new LongAdder();
    private final LongAdder tries = new LongAdder();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long answers;
    private int asking;
    private int suspects;
    /// Calls in a row that gave up, since the last answer.
    private int unanswered;
    /// Tries in a row that failed, and when the first of them began.
    private int failures;
    private long failingSince;
    private long refusedSince = Long.MIN_VALUE;

    /// One question, and who asks it.
    ///
    /// @param candidate the number of the candidate it is asked for; earlier ones go first
    /// @param hasAnswered whether the journal has answers of this endpoint
    /// @param isPaid whether the budget is set aside already
    record Asked(
            Request request,
            int seed,
            long candidate,
            Crew.Worker worker,
            BooleanSupplier hasAnswered,
            boolean isPaid) {}

    /// A reply, and what it took.
    ///
    /// @param lost what earlier tries that got no reply may have cost
    record Answer(Reply reply, int tries, Duration took, Lost lost) {}

    /// Puts an answer where it is safe. The call counts as open until it has.
    @FunctionalInterface
    interface Keeper {
        void keep(Answer answer) throws InterruptedException;
    }

    /// No reply, for good.
    static final class NoAnswerException extends Exception {
        private final transient CallFailedException failure;
        private final int tries;
        private final transient Lost lost;

        NoAnswerException(CallFailedException failure, int tries, Lost lost) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
            this.tries = tries;
            this.lost = lost;
        }

        CallFailedException failure() {
            return failure;
        }

        int tries() {
            return tries;
        }

        Lost lost() {
            return lost;
        }
    }

    Lane(ModelBinding model, CallRules rules, Purse purse, StopSignal stopSignal, Watch watch) {
        this.model = model;
        this.rules = rules;
        this.purse = purse;
        this.stopSignal = stopSignal;
        this.watch = watch;
        this.turns = new Turns(
                new Regulator(model.endpoint().concurrency(), model.limits(), System.nanoTime()),
                (condition, mostOpen, perSecond) -> watch.changed(model, condition, mostOpen, perSecond));
    }

    long openCalls() {
        return open.sum();
    }

    long tries() {
        return tries.sum();
    }

    /// Asks until there is a reply, or none is to be had.
    ///
    /// @param keeper is given the answer before the next call may take this one's place, so that no more
    ///     answers can be lost at any moment than calls may be open
    void ask(Asked asked, Keeper keeper) throws NoAnswerException, InterruptedException {
        enter();
        try {
            Lost lost = Lost.NONE;
            int attempt = 1;
            int refusals = 0;
            while (true) {
                if (!(tryOnce(asked, attempt, lost, keeper) instanceof Try.Failed failed)) {
                    return;
                }
                CallFailedException failure = failed.failure;
                lost = failed.mayHaveCost ? lost.plus(most(asked).asLost()) : lost;
                switch (failure.remedy()) {
                    case GIVE_UP -> throw new NoAnswerException(failure, attempt, lost);
                    case STOP_RUN -> throw unusable("cannot be used: " + said(failure));
                    case SLOW_DOWN -> rest(asked, failure, ++refusals);
                    case UNREACHABLE -> {}
                    case RETRY -> {
                        if (attempt > rules.retries()) {
                            awaitVerdict(asked, failure, attempt);
                            throw new NoAnswerException(failure, attempt, lost);
                        }
                        rest(asked, failure, attempt++);
                    }
                }
            }
        } finally {
            leave();
        }
    }

    /// How a try went.
    private sealed interface Try {
        record Answered(Usage usage) implements Try {}

        /// @param mayHaveCost whether the endpoint may have answered, with nobody to hear it
        record Failed(CallFailedException failure, boolean mayHaveCost) implements Try {}

        /// It never went out, or the run broke over it.
        record GivenUp() implements Try {}
    }

    private Try tryOnce(Asked asked, int attempt, Lost lost, Keeper keeper) throws InterruptedException {
        stopSignal.check();
        Purse.Most most = most(asked);
        // A token is four bytes or so.
        Regulator.Sent sent = turns.await(asked.candidate, most.input() / 4 + most.output());
        Try outcome = new Try.GivenUp();
        try {
            outcome = payAndTry(asked, most, attempt, lost, keeper);
            return outcome;
        } finally {
            tell(sent, outcome);
        }
    }

    private Purse.Most most(Asked asked) {
        return new Purse.Most(
                model.endpoint().mostInputTokens(asked.request),
                asked.request.sampling().maxTokens(),
                model.priceOrFree());
    }

    private Try payAndTry(Asked asked, Purse.Most most, int attempt, Lost lost, Keeper keeper)
            throws InterruptedException {
        if (asked.isPaid) {
            return call(asked, attempt, lost, keeper);
        }
        purse.reserve(most);
        Try outcome = new Try.GivenUp();
        try {
            outcome = call(asked, attempt, lost, keeper);
            return outcome;
        } finally {
            switch (outcome) {
                case Try.Answered(Usage usage) -> purse.settle(most, usage);
                case Try.Failed failed when failed.mayHaveCost -> purse.lose(most);
                case Try.Failed _, Try.GivenUp _ -> purse.putBack(most);
            }
        }
    }

    private Try call(Asked asked, int attempt, Lost lost, Keeper keeper) throws InterruptedException {
        asked.worker.beginCall();
        open.increment();
        tries.increment();
        long started = System.nanoTime();
        try {
            Reply reply = model.endpoint().ask(asked.request, asked.seed, rules.deadline());
            answered();
            keeper.keep(new Answer(reply, attempt, Duration.ofNanos(System.nanoTime() - started), lost));
            return new Try.Answered(reply.usage());
        } catch (CallFailedException failure) {
            note(failure, started);
            if (failure.remedy() != Remedy.GIVE_UP && failure.remedy() != Remedy.STOP_RUN) {
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                asked.worker.call().ifPresent(call -> watch.retried(call, attempt, failure, took));
            }
            return new Try.Failed(
                    failure,
                    failure.remedy() == Remedy.RETRY && failure.status().isEmpty());
        } finally {
            open.decrement();
            asked.worker.endCall();
        }
    }

    private void tell(Regulator.Sent sent, Try outcome) {
        switch (outcome) {
            case Try.Answered(Usage usage) ->
                turns.borne(
                        sent, usage.input() + usage.output(), model.endpoint().allowance());
            case Try.GivenUp _ -> turns.abandoned(sent);
            case Try.Failed failed -> {
                CallFailedException failure = failed.failure;
                switch (failure.remedy()) {
                    case GIVE_UP, STOP_RUN ->
                        turns.borne(sent, 0, model.endpoint().allowance());
                    case SLOW_DOWN ->
                        turns.refused(
                                sent, failure.retryAfter(), model.endpoint().allowance());
                    case UNREACHABLE -> turns.unreachable(sent, UNREACHABLE_PAUSE);
                    case RETRY -> turns.failed(sent);
                }
            }
        }
    }

    /// Before the place is free, so that nobody goes out in between.
    private void note(CallFailedException failure, long started) {
        switch (failure.remedy()) {
            case GIVE_UP -> answered();
            case STOP_RUN -> {}
            case SLOW_DOWN -> refused(failure);
            case UNREACHABLE, RETRY -> failed(failure, started);
        }
    }

    private void enter() {
        lock.lock();
        try {
            asking++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
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

    private void answered() {
        lock.lock();
        try {
            answers++;
            unanswered = 0;
            failures = 0;
            refusedSince = Long.MIN_VALUE;
            if (suspects > 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Counted from the start of the first try: that nobody is there may take long to find out.
    private void failed(CallFailedException failure, long started) {
        lock.lock();
        try {
            if (failures++ == 0) {
                failingSince = started;
            }
            boolean isLong = System.nanoTime() - failingSince > rules.outage().toNanos();
            boolean isUnreachable = failure.remedy() == Remedy.UNREACHABLE;
            if (isLong && (isUnreachable || failures >= OUTAGE)) {
                throw unusable(
                        isUnreachable
                                ? "cannot be reached: " + said(failure)
                                : "does not answer (" + failures + " tries in a row failed in "
                                        + Words.of(rules.outage()) + " and more); the last failure: " + said(failure));
            }
        } finally {
            lock.unlock();
        }
    }

    private void refused(CallFailedException failure) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (failure.retryAfter()
                    .filter(wait -> wait.compareTo(REFUSED_FOR) > 0)
                    .isPresent()) {
                throw unusable(
                        "takes no calls for " + Words.of(failure.retryAfter().orElseThrow()) + ": " + said(failure));
            }
            if (refusedSince == Long.MIN_VALUE) {
                refusedSince = now;
            } else if (now - refusedSince > REFUSED_FOR.toNanos()) {
                throw unusable("has refused every call for " + Words.of(REFUSED_FOR) + ": " + said(failure));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the endpoint is known to answer others, or when there are no others.
    private void awaitVerdict(Asked asked, CallFailedException failure, int attempt) throws InterruptedException {
        asked.worker.rests(true);
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
                    boolean isAlone = suspects == asking;
                    boolean isOver = isAlone && alone >= ALONE_FOR.toNanos();
                    if (unanswered >= OUTAGE || (isOver && answers == 0 && !asked.hasAnswered.getAsBoolean())) {
                        throw unusable("does not answer (" + unanswered + " calls in a row failed "
                                + Words.times(attempt) + " each); the last failure: " + said(failure));
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
            asked.worker.rests(false);
        }
    }

    private StoppedException unusable(String why) {
        stopSignal.stop(End.UNUSABLE, "the model '" + model.alias() + "' " + why, null);
        return new StoppedException();
    }

    /// As long as the endpoint wants; else doubled from time to time, and spread out by the call's own seed, so
    /// that calls that failed together do not come again together.
    private void rest(Asked asked, CallFailedException failure, int times) throws InterruptedException {
        stopSignal.check();
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(10, times - 1));
        long usual = longest / 2 + asked.seed % (longest / 2 + 1);
        asked.worker.rests(true);
        try {
            Thread.sleep(failure.retryAfter().orElse(Duration.ofMillis(usual)));
        } finally {
            asked.worker.rests(false);
        }
    }

    private static String said(CallFailedException failure) {
        return failure.body().isBlank()
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + failure.body().strip();
    }
}
