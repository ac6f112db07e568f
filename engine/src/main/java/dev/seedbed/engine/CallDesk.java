package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Failed;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.Calls;
import dev.seedbed.api.run.RunSummary.CanarySummary;
import dev.seedbed.api.run.RunSummary.ModelSummary;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.step.Ask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where every question to a model goes: looks for the answer in the journal, shares the call if the same
/// question is being asked, else sets the budget aside, asks, and hands the answer out only when it is in the
/// journal.
final class CallDesk {
    private final long seed;
    private final boolean retryFailed;
    private final Journal journal;
    private final StopSignal stopSignal;
    private final Purse purse;
    private final Clock clock;
    private final Watch watch;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Canaries> canaries = new LinkedHashMap<>();
    private final Map<Hash, CompletableFuture<JournalledCall>> asked = new ConcurrentHashMap<>();
    private final Map<String, PromptReference> prompts = new ConcurrentHashMap<>();

    /// A call as its sample's ledger entry needs it.
    record Result(Reply reply, Hash key, Money cost) {}

    /// What is asked, of whom, and for whom.
    private record Question(
            Counter counter,
            Hash key,
            String step,
            long candidate,
            SampleId sample,
            Ask ask,
            String request,
            int seed) {

        RunEvent.Call event() {
            return new RunEvent.Call(ask.model().alias(), counter.model.provider(), step, sample.toString(), candidate);
        }

        JournalledCall journalled(
                JournalledCall.Result result, Money cost, Lost lost, Instant started, Duration took, int tries) {
            return new JournalledCall(
                    key,
                    ask.model().alias(),
                    counter.identity(),
                    step,
                    sample.toString(),
                    request,
                    seed,
                    ask.attempt(),
                    ask.prompt(),
                    result,
                    cost,
                    lost,
                    started,
                    took,
                    tries);
        }
    }

    CallDesk(RunPlan plan, Journal journal, StopSignal stopSignal, Clock clock, Watch watch) {
        this.seed = plan.seed();
        this.retryFailed = plan.retryFailed();
        this.journal = journal;
        this.stopSignal = stopSignal;
        this.clock = clock;
        this.watch = watch;
        this.purse = new Purse(
                plan.caps(),
                plan.caps().countsThePast() ? journal.spent() : new Journal.Spent(0, Usage.NONE, List.of(), 0),
                stopSignal,
                clock);
        for (ModelBinding model : plan.models()) {
            Lane lane = new Lane(TextBatches.through(model), plan.calls(), purse, stopSignal, watch);
            counters.put(
                    model.alias(),
                    new Counter(
                            model,
                            lane,
                            TextBatches.over(model, lane, purse, stopSignal),
                            new ErrorBrake(plan.calls().maxErrorRate())));
        }
        plan.canaries()
                .forEach((alias, canary) -> canaries.put(
                        alias,
                        new Canaries(
                                canary,
                                Objects.requireNonNull(counters.get(alias)),
                                journal,
                                stopSignal,
                                clock,
                                watch)));
    }

    /// Answers a question about a sample.
    ///
    /// @throws SampleFailedException if it will never be answered
    /// @throws StoppedException if the run stops first
    Result ask(String step, long candidate, SampleId sample, Ask ask, Crew.Worker worker) throws InterruptedException {
        stopSignal.check();
        Counter counter = counters.get(ask.model().alias());
        if (counter == null) {
            throw new IllegalStateException(
                    "step '" + step + "' asks the model '" + ask.model().alias() + "', which the run does not have");
        }
        ask.prompt().ifPresent(prompt -> prompts.putIfAbsent(prompt.id() + " " + prompt.sha256(), prompt));
        Draw draw = ask.request().sampling().isRandom()
                ? Draw.of(seed, sample, step, ask.n(), ask.attempt())
                : Draw.greedy(ask.attempt());
        String request = Json.canonical(counter.asJson(ask.request()));
        Hash key = Hash.of("call 1", counter.identity(), request, Long.toHexString(draw.value()));
        Question question = new Question(counter, key, step, candidate, sample, ask, request, draw.endpointSeed());

        Optional<JournalledCall> known = find(key);
        while (known.isEmpty()) {
            CompletableFuture<JournalledCall> mine = new CompletableFuture<>();
            CompletableFuture<JournalledCall> other = asked.putIfAbsent(key, mine);
            if (other != null) {
                known = await(other);
                continue;
            }
            try {
                // It may have been answered between the look and the claim.
                known = find(key);
                if (known.isPresent()) {
                    mine.complete(known.get());
                    break;
                }
                JournalledCall call = call(question, worker);
                mine.complete(call);
                counter.made(call);
                watch.called(question.event(), call, false);
                brake(counter, call);
                return result(call);
            } finally {
                asked.remove(key);
                mine.cancel(false);
            }
        }
        counter.reused(known.get());
        watch.called(question.event(), known.get(), true);
        brake(counter, known.get());
        return result(known.get());
    }

    private Optional<JournalledCall> find(Hash key) {
        Optional<JournalledCall> known = journal.find(key);
        return retryFailed ? known.filter(call -> call.result() instanceof Answered) : known;
    }

    /// What another's call gave; empty if that one was given up before it had an answer.
    private static Optional<JournalledCall> await(CompletableFuture<JournalledCall> other) throws InterruptedException {
        try {
            return Optional.of(other.get());
        } catch (ExecutionException | CancellationException e) {
            return Optional.empty();
        }
    }

    private static Result result(JournalledCall call) {
        return switch (call.result()) {
            case Answered answered -> new Result(answered.reply(), call.key(), call.cost());
            case Failed failed ->
                throw new SampleFailedException(
                        "call-failed",
                        "the model '" + call.alias() + "' gave no answer in " + call.tries()
                                + (call.tries() == 1 ? " try: " : " tries: ") + failed.message(),
                        Data.of("status", failed.status())
                                .with("body", failed.body())
                                .with("message", failed.message())
                                .with("tries", call.tries())
                                .with("call", call.key().toString()));
        };
    }

    private JournalledCall call(Question question, Crew.Worker worker) throws InterruptedException {
        Counter counter = question.counter;
        Canaries canary = canaries.get(question.ask.model().alias());
        if (canary != null) {
            canary.before(question.event(), worker);
        }
        worker.asks(question.event());
        AtomicReference<@Nullable JournalledCall> kept = new AtomicReference<>();
        Instant started = clock.instant();
        try {
            counter.ask(
                    new Lane.Asked(
                            question.ask.request(),
                            question.seed,
                            question.candidate,
                            worker,
                            counter::hasReused,
                            false),
                    answer -> {
                        Reply reply = answer.reply();
                        kept.set(keep(question.journalled(
                                new Answered(reply),
                                counter.price().of(reply.usage()),
                                answer.lost(),
                                started,
                                answer.took(),
                                answer.tries())));
                    });
        } catch (Lane.NoAnswerException e) {
            Failed failed = new Failed(
                    String.valueOf(e.getMessage()),
                    e.failure().status().orElse(0),
                    e.failure().body());
            kept.set(keep(question.journalled(
                    failed, counter.price().of(Usage.NONE), e.lost(), started, Duration.ZERO, e.tries())));
        }
        return Objects.requireNonNull(kept.get());
    }

    private JournalledCall keep(JournalledCall call) throws InterruptedException {
        journal.append(call);
        return call;
    }

    /// Stops the run if too many of a model's calls fail for good.
    private void brake(Counter counter, JournalledCall call) {
        Optional<String> tooMany = counter.brake().note(call.result() instanceof Failed);
        if (tooMany.isPresent() && call.result() instanceof Failed failed) {
            watch.braked(call.alias(), tooMany.get());
            stopSignal.stop(
                    RunSummary.End.UNUSABLE,
                    tooMany.get() + " calls to the model '" + call.alias() + "' failed; the last: " + failed.message()
                            + "; mend the cause and give `--retry-failed`, or raise `max-error-rate`",
                    null);
        }
    }

    Calls calls() {
        long made = 0;
        long reused = 0;
        long failed = 0;
        long tries = 0;
        for (Counter counter : counters.values()) {
            Counter.Snapshot snapshot = counter.snapshot();
            made += snapshot.made;
            reused += snapshot.reused;
            failed += snapshot.failed;
            tries += counter.lane.tries();
        }
        return new Calls(made, reused, failed, tries);
    }

    long openCalls() {
        return counters.values().stream()
                .mapToLong(counter -> counter.lane.openCalls())
                .sum();
    }

    /// Tokens and cost of the calls of this start, or of all that this start's rows rest on.
    Bill bill(boolean withReused) {
        Usage usage = Usage.NONE;
        Money cost = Money.zero(currency());
        for (Counter counter : counters.values()) {
            Counter.Snapshot snapshot = counter.snapshot();
            usage = usage.plus(snapshot.usageMade);
            cost = new Money(cost.amount().add(snapshot.costMade.amount()), cost.currency());
            if (withReused) {
                usage = usage.plus(snapshot.usageReused);
                cost = new Money(cost.amount().add(snapshot.costReused.amount()), cost.currency());
            }
        }
        return new Bill(usage, cost);
    }

    record Bill(Usage usage, Money cost) {}

    List<ModelSummary> models() {
        List<ModelSummary> models = new ArrayList<>();
        for (Counter counter : counters.values()) {
            Counter.Snapshot snapshot = counter.snapshot();
            models.add(new ModelSummary(
                    counter.model.alias(),
                    counter.model.provider(),
                    counter.identityIfAsked(),
                    snapshot.made + snapshot.reused,
                    snapshot.usageMade.plus(snapshot.usageReused),
                    new Money(
                            snapshot.costMade.amount().add(snapshot.costReused.amount()), snapshot.costMade.currency()),
                    counter.model.price()));
        }
        return models;
    }

    /// What canaries say, of the models that were asked.
    List<CanarySummary> canaries() throws InterruptedException {
        List<CanarySummary> summaries = new ArrayList<>();
        for (Canaries each : canaries.values()) {
            each.summary().ifPresent(summaries::add);
        }
        return summaries;
    }

    List<PromptReference> prompts() {
        return prompts.values().stream()
                .sorted(Comparator.comparing(PromptReference::id).thenComparing(PromptReference::sha256))
                .toList();
    }

    private String currency() {
        return counters.values().stream()
                .flatMap(counter -> counter.model.price().stream())
                .map(Price::currency)
                .findFirst()
                .orElse("USD");
    }
}
