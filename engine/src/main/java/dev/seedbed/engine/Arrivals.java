package dev.seedbed.engine;

import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.engine.BatchDesk.SentBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What comes of the questions of one batch, by the ids they were posted under, in whatever order and however often.
///
/// The remedies are those of single calls: what is the request's own fault fails at once, what may be better next
/// time goes into another batch, `retries` times. Answers are journalled many at once, so that they share commits.
final class Arrivals implements BatchService.Taker {
    private static final int PIECE = 500;

    private final BatchClerk clerk;
    private final SentBatch sent;
    private final int retries;
    private final List<Arrived> waiting = new ArrayList<>();
    private final List<Slip> again = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private CallFailedException lastFailure = silence();
    private Optional<CallFailedException> stopping = Optional.empty();
    private long answers;
    private boolean isOver;
    private boolean isWordless = true;

    private record Arrived(Slip slip, BatchService.Outcome outcome) {}

    /// One that failed as often as it may, if it is not the endpoint that is to blame.
    record Suspect(Slip slip, CallFailedException failure) {}

    Arrivals(BatchClerk clerk, SentBatch sent, int retries) {
        this.clerk = clerk;
        this.sent = sent;
        this.retries = retries;
    }

    @Override
    public void take(String posted, BatchService.Outcome outcome) throws InterruptedException {
        Slip slip = sent.slips.remove(posted);
        if (slip == null) {
            return;
        }
        isWordless = false;
        waiting.add(new Arrived(slip, outcome));
        if (waiting.size() >= PIECE) {
            settle();
        }
    }

    /// All has come that will. What was not mentioned is as if it had broken off, whatever came of others.
    void finish() throws InterruptedException {
        settle();
        isOver = true;
        for (Slip slip : List.copyOf(sent.slips.values())) {
            brokeOff(slip, silence());
        }
        sent.slips.clear();
    }

    /// The endpoint has the batch no longer: what has not come by now was never told.
    void isGone(CallFailedException failure) throws InterruptedException {
        settle();
        lastFailure = failure;
        again.addAll(sent.slips.values());
        sent.slips.clear();
    }

    private static CallFailedException silence() {
        return new CallFailedException(Remedy.RETRY, "the batch ended without a word about the request");
    }

    private void settle() throws InterruptedException {
        List<Arrived> piece = List.copyOf(waiting);
        waiting.clear();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> kept = new ArrayList<>();
            for (Arrived arrived : piece) {
                switch (arrived.outcome) {
                    case BatchService.Answered answered -> {
                        answers++;
                        kept.add(threads.submit(() -> {
                            clerk.keepAnswered(sent, arrived.slip, answered);
                            return null;
                        }));
                    }
                    case BatchService.Failed(CallFailedException failure) -> failed(arrived.slip, failure);
                    case BatchService.Unasked(String why) -> {
                        lastFailure = new CallFailedException(Remedy.RETRY, why);
                        again.add(arrived.slip);
                    }
                }
            }
            for (Future<?> each : kept) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }

    private void failed(Slip slip, CallFailedException failure) throws InterruptedException {
        lastFailure = failure;
        switch (failure.remedy()) {
            case GIVE_UP -> {
                answers++;
                clerk.keepRefused(sent, slip, failure);
            }
            case STOP_RUN -> {
                // The others are paid for: they are taken in before the run stops.
                stopping = stopping.isPresent() ? stopping : Optional.of(failure);
                again.add(slip);
            }
            case SLOW_DOWN, UNREACHABLE -> again.add(slip);
            case RETRY -> brokeOff(slip, failure);
        }
    }

    private void brokeOff(Slip slip, CallFailedException failure) {
        if (slip.question.tries() >= retries) {
            suspects.add(new Suspect(slip, failure));
        } else {
            slip.question = slip.question.triedAgain();
            again.add(slip);
        }
    }

    List<Slip> again() {
        return again;
    }

    List<Suspect> suspects() {
        return suspects;
    }

    CallFailedException lastFailure() {
        return lastFailure;
    }

    /// The first failure that says that the model cannot be used.
    Optional<CallFailedException> stopping() {
        return stopping;
    }

    /// Whether the batch was completed with no word about any of its questions.
    boolean isWordless() {
        return isOver && isWordless;
    }

    /// Whether nothing was answered.
    boolean isFruitless() {
        return answers == 0 && suspects.isEmpty();
    }
}
