package dev.seedbed.engine;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Failed;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.Calls;
import dev.seedbed.api.run.RunSummary.CanarySummary;
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
import java.util.concurrent.ConcurrentHashMap;

/// Where every question to a model goes: looks for the answer in the journal, shares the call if the same
/// question is being asked, else sets the budget aside, asks, and hands the answer out only when it is in the
/// journal.
final class CallDesk {
    private final long seed;
    private final boolean failsOver;
    private final StopSignal stopSignal;
    private final Crew crew;
    private final Watch watch;
    private final Clock clock;
    private final BatchDesks batches;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Canaries> canaries = new LinkedHashMap<>();
    private final Members members;
    private final Answers answers;
    private final Caller caller;
    private final Totals totals;
    private final Map<String, PromptReference> prompts = new ConcurrentHashMap<>();

    /// A call as its sample's ledger entry needs it.
    record Result(Reply reply, Hash key, Money cost) {}

    CallDesk(
            RunPlan plan,
            Journal journal,
            StopSignal stopSignal,
            Crew crew,
            Clock clock,
            Stopwatch stopwatch,
            Watch watch) {
        this.seed = plan.seed();
        this.failsOver = plan.failsOver();
        this.stopSignal = stopSignal;
        this.crew = crew;
        this.watch = watch;
        this.clock = clock;
        Purse purse = new Purse(
                plan.caps(),
                plan.caps().countsThePast() ? journal.spent() : new Journal.Spent(0, Usage.NONE, List.of(), 0),
                stopSignal,
                stopwatch);
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
        this.members = new Members(plan, counters);
        this.answers = new Answers(journal, plan.retryFailed(), crew.recall());
        this.totals = new Totals(counters.values());
        this.batches = new BatchDesks(plan, journal, purse, stopSignal, clock, answers::find);
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
        this.caller = new Caller(journal, batches, canaries, clock);
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
        String alias = ask.model().alias();
        if (!members.isGroup(alias)) {
            Question only = question(members.only(alias), step, candidate, sample, ask, draw, List.of());
            return ask(only, Substitute.NONE, Optional.empty(), worker);
        }
        List<Question> questions = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (Counter counter : members.inOrder(alias, sample)) {
            questions.add(question(counter, step, candidate, sample, ask, draw, List.copyOf(earlier)));
            earlier.add(counter.model.alias());
        }
        return questions.size() == 1
                ? ask(questions.getFirst(), Substitute.NONE, Optional.empty(), worker)
                : askInOrder(questions, hedge(alias, questions), worker);
    }

    /// Whom a question is put to as well when its endpoint takes long.
    private record Hedge(Question question, Duration after) {}

    private Optional<Hedge> hedge(String alias, List<Question> questions) {
        return members.hedgeAfter(alias).map(after -> new Hedge(questions.get(1), after));
    }

    private Question question(
            Counter counter, String step, long candidate, SampleId sample, Ask ask, Draw draw, List<String> earlier) {
        String request = Json.canonical(counter.asJson(ask.request()));
        Hash key = Hash.of("call 1", counter.identity(), request, Long.toHexString(draw.value()));
        return new Question(counter, key, step, candidate, sample, ask, request, draw.endpointSeed(), earlier);
    }

    /// Of whatever endpoint there is an answer, it is not paid for again. Else the next is asked when one is down,
    /// or does not answer this question.
    private Result askInOrder(List<Question> questions, Optional<Hedge> hedge, Crew.Worker worker)
            throws InterruptedException {
        for (Question question : questions) {
            Optional<JournalledCall> known =
                    answers.find(question.key()).filter(call -> call.result() instanceof Answered);
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
        Answers.Obtained obtained = answers.obtain(
                question,
                () -> hedge.isPresent()
                        ? race(question, hedge.get(), substitute)
                        : caller.call(question, substitute, Race.Heat.ALONE, worker));
        JournalledCall call = obtained.call();
        Counter counter = counter(question, call);
        if (obtained.isReused()) {
            counter.reused(call);
        } else {
            counter.made(call);
        }
        told(counter, question, call, obtained.isReused());
        brake(counter, call, substitute);
        return result(call);
    }

    private JournalledCall race(Question question, Hedge hedge, Substitute substitute) throws InterruptedException {
        Question second = hedge.question;
        Substitute other = new Substitute(true, "", Lost.NONE);
        // Two places of the same model have one key, which is claimed already.
        boolean isSame = second.key().equals(question.key());
        return new Race(crew, hedge.after)
                .run(
                        (heat, worker) -> caller.call(question, substitute, heat, worker),
                        question.most(),
                        (heat, worker) -> isSame
                                ? caller.call(second, other, heat, worker)
                                : answers.obtain(second, () -> caller.call(second, other, heat, worker))
                                        .call(),
                        second.most());
    }

    private void told(Counter counter, Question question, JournalledCall call, boolean isReused) {
        question.ask().rung().ifPresent(rung -> counter.structured(question.step(), rung));
        watch.called(question.event(counter), call, isReused);
    }

    /// Whose call it was, of those that may answer this question. An alias in the journal may be an old one.
    private Counter counter(Question question, JournalledCall call) {
        Counter counter = counters.get(call.alias());
        return counter != null && counter.identityIfAsked().equals(call.identity()) ? counter : question.counter();
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
        Calls calls = totals.calls();
        return new Calls(calls.made(), calls.reused(), calls.failed(), calls.tries() + batches.tries());
    }

    long openCalls() {
        return batches.open() + totals.openCalls();
    }

    /// What keeps the run waiting.
    List<Progress.Wait> waits() {
        List<Progress.Wait> waits = new ArrayList<>();
        counters.values().forEach(counter -> counter.lane.waits().ifPresent(waits::add));
        Instant now = clock.instant();
        batches.all().forEach(desk -> desk.waits(now).ifPresent(waits::add));
        return waits;
    }

    /// A sentence on each model that went down while another stood in.
    List<String> outages() {
        List<String> outages = new ArrayList<>();
        for (Counter counter : counters.values()) {
            if (counter.lane.downs() > 0) {
                outages.add(outage(counter));
            }
        }
        return outages;
    }

    private String outage(Counter counter) {
        long answered = answered(counter);
        List<String> others = members.behind(counter).stream()
                .filter(other -> answered(other) > 0)
                .map(other -> "'" + other.model.alias() + "' (" + Words.some(answered(other), "call") + " answered)")
                .toList();
        return "the model '" + counter.model.alias() + "' "
                + (answered == 0 ? "never answered" : "answered " + Words.some(answered, "call")) + " and went down "
                + Words.times(Math.toIntExact(counter.lane.downs())) + "; "
                + (others.isEmpty() ? "nobody stood in" : "in its place: " + String.join(", ", others));
    }

    private static long answered(Counter counter) {
        Counter.Snapshot snapshot = counter.snapshot();
        return snapshot.made - snapshot.failed;
    }

    Totals totals() {
        return totals;
    }

    BatchDesks batches() {
        return batches;
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
}
