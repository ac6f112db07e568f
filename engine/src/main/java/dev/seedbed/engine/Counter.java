package dev.seedbed.engine;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.JournalledCall.Answered;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What was asked of one model, and what that took.
final class Counter {
    final ModelBinding model;
    final Lane lane;

    private final KeySet counted = new KeySet();
    private volatile @Nullable String identity;
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

    Counter(ModelBinding model, Lane lane) {
        this.model = model;
        this.lane = lane;
    }

    Price price() {
        return model.price().orElse(Price.FREE);
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
