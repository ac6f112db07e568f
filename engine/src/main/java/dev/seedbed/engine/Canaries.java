package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Failed;
import dev.seedbed.api.run.JournalledCall.Lost;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunSummary.CanaryOccasion;
import dev.seedbed.api.run.RunSummary.CanarySummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.engine.Health.Substitute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The canary of one model: asks its fixed prompts before the first call that is really made, and again after
/// every so many, and compares what comes with the first occasion that the journal knows.
///
/// Occasions are numbered on from those in the journal, and the number is part of the key: so each start that
/// pays for anything asks anew, one that was killed in the middle of an occasion goes on with it, and none pays
/// for an answered prompt again. At the first occasion of a start all wait; at later ones only the call that is
/// due. Thread-safe.
final class Canaries {
    private static final String STEP = "canary";
    private static final int SEED = 7;

    private final Canary canary;
    private final Counter counter;
    private final Journal journal;
    private final StopSignal stopSignal;
    private final Clock clock;
    private final Watch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong calls = new AtomicLong();
    private final List<CanaryOccasion> occasions = new ArrayList<>();
    /// The number of the last occasion, whether all was answered or not.
    private int last;
    private boolean isRead;
    private volatile boolean hasBegun;

    Canaries(Canary canary, Counter counter, Journal journal, StopSignal stopSignal, Clock clock, Watch watch) {
        this.canary = canary;
        this.counter = counter;
        this.journal = journal;
        this.stopSignal = stopSignal;
        this.clock = clock;
        this.watch = watch;
    }

    /// To be told before a call is made.
    ///
    /// @param call whose turn it is; the worker is about to ask it
    /// @throws StoppedException if the model has changed and that is to stop the run
    /// @throws EndpointDownException if the endpoint is out of order, and there is a substitute
    void before(RunEvent.Call call, Substitute substitute, Crew.Worker worker) throws InterruptedException {
        long count = calls.getAndIncrement();
        if (!isDue(count)) {
            return;
        }
        lock.lockInterruptibly();
        try {
            if (!isDue(count)) {
                return;
            }
            stopSignal.check();
            read();
            worker.asks(new RunEvent.Call(
                    call.model(),
                    call.provider(),
                    call.name(),
                    RunEvent.Operation.CHAT,
                    STEP,
                    call.sample(),
                    call.candidate()));
            ask(call, substitute, worker);
            hasBegun = true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue(long count) {
        return !hasBegun || (count > 0 && count % canary.every() == 0);
    }

    /// What is known of the model; empty if it never was asked.
    Optional<CanarySummary> summary() throws InterruptedException {
        if (counter.identityIfAsked().isEmpty()) {
            return Optional.empty();
        }
        lock.lockInterruptibly();
        try {
            read();
            return occasions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CanarySummary(counter.model.alias(), occasions));
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        while (!isRead) {
            List<JournalledCall> known = new ArrayList<>();
            for (Canary.Prompt prompt : canary.prompts()) {
                journal.find(key(prompt, last + 1)).ifPresent(known::add);
            }
            if (known.size() == canary.prompts().size()) {
                note(known);
            } else {
                isRead = true;
            }
        }
    }

    private void ask(RunEvent.Call call, Substitute substitute, Crew.Worker worker) throws InterruptedException {
        int number = last + 1;
        List<JournalledCall> answers = new ArrayList<>();
        for (Canary.Prompt prompt : canary.prompts()) {
            Optional<JournalledCall> known = journal.find(key(prompt, number));
            answers.add(known.isPresent() ? known.get() : ask(prompt, number, call, substitute, worker));
        }
        if (!note(answers)) {
            return;
        }
        CanaryOccasion now = occasions.getLast();
        List<String> changed = now.differsFrom(occasions.getFirst());
        if (canary.isStopping() && !changed.isEmpty()) {
            stopSignal.stop(
                    End.UNUSABLE,
                    "the model '" + counter.model.alias() + "' is not what it was at "
                            + occasions.getFirst().at() + ": changed are its " + String.join(", ", changed)
                            + "; look at the rows before you go on: `on-change: warn` takes the model as it is",
                    null);
            throw new StoppedException();
        }
    }

    /// An occasion counts only if all was answered: a failure says nothing of what the model is.
    private boolean note(List<JournalledCall> answers) {
        last++;
        boolean isWhole = answers.stream().allMatch(call -> call.result() instanceof Answered);
        if (isWhole) {
            occasions.add(occasion(answers));
        }
        return isWhole;
    }

    private JournalledCall ask(
            Canary.Prompt prompt, int number, RunEvent.Call call, Substitute substitute, Crew.Worker worker)
            throws InterruptedException {
        Instant started = clock.instant();
        AtomicReference<@Nullable JournalledCall> kept = new AtomicReference<>();
        try {
            counter.lane.ask(
                    new Lane.Asked(
                            request(prompt),
                            SEED,
                            call.candidate(),
                            worker,
                            counter::hasReused,
                            false,
                            substitute,
                            () -> {}),
                    answer -> kept.set(keep(journalled(
                            prompt,
                            number,
                            call,
                            new Answered(answer.reply()),
                            counter.price().of(answer.reply().usage()),
                            answer.lost(),
                            started,
                            answer.took(),
                            answer.tries()))));
        } catch (Lane.NoAnswerException e) {
            Failed failed = new Failed(
                    String.valueOf(e.getMessage()),
                    e.failure().status().orElse(0),
                    e.failure().body());
            kept.set(keep(journalled(
                    prompt,
                    number,
                    call,
                    failed,
                    counter.price().of(Usage.NONE),
                    e.lost(),
                    started,
                    e.took(),
                    e.tries())));
        }
        JournalledCall made = kept.get();
        if (made == null) {
            throw new StoppedException();
        }
        counter.made(made);
        worker.call().ifPresent(event -> watch.called(event, made, false));
        return made;
    }

    private JournalledCall keep(JournalledCall call) throws InterruptedException {
        journal.append(call);
        return call;
    }

    private JournalledCall journalled(
            Canary.Prompt prompt,
            int number,
            RunEvent.Call call,
            JournalledCall.Result result,
            Money cost,
            Lost lost,
            Instant started,
            Duration took,
            int tries) {
        return new JournalledCall(
                key(prompt, number),
                counter.model.alias(),
                counter.identity(),
                STEP,
                call.sample(),
                Json.canonical(request(prompt).asMap()),
                SEED,
                number,
                Optional.of(new PromptReference(prompt.id(), prompt.version(), Hash.sha256Of(prompt.text()))),
                result,
                cost,
                lost,
                started,
                took,
                tries);
    }

    private Hash key(Canary.Prompt prompt, int number) {
        return Hash.of(
                "canary 1",
                counter.model.alias(),
                counter.identity(),
                Json.canonical(request(prompt).asMap()),
                Integer.toString(number));
    }

    private Request request(Canary.Prompt prompt) {
        Sampling sampling = Sampling.of(0, canary.maxTokens());
        return counter.model.endpoint().capabilities().contains(Capability.CHAT)
                ? Request.chat(List.of(Message.user(prompt.text())), sampling)
                : Request.raw(prompt.text(), sampling);
    }

    private CanaryOccasion occasion(List<JournalledCall> calls) {
        TreeSet<String> versions = new TreeSet<>();
        TreeSet<String> fingerprints = new TreeSet<>();
        List<String> answers = new ArrayList<>();
        for (JournalledCall call : calls) {
            switch (call.result()) {
                case Answered(Reply reply) -> {
                    reply.model().ifPresent(versions::add);
                    reply.fingerprint().ifPresent(fingerprints::add);
                    answers.add(reply.text());
                }
                case Failed _ -> {}
            }
        }
        return new CanaryOccasion(
                calls.getFirst().attempt(),
                calls.getFirst().started(),
                calls.getFirst().sample(),
                String.join(", ", versions),
                String.join(", ", fingerprints),
                Hash.of(answers.toArray(String[]::new)).toString());
    }
}
