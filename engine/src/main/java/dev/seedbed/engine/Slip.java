package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.BatchService.Letter;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.JournalledCall.Failed;
import dev.seedbed.api.run.JournalledCall.Lost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One question on its way in a batch, and who waits for what comes of it. What changes is guarded by the lock of
/// its [BatchDesk].
final class Slip {
    final Request request;
    final Purse.Most most;
    final CompletableFuture<JournalledCall> answer = new CompletableFuture<>();
    BatchLog.Question question;
    /// Null for one that an earlier start sent, until it is to be sent again.
    @Nullable
    Letter letter;

    boolean isAwaited;
    /// Of whoever asked last: one that an earlier start sent may have been asked under another name.
    volatile String alias;

    Slip(BatchLog.Question question, Request request, @Nullable Letter letter, Price price) {
        this.question = question;
        this.alias = question.alias();
        this.request = request;
        this.letter = letter;
        this.most = new Purse.Most(question.mostInput(), question.mostOutput(), price);
    }

    JournalledCall answered(String identity, Answered answered, Instant sent, Duration took) {
        return call(
                identity, answered, most.price().of(answered.reply().usage()).amount(), sent, took);
    }

    JournalledCall failed(String identity, CallFailedException failure, Instant sent, Duration took) {
        Failed failed = new Failed(
                String.valueOf(failure.getMessage()), failure.status().orElse(0), failure.body());
        return call(identity, failed, most.price().of(Usage.NONE).amount(), sent, took);
    }

    private JournalledCall call(
            String identity, JournalledCall.Result result, BigDecimal cost, Instant sent, Duration took) {
        return new JournalledCall(
                question.key(),
                alias,
                identity,
                question.step(),
                question.sample(),
                question.request(),
                question.seed(),
                question.attempt(),
                question.prompt(),
                result,
                new Money(cost, most.price().currency()),
                // What a batch does not answer it does not charge.
                Lost.NONE,
                sent,
                took,
                question.tries() + 1);
    }
}
