package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import dev.seedbed.api.run.RunEvent.Operation;
import dev.seedbed.api.run.RunSummary.Structured;
import dev.seedbed.api.step.JsonReplies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was asked of one model, and what that took.
final class Counter {
    final ModelBinding model;
    final Lane lane;

    private final Optional<TextBatches> batches;
    private final ErrorBrake brake;
    private final KeySet counted = new KeySet();
    private volatile @Nullable String identity;
    private final Map<String, Map<JsonReplies.Rung, Long>> structured = new TreeMap<>();
    private long made;
    private long reused;
    private long failed;
    private Usage usageMade = Usage.NONE;
    private Usage usageReused = Usage.NONE;
    private BigDecimal costMade = BigDecimal.ZERO;
    private BigDecimal costReused = BigDecimal.ZERO;

    static final class Snapshot {
        final long made;
        final long reused;
        final long failed;
        final Usage usageMade;
        final Usage usageReused;
        final Money costMade;
        final Money costReused;

        private Snapshot(Counter counter) {
            String currency = counter.price().currency();
            made = counter.made;
            reused = counter.reused;
            failed = counter.failed;
            usageMade = counter.usageMade;
            usageReused = counter.usageReused;
            costMade = new Money(counter.costMade, currency);
            costReused = new Money(counter.costReused, currency);
        }
    }

    /// @param batches how texts go, if the model embeds
    Counter(ModelBinding model, Lane lane, Optional<TextBatches> batches, ErrorBrake brake) {
        this.model = model;
        this.lane = lane;
        this.batches = batches;
        this.brake = brake;
    }

    /// The request as the journal keeps it and its key is made of. A text to embed is nothing but the text.
    Map<String, ?> asJson(Request request) {
        return batches.isPresent() && request.input() instanceof Request.Raw(String text)
                ? Map.of("embed", text)
                : request.asMap();
    }

    /// What a request asks for.
    Operation operation(Request request) {
        if (batches.isPresent()) {
            return Operation.EMBEDDING;
        }
        return switch (request.input()) {
            case Request.Chat _ -> Operation.CHAT;
            case Request.Raw _ -> Operation.CONTINUATION;
        };
    }

    /// As [Lane#ask].
    void ask(Lane.Asked asked, Lane.Keeper keeper) throws Lane.NoAnswerException, InterruptedException {
        if (batches.isPresent()) {
            batches.get().ask(asked, keeper);
        } else {
            lane.ask(asked, keeper);
        }
    }

    Price price() {
        return model.priceOrFree();
    }

    ErrorBrake brake() {
        return brake;
    }

    /// Whether the journal had answers of it.
    synchronized boolean hasReused() {
        return reused > 0;
    }

    /// Asked for once: a local model hashes or fetches its file for it.
    String identity() {
        String known = identity;
        if (known == null) {
            known = model.endpoint().identity();
            identity = known;
        }
        return known;
    }

    String identityIfAsked() {
        String known = identity;
        return known == null ? "" : known;
    }

    /// A reply was to be held to a schema.
    synchronized void structured(String step, JsonReplies.Rung rung) {
        structured
                .computeIfAbsent(step, _ -> new EnumMap<>(JsonReplies.Rung.class))
                .merge(rung, 1L, Long::sum);
    }

    synchronized List<Structured> structured() {
        List<Structured> all = new ArrayList<>();
        structured.forEach(
                (step, byRung) -> byRung.forEach((rung, calls) -> all.add(new Structured(step, rung, calls))));
        return all;
    }

    synchronized void made(JournalledCall call) {
        made++;
        counted.add(call.key());
        costMade = costMade.add(call.cost().amount());
        if (call.result() instanceof Answered answered) {
            usageMade = usageMade.plus(answered.reply().usage());
        } else {
            failed++;
        }
    }

    /// A call that several samples share was paid for once.
    synchronized void reused(JournalledCall call) {
        reused++;
        if (!counted.add(call.key())) {
            return;
        }
        costReused = costReused.add(call.cost().amount());
        if (call.result() instanceof Answered answered) {
            usageReused = usageReused.plus(answered.reply().usage());
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(this);
    }
}
