package dev.seedbed.engine;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The desks for batches of a run: one for each endpoint that takes batches and either is switched to them or has
/// some of an earlier start to answer for. Models of the same identity share one, as they share keys.
final class BatchDesks {
    private final Map<String, BatchDesk> byAlias = new HashMap<>();
    private final Map<String, BatchDesk> byIdentity = new LinkedHashMap<>();
    private final Map<String, Integer> orphans = new LinkedHashMap<>();

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
        if (log.isEmpty()) {
            return;
        }
        Shared shared = new Shared(log.get(), journal, purse, plan.calls(), stopSignal, clock);
        Map<String, List<BatchLog.Batch>> open = new LinkedHashMap<>();
        for (BatchLog.Batch batch : log.get().open()) {
            open.computeIfAbsent(batch.identity(), _ -> new ArrayList<>()).add(batch);
        }
        Map<String, List<ModelBinding>> models = plan.models().stream()
                .filter(model -> model.endpoint().batchService().isPresent())
                .collect(Collectors.groupingBy(
                        model -> model.endpoint().identity(), LinkedHashMap::new, Collectors.toList()));
        models.forEach((identity, sharing) -> {
            List<BatchLog.Batch> left = open.getOrDefault(identity, List.of());
            open.remove(identity);
            if (!left.isEmpty()
                    || sharing.stream().anyMatch(model -> model.batch().isPresent())) {
                BatchService service =
                        sharing.getFirst().endpoint().batchService().orElseThrow();
                BatchDesk desk = new BatchDesk(sharing, service, left, known, shared);
                byIdentity.put(identity, desk);
                sharing.forEach(model -> byAlias.put(model.alias(), desk));
            }
        });
        open.forEach((identity, batches) -> orphans.put(identity, batches.size()));
    }

    /// How many batches are open at endpoints that no model of the plan has, by their identity.
    Map<String, Integer> orphans() {
        return Collections.unmodifiableMap(orphans);
    }

    /// Begins to look after what earlier starts have left.
    void start() {
        byIdentity.values().forEach(BatchDesk::start);
    }

    /// Where a question goes, if it goes in a batch.
    Optional<BatchDesk> deskFor(String alias, Hash key) {
        return Optional.ofNullable(byAlias.get(alias)).filter(desk -> desk.takes(alias, key));
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
        StringBuilder others = new StringBuilder();
        orphans.forEach((identity, count) -> others.append("; ")
                .append(count)
                .append(count == 1 ? " batch of " : " batches of ")
                .append(identity)
                .append(count == 1 ? " remains" : " remain")
                .append(": put the model back to take the answers in"));
        return batches == 0
                ? others.toString()
                : "; " + batches + (batches == 1 ? " batch goes" : " batches go") + " on at the endpoint ("
                        + Words.some(open(), "question")
                        + "): the same command takes the answers in, and `--cancel-batches` ends "
                        + (batches == 1 ? "it" : "them") + others;
    }

    List<BatchDesk> all() {
        return List.copyOf(byIdentity.values());
    }

    void close() {
        byIdentity.values().forEach(BatchDesk::close);
    }
}
