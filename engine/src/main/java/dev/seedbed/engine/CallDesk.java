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
import dev.seedbed.api.run.BatchLog;
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
import dev.seedbed.engine.Health.Substitute;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where every question to a model goes: looks for the answer in the journal, shares the call if the same
/// question is being asked, else sets the budget aside, asks, and hands the answer out only when it is in the
/// journal.
final class CallDesk {
    private final long seed;
    private final boolean retryFailed;
    private final boolean failsOver;
    private final Journal journal;
    private final StopSignal stopSignal;
    private final Crew crew;
    private final Purse purse;
    private final Clock clock;
    private final Watch watch;
    private final BatchDesks batches;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Canaries> canaries = new LinkedHashMap<>();
    private final Map<String, ModelGroup> groups;
    private final Map<Hash, CompletableFuture<JournalledCall>> asked = new ConcurrentHashMap<>();
    private final Map<String, PromptReference> prompts = new ConcurrentHashMap<>();

    /// A call as its sample's ledger entry needs it.
    record Result(Reply reply, Hash key, Money cost) {}

    /// What is asked, of whom, and for whom.
    ///
    /// @param earlier the aliases that it was put to before, or is in any case
    private record Question(
            Counter counter,
            Hash key,
            String step,
            long candidate,
            SampleId sample,
            Ask ask,
            String request,
            int seed,
            List<String> earlier) {
        /// Whether what is known of its key is an answer to it: where several models of one identity may answer,
        /// that an earlier one did not says nothing of this one.
        boolean counts(JournalledCall call) {
            return call.result() instanceof Answered || !earlier.contains(call.alias());
        }

        /// What a try of it may cost at most.
        Lost most() {
            return counter.lane.most(ask.request()).asLost();
        }

        BatchLog.Question posted() {
            return new BatchLog.Question(
                    key,
                    counter.model.alias(),
                    step,
                    sample.toString(),
                    request,
                    seed,
                    ask.attempt(),
                    ask.prompt(),
                    counter.model.endpoint().mostInputTokens(ask.request()),
                    ask.request().sampling().maxTokens(),
                    0);
        }

        RunEvent.Call event() {
            return new RunEvent.Call(
                    counter.model.alias(),
                    counter.model.provider(),
                    counter.model.name(),
                    counter.operation(ask.request()),
                    step,
                    sample.toString(),
                    candidate);
        }

        JournalledCall journalled(
                JournalledCall.Result result, Money cost, Lost lost, Instant started, Duration took, int tries) {
            return new JournalledCall(
                    key,
                    counter.model.alias(),
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

    CallDesk(RunPlan plan, Journal journal, StopSignal stopSignal, Crew crew, Clock clock, Watch watch) {
        this.seed = plan.seed();
        this.retryFailed = plan.retryFailed();
        this.failsOver = plan.failsOver();
        this.journal = journal;
        this.stopSignal = stopSignal;
        this.crew = crew;
        this.clock = clock;
        this.watch = watch;
        this.purse = new Purse(
                plan.caps(),
                plan.caps().countsThePast() ? journal.spent() : new Journal.Spent(0, Usage.NONE, List.of(), 0),
                stopSignal,
                clock);
        this.groups = plan.groups().stream().collect(Collectors.toMap(ModelGroup::alias, group -> group));
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
        this.batches = new BatchDesks(plan, journal, purse, stopSignal, clock, this::find);
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
        ask.prompt().ifPresent(prompt -> prompts.putIfAbsent(prompt.id() + " " + prompt.sha256(), prompt));
        Draw draw = ask.request().sampling().isRandom()
                ? Draw.of(seed, sample, step, ask.n(), ask.attempt())
                : Draw.greedy(ask.attempt());
        List<Question> questions = new ArrayList<>(1);
        for (Counter counter : counters(ask.model().alias(), sample)) {
            List<String> earlier = questions.stream()
                    .map(question -> question.counter.model.alias())
                    .toList();
            questions.add(question(counter, step, candidate, sample, ask, draw, earlier));
        }
        return questions.size() == 1
                ? ask(questions.getFirst(), Substitute.NONE, Optional.empty(), worker)
                : askInOrder(questions, hedge(ask.model().alias(), questions), worker);
    }

    private Question question(
            Counter counter, String step, long candidate, SampleId sample, Ask ask, Draw draw, List<String> earlier) {
        String request = Json.canonical(counter.asJson(ask.request()));
        Hash key = Hash.of("call 1", counter.identity(), request, Long.toHexString(draw.value()));
        return new Question(counter, key, step, candidate, sample, ask, request, draw.endpointSeed(), earlier);
    }

    /// Whom a question about a sample is put to, in order.
    private List<Counter> counters(String alias, SampleId sample) {
        ModelGroup group = groups.get(alias);
        if (group != null) {
            List<Counter> members = new ArrayList<>();
            for (String member : group.inOrder(seed, sample)) {
                members.addAll(counters(member, sample));
            }
            return members;
        }
        Counter counter = counters.get(alias);
        if (counter == null) {
            throw new IllegalStateException("a step asks the model '" + alias + "', which the run does not have");
        }
        return List.of(counter);
    }

    /// Whom a question is put to as well when its endpoint takes long.
    private record Hedge(Question question, Duration after) {}

    private Optional<Hedge> hedge(String alias, List<Question> questions) {
        return groups.get(alias) instanceof ModelGroup.FirstOf group
                ? group.hedgeAfter().map(after -> new Hedge(questions.get(1), after))
                : Optional.empty();
    }

    /// Of whatever endpoint there is an answer, it is not paid for again. Else the next is asked when one is down,
    /// or does not answer this question.
    private Result askInOrder(List<Question> questions, Optional<Hedge> hedge, Crew.Worker worker)
            throws InterruptedException {
        for (Question question : questions) {
            Optional<JournalledCall> known = find(question.key).filter(call -> call.result() instanceof Answered);
            if (known.isPresent()) {
                Counter counter = counter(question, known.get());
                counter.reused(known.get());
                told(counter, question, known.get(), true);
                return result(known.get());
            }
        }
        if (!failsOver) {
            return ask(questions.getFirst(), Substitute.NONE, Optional.empty(), worker);
        }
        List<String> before = new ArrayList<>();
        Lost lost = Lost.NONE;
        for (int i = 0; ; i++) {
            boolean isLast = i == questions.size() - 1;
            try {
                Substitute substitute = new Substitute(!isLast, String.join("; ", before), lost);
                return ask(questions.get(i), substitute, i == 0 ? hedge : Optional.empty(), worker);
            } catch (EndpointDownException down) {
                lost = down.lost();
                before.add(String.valueOf(down.getMessage()));
            } catch (SampleFailedException failed) {
                if (isLast) {
                    throw before.isEmpty() ? failed : failed.after(before);
                }
                lost = Lost.NONE;
                before.add(failed.explanation());
            }
        }
    }

    private Result ask(Question question, Substitute substitute, Optional<Hedge> hedge, Crew.Worker worker)
            throws InterruptedException {
        Obtained obtained = obtain(
                question,
                () -> hedge.isPresent()
                        ? race(question, hedge.get(), substitute)
                        : call(question, substitute, Race.Heat.ALONE, worker));
        JournalledCall call = obtained.call;
        Counter counter = counter(question, call);
        if (obtained.isReused) {
            counter.reused(call);
        } else {
            counter.made(call);
        }
        told(counter, question, call, obtained.isReused);
        brake(counter, call, substitute);
        return result(call);
    }

    private record Obtained(JournalledCall call, boolean isReused) {}

    private interface Calling {
        JournalledCall call() throws InterruptedException;
    }

    /// From the journal, or from whoever asks the same at this moment, or by a call.
    private Obtained obtain(Question question, Calling calling) throws InterruptedException {
        Optional<JournalledCall> known = known(question);
        while (known.isEmpty()) {
            CompletableFuture<JournalledCall> mine = new CompletableFuture<>();
            CompletableFuture<JournalledCall> other = asked.putIfAbsent(question.key, mine);
            if (other != null) {
                known = await(other).filter(question::counts);
                continue;
            }
            try {
                // It may have been answered between the look and the claim.
                known = known(question);
                JournalledCall call = known.isPresent() ? known.get() : calling.call();
                mine.complete(call);
                return new Obtained(call, known.isPresent());
            } finally {
                asked.remove(question.key);
                mine.cancel(false);
            }
        }
        return new Obtained(known.get(), true);
    }

    private JournalledCall race(Question question, Hedge hedge, Substitute substitute) throws InterruptedException {
        Question second = hedge.question;
        Substitute other = new Substitute(true, "", Lost.NONE);
        // Two places of the same model have one key, which is claimed already.
        boolean isSame = second.key.equals(question.key);
        return new Race(crew, hedge.after)
                .run(
                        (heat, worker) -> call(question, substitute, heat, worker),
                        question.most(),
                        (heat, worker) -> isSame
                                ? call(second, other, heat, worker)
                                : obtain(second, () -> call(second, other, heat, worker)).call,
                        second.most());
    }

    private void told(Counter counter, Question question, JournalledCall call, boolean isReused) {
        question.ask.rung().ifPresent(rung -> counter.structured(question.step, rung));
        watch.called(question.event(), call, isReused);
    }

    /// Whose call it was, of those that may answer this question. An alias in the journal may be an old one.
    private Counter counter(Question question, JournalledCall call) {
        Counter counter = counters.get(call.alias());
        return counter != null && counter.identityIfAsked().equals(call.identity()) ? counter : question.counter;
    }

    private Optional<JournalledCall> known(Question question) {
        return find(question.key).filter(question::counts);
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

    private JournalledCall call(Question question, Substitute substitute, Race.Heat heat, Crew.Worker worker)
            throws InterruptedException {
        Counter counter = question.counter;
        Canaries canary = canaries.get(counter.model.alias());
        if (canary != null) {
            canary.before(question.event(), substitute, worker);
        }
        Optional<BatchDesk> batch = batches.deskFor(counter.model.alias(), question.key);
        if (batch.isPresent()) {
            return batch.get().ask(question.posted(), question.ask.request(), counter::hasReused, worker);
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
                            false,
                            substitute,
                            heat::sent),
                    answer -> {
                        if (!heat.wins()) {
                            return;
                        }
                        Reply reply = answer.reply();
                        kept.set(keep(question.journalled(
                                new Answered(reply),
                                counter.price().of(reply.usage()),
                                answer.lost().plus(heat.beside()),
                                started,
                                answer.took(),
                                answer.tries())));
                    });
        } catch (Lane.NoAnswerException e) {
            if (heat.isOver()) {
                throw new StoppedException();
            }
            Failed failed = new Failed(
                    String.valueOf(e.getMessage()),
                    e.failure().status().orElse(0),
                    e.failure().body());
            kept.set(keep(question.journalled(
                    failed, counter.price().of(Usage.NONE), e.lost(), started, e.took(), e.tries())));
        }
        JournalledCall call = kept.get();
        if (call == null) {
            // The other was first. This reply is paid for, and of no use.
            throw new StoppedException();
        }
        return call;
    }

    private JournalledCall keep(JournalledCall call) throws InterruptedException {
        journal.append(call);
        return call;
    }

    /// Stops the run if too many of a model's calls fail for good or, if another stands in, the use of that model.
    private void brake(Counter counter, JournalledCall call, Substitute substitute) {
        Optional<String> tooMany = counter.brake().note(call.result() instanceof Failed);
        if (tooMany.isPresent() && call.result() instanceof Failed failed) {
            watch.braked(call.alias(), tooMany.get());
            String why =
                    tooMany.get() + " calls to the model '" + call.alias() + "' failed; the last: " + failed.message();
            if (substitute.isThere()) {
                counter.lane.goDown(why);
                return;
            }
            stopSignal.stop(
                    RunSummary.End.UNUSABLE,
                    why + "; mend the cause and give `--retry-failed`, or raise `max-error-rate`",
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
        return new Calls(made, reused, failed, tries + batches.tries());
    }

    long openCalls() {
        return batches.open()
                + counters.values().stream()
                        .mapToLong(counter -> counter.lane.openCalls())
                        .sum();
    }

    BatchDesks batches() {
        return batches;
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
                    counter.model.price(),
                    counter.structured()));
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
