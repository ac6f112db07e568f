package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The desks for batches of a run: one for each endpoint that takes batches and either is switched to them or has
/// some of an earlier start to answer for. Models of the same identity share one, as they share keys.
final class BatchDesks {
    private final Map<String, BatchDesk> byAlias = new HashMap<>();
    private final Map<String, BatchDesk> byIdentity = new HashMap<>();

    /// What desks share.
    record Shared(BatchLog log, Journal journal, Purse purse, CallRules rules, StopSignal stopSignal, Clock clock) {}

    /// @param known looks an answer up in the journal
    BatchDesks(
            RunPlan plan,
            Journal journal,
            Purse purse,
            StopSignal stopSignal,
            Clock clock,
            Function<Hash, Optional<JournalledCall>> known) {
        Optional<BatchLog> log = journal.batches();
        if (log.isEmpty()
                || plan.models().stream()
                        .allMatch(model -> model.endpoint().batchService().isEmpty())) {
            return;
        }
        Shared shared = new Shared(log.get(), journal, purse, plan.calls(), stopSignal, clock);
        List<BatchLog.Batch> open = log.get().open();
        for (ModelBinding model : plan.models()) {
            Optional<BatchService> service = model.endpoint().batchService();
            if (service.isEmpty()) {
                continue;
            }
            String identity = model.endpoint().identity();
            List<BatchLog.Batch> left = open.stream()
                    .filter(batch -> batch.identity().equals(identity))
                    .toList();
            if (model.batch().isPresent() || !left.isEmpty()) {
                byAlias.put(
                        model.alias(),
                        byIdentity.computeIfAbsent(
                                identity, _ -> new BatchDesk(model, service.get(), left, known, shared)));
            }
        }
    }

    /// Where a question goes, if it goes in a batch.
    Optional<BatchDesk> deskFor(String alias, Hash key) {
        return Optional.ofNullable(byAlias.get(alias)).filter(desk -> desk.takes(key));
    }

    /// How many candidates may be on their way so that batches fill.
    int room(int usual) {
        return byIdentity.values().stream()
                .mapToInt(desk -> desk.rules().mostRequests())
                .reduce(usual, Math::max);
    }

    long tries() {
        return byIdentity.values().stream()
                .mapToLong(desk -> desk.clerk().tries())
                .sum();
    }

    /// How many questions are away.
    long open() {
        return byIdentity.values().stream()
                .flatMap(desk -> desk.away().stream())
                .mapToLong(sent -> sent.slips.size())
                .sum();
    }

    /// What a run that ends says of batches that go on without it.
    String leftBehind() {
        long batches = byIdentity.values().stream()
                .mapToLong(desk -> desk.away().size())
                .sum();
        return batches == 0
                ? ""
                : "; " + batches + (batches == 1 ? " batch goes" : " batches go") + " on at the endpoint ("
                        + open() + " questions): the same command takes the answers in, and `--cancel-batches` ends "
                        + (batches == 1 ? "it" : "them");
    }

    List<BatchDesk> all() {
        return List.copyOf(byIdentity.values());
    }

    void close() {
        byIdentity.values().forEach(BatchDesk::close);
    }
}
