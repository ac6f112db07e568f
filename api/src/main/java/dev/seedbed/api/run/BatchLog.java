package dev.seedbed.api.run;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.setting.PromptReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The batches that were submitted, or were about to be, and whose answers are not all in the journal yet. Durable
/// as the journal is, and beside it: a run that was killed finds here what it has paid for.
///
/// ```java
/// log.intend(batch);                     // before it is submitted
/// log.submitted(batch.name(), id);       // when the endpoint has taken it
/// log.close(batch.name());               // when all its answers are in the journal
/// ```
///
/// Thread-safe. Each call returns when what it says would survive the death of the process.
public interface BatchLog {
    /// Those that are not closed, the oldest first.
    List<Batch> open();

    void intend(Batch batch);

    /// @param id the endpoint's own
    void submitted(String name, String id);

    void close(String name);

    /// A batch.
    ///
    /// @param name our own
    /// @param identity of the endpoint that it is for
    /// @param id the endpoint's own; empty if it is not known whether it was taken
    /// @param intended when it was about to be submitted
    /// @param price of its calls
    record Batch(
            String name,
            String identity,
            Optional<String> id,
            Instant intended,
            Price price,
            List<Question> questions) {
        public Batch {
            questions = List.copyOf(questions);
        }

        public Batch withId(String newId) {
            return new Batch(name, identity, Optional.of(newId), intended, price, questions);
        }
    }

    /// One question of a batch: all that the journal is to know of its call but what came of it.
    ///
    /// @param mostInput tokens that are set aside for it
    /// @param mostOutput tokens that are set aside for it
    /// @param tries how often it was asked before
    record Question(
            Hash key,
            String alias,
            String step,
            String sample,
            String request,
            int seed,
            int attempt,
            Optional<PromptReference> prompt,
            long mostInput,
            long mostOutput,
            int tries) {
        public Question triedAgain() {
            return new Question(
                    key, alias, step, sample, request, seed, attempt, prompt, mostInput, mostOutput, tries + 1);
        }
    }
}
