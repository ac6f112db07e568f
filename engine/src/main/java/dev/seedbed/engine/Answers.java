package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// Where the answer to a question comes from: the journal, a call that is being made for another sample, or a call
/// of its own. Thread-safe.
final class Answers {
    private final Journal journal;
    private final boolean retryFailed;
    private final Recall recall;
    private final Map<Hash, CompletableFuture<JournalledCall>> asked = new ConcurrentHashMap<>();

    /// @param retryFailed whether a failure in the journal counts as nothing
    /// @param recall how long nothing but the journal answers
    Answers(Journal journal, boolean retryFailed, Recall recall) {
        this.journal = journal;
        this.retryFailed = retryFailed;
        this.recall = recall;
    }

    /// What came of a question.
    ///
    /// @param isReused whether no call was made for it now
    record Obtained(JournalledCall call, boolean isReused) {}

    interface Calling {
        JournalledCall call() throws InterruptedException;
    }

    /// From the journal, or from whoever asks the same at this moment, or by a call.
    Obtained obtain(Question question, Calling calling) throws InterruptedException {
        Optional<JournalledCall> known = known(question);
        if (known.isEmpty()) {
            recall.awaitEnd();
        }
        while (known.isEmpty()) {
            CompletableFuture<JournalledCall> mine = new CompletableFuture<>();
            CompletableFuture<JournalledCall> other = asked.putIfAbsent(question.key(), mine);
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
                asked.remove(question.key());
                mine.cancel(false);
            }
        }
        return new Obtained(known.get(), true);
    }

    private Optional<JournalledCall> known(Question question) {
        return find(question.key()).filter(question::counts);
    }

    Optional<JournalledCall> find(Hash key) {
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
}
