package dev.seedbed.engine;

import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Failed;
import dev.seedbed.engine.Health.Substitute;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Makes the call for a question that has no answer yet: its model's canary first if that is due, then in a batch or
/// by the model's lane, and what came of it into the journal. Thread-safe.
final class Caller {
    private final Journal journal;
    private final BatchDesks batches;
    private final Map<String, Canaries> canaries;
    private final Clock clock;

    Caller(Journal journal, BatchDesks batches, Map<String, Canaries> canaries, Clock clock) {
        this.journal = journal;
        this.batches = batches;
        this.canaries = Map.copyOf(canaries);
        this.clock = clock;
    }

    /// @param heat of the race that it is part of
    JournalledCall call(Question question, Substitute substitute, Race.Heat heat, Crew.Worker worker)
            throws InterruptedException {
        Counter counter = question.counter();
        Canaries canary = canaries.get(counter.model.alias());
        if (canary != null) {
            canary.before(question.event(counter), substitute, worker);
        }
        Optional<BatchDesk> batch = batches.deskFor(counter.model.alias(), question.key());
        if (batch.isPresent()) {
            return batch.get().ask(question.posted(), question.ask().request(), counter::hasReused, worker);
        }
        worker.asks(question.event(counter));
        AtomicReference<@Nullable JournalledCall> kept = new AtomicReference<>();
        Instant started = clock.instant();
        try {
            counter.ask(
                    new Lane.Asked(
                            question.ask().request(),
                            question.seed(),
                            question.candidate(),
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
}
