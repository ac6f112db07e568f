package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A journal that lives as long as the test.
final class MemoryJournal implements Journal {
    private final Map<Hash, JournalledCall> calls = new ConcurrentHashMap<>();
    private final AtomicInteger appended = new AtomicInteger();

    final BatchFake.Log log = new BatchFake.Log();

    @Override
    public Optional<BatchLog> batches() {
        return Optional.of(log);
    }

    int appended() {
        return appended.get();
    }

    /// The one call there is.
    JournalledCall only() {
        return calls.values().iterator().next();
    }

    Collection<JournalledCall> calls() {
        return calls.values();
    }

    @Override
    public Optional<JournalledCall> find(Hash key) {
        return Optional.ofNullable(calls.get(key));
    }

    @Override
    public void append(JournalledCall call) {
        calls.put(call.key(), call);
        appended.incrementAndGet();
    }

    @Override
    public long size() {
        return appended.get();
    }

    @Override
    public Spent spent() {
        long answered = 0;
        long lost = 0;
        Usage usage = Usage.NONE;
        BigDecimal cost = BigDecimal.ZERO;
        for (JournalledCall call : calls.values()) {
            if (call.result() instanceof JournalledCall.Answered(var reply)) {
                answered++;
                usage = usage.plus(reply.usage());
            }
            cost = cost.add(call.cost().amount()).add(call.lost().money());
            lost += call.lost().tokens();
        }
        return new Spent(answered, usage, List.of(new Money(cost, "USD")), lost);
    }

    @Override
    public void close() {}
}
