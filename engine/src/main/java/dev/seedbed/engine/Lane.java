package dev.seedbed.engine;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunEvent.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/// The way to one endpoint: waits for a turn, sets the budget aside, tries, and tries again; what its failures
/// say about the endpoint is for [Health] to judge. A call that waits, for a verdict or for its next try, holds
/// no place, and lets other candidates begin.
final class Lane {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration UNREACHABLE_PAUSE = Duration.ofMillis(200);

    private final ModelBinding model;
    private final CallRules rules;
    private final Purse purse;
    private final StopSignal stopSignal;
    private final Turns turns;
    private final Health health;
    private final Watch watch;
    private final LongAdder open = new LongAdder();
    private final LongAdder tries = new LongAdder();

    /// One question, and who asks it.
    ///
    /// @param candidate the number of the candidate it is asked for; earlier ones go first
    /// @param hasAnswered whether the journal has answers of this endpoint
    /// @param isPaid whether the budget is set aside already
    /// @param substitute whether another endpoint stands in if this one is out of order
    /// @param sent run whenever the request goes out
    record Asked(
            Request request,
            int seed,
            long candidate,
            Crew.Worker worker,
            BooleanSupplier hasAnswered,
            boolean isPaid,
            Health.Substitute substitute,
            Runnable sent) {
        /// With none to stand in.
        Asked(
                Request request,
                int seed,
                long candidate,
                Crew.Worker worker,
                BooleanSupplier hasAnswered,
                boolean isPaid) {
            this(request, seed, candidate, worker, hasAnswered, isPaid, Health.Substitute.NONE, () -> {});
        }

        private Asked with(Health.Substitute other) {
            return new Asked(request, seed, candidate, worker, hasAnswered, isPaid, other, sent);
        }
    }

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
        private final Duration took;

        /// @param took how long the last try took
        NoAnswerException(CallFailedException failure, int tries, Lost lost, Duration took) {
            super(failure.getMessage(), failure, false, false);
            this.failure = failure;
            this.tries = tries;
            this.lost = lost;
            this.took = took;
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

        Duration took() {
            return took;
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
        this.health = new Health(
                model.alias(), rules, stopSignal, turns::wakeAll, () -> watch.changed(model, Condition.DOWN, 0, 0));
    }

    /// From now on, calls that others can answer do not come here for a while.
    ///
    /// @param why in words, with the model's name
    void goDown(String why) {
        health.goDown(why);
    }

    /// How often the endpoint has gone down.
    long downs() {
        return health.downs();
    }

    /// What keeps calls waiting.
    Optional<Progress.Wait> waits() {
        return health.waits();
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
    /// @throws EndpointDownException if the endpoint is out of order, and there is a substitute
    void ask(Asked question, Keeper keeper) throws NoAnswerException, InterruptedException {
        Lost lost = question.substitute.lost();
        health.enter();
        try {
            Asked asked = question.with(health.check(question.substitute));
            int attempt = 1;
            int refusals = 0;
            while (true) {
                Try outcome = tryOnce(asked, attempt, lost, keeper);
                if (outcome instanceof Try.Interrupted) {
                    throw new InterruptedException();
                }
                if (!(outcome instanceof Try.Failed failed)) {
                    return;
                }
                CallFailedException failure = failed.failure;
                lost = failed.mayHaveCost ? lost.plus(most(asked).asLost()) : lost;
                if (failed.end.isPresent()) {
                    throw failed.end.get();
                }
                switch (failure.remedy()) {
                    case GIVE_UP -> throw new NoAnswerException(failure, attempt, lost, failed.took);
                    case SLOW_DOWN -> rest(asked, failure, ++refusals);
                    case STOP_RUN, UNREACHABLE -> {}
                    case RETRY -> {
                        if (attempt > rules.retries()) {
                            awaitVerdict(asked, failure, attempt);
                            throw new NoAnswerException(failure, attempt, lost, failed.took);
                        }
                        rest(asked, failure, attempt++);
                    }
                }
            }
        } catch (EndpointDownException down) {
            throw down.with(lost);
        } finally {
            health.leave();
        }
    }

    /// How a try went.
    private sealed interface Try {
        record Answered(Usage usage) implements Try {}

        /// @param mayHaveCost whether the endpoint may have answered, with nobody to hear it
        /// @param end what to throw when the try is accounted for, if the endpoint is not to be asked any more
        record Failed(CallFailedException failure, boolean mayHaveCost, Optional<RuntimeException> end, Duration took)
                implements Try {}

        /// Nobody waits for its answer any more.
        record Interrupted() implements Try {}

        /// It never went out, or the run broke over it.
        record GivenUp() implements Try {}
    }

    private Try tryOnce(Asked asked, int attempt, Lost lost, Keeper keeper) throws InterruptedException {
        stopSignal.check();
        Purse.Most most = most(asked);
        // A token is four bytes or so.
        Optional<Regulator.Sent> turn =
                turns.await(asked.candidate, most.input() / 4 + most.output(), () -> health.isDown(asked.substitute));
        if (turn.isEmpty()) {
            throw health.down();
        }
        Regulator.Sent sent = turn.get();
        Try outcome = new Try.GivenUp();
        try {
            outcome = payAndTry(asked, most, attempt, lost, keeper);
            return outcome;
        } finally {
            tell(sent, outcome);
        }
    }

    private Purse.Most most(Asked asked) {
        return most(asked.request);
    }

    /// What a try may use at most.
    Purse.Most most(Request request) {
        return new Purse.Most(
                model.endpoint().mostInputTokens(request), request.sampling().maxTokens(), model.priceOrFree());
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
                case Try.Interrupted _ -> purse.lose(most);
                case Try.Failed _, Try.GivenUp _ -> purse.putBack(most);
            }
        }
    }

    private Try call(Asked asked, int attempt, Lost lost, Keeper keeper) throws InterruptedException {
        asked.worker.beginCall();
        open.increment();
        tries.increment();
        long started = System.nanoTime();
        asked.sent.run();
        try {
            Reply reply = model.endpoint().ask(asked.request, asked.seed, rules.deadline());
            health.answered();
            keeper.keep(new Answer(reply, attempt, Duration.ofNanos(System.nanoTime() - started), lost));
            return new Try.Answered(reply.usage());
        } catch (CallFailedException failure) {
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            if (failure.remedy() != Remedy.GIVE_UP && failure.remedy() != Remedy.STOP_RUN) {
                asked.worker.call().ifPresent(call -> watch.retried(call, attempt, failure, took));
            }
            boolean mayHaveCost =
                    failure.remedy() == Remedy.RETRY && failure.status().isEmpty();
            return new Try.Failed(failure, mayHaveCost, health.note(failure, asked.substitute, started), took);
        } catch (InterruptedException e) {
            return new Try.Interrupted();
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
            case Try.GivenUp _, Try.Interrupted _ -> turns.abandoned(sent);
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

    private void awaitVerdict(Asked asked, CallFailedException failure, int attempt) throws InterruptedException {
        asked.worker.rests(true);
        try {
            health.awaitVerdict(failure, asked.substitute, asked.hasAnswered, attempt);
        } finally {
            asked.worker.rests(false);
        }
    }

    /// As long as the endpoint wants; else doubled from time to time, and spread out by the call's own seed, so
    /// that calls that failed together do not come again together.
    private void rest(Asked asked, CallFailedException failure, int times) throws InterruptedException {
        stopSignal.check();
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(10, times - 1));
        long usual = longest / 2 + asked.seed % (longest / 2 + 1);
        asked.worker.rests(true);
        try {
            health.rest(failure.retryAfter().orElse(Duration.ofMillis(usual)), asked.substitute);
        } finally {
            asked.worker.rests(false);
        }
    }
}
