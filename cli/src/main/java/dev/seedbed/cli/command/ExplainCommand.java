package dev.seedbed.cli.command;

import dev.seedbed.RunDirectory;
import dev.seedbed.RunRecords;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.cli.terminal.Figures;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `seedbed explain`: why a run came out as it did, or one sample's whole story.
@Command(
        name = "explain",
        header = "Says why: a run's totals by step and reason, or one sample's whole story.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Runnable {
    private final Workshop workshop;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's name, or its folder.")
    private String run = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "A sample's id, or the beginning of one.")
    private @Nullable String id;

    ExplainCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        RunDirectory directory = RunFolders.find(run);
        RunRecords records = RunRecords.of(directory);
        if (id == null) {
            totals(directory, records);
        } else {
            story(records, id);
        }
    }

    private void totals(RunDirectory directory, RunRecords records) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        Map<String, Tally> reasons = new TreeMap<>();
        records.forEachEntry(entry -> {
            fates.merge(entry.fate(), 1L, Long::sum);
            if (!entry.reason().isEmpty()) {
                reasons.computeIfAbsent(entry.step() + "  " + entry.reason(), _ -> new Tally())
                        .add(entry);
            }
        });
        PrintStream out = workshop.terminal().out();
        out.println(directory.path() + ": "
                + Figures.some(
                        fates.values().stream().mapToLong(Long::longValue).sum(), "sample") + " made");
        fates.forEach((fate, count) ->
                out.printf(Locale.ROOT, "  %-9s %,10d%n", fate.name().toLowerCase(Locale.ROOT), count));
        if (!reasons.isEmpty()) {
            out.println("by step and reason, with the first sample of each:");
            reasons.entrySet().stream()
                    .sorted(Comparator.comparingLong((Map.Entry<String, Tally> each) -> -each.getValue().count))
                    .forEach(each -> out.printf(
                            Locale.ROOT,
                            "  %,10d  %-40s %s%n",
                            each.getValue().count,
                            each.getKey(),
                            each.getValue().first()));
        }
        out.println("One sample's story: seedbed explain " + run + " ID");
    }

    private static final class Tally {
        private long count;
        private @Nullable LedgerEntry first;

        void add(LedgerEntry entry) {
            count++;
            if (first == null) {
                first = entry;
            }
        }

        String first() {
            return Optional.ofNullable(first)
                    .map(entry -> entry.sample() + (entry.explanation().isEmpty() ? "" : "  " + entry.explanation()))
                    .orElse("");
        }
    }

    private void story(RunRecords records, String beginning) {
        Map<String, LedgerEntry> found = new HashMap<>();
        Map<String, LedgerEntry> consumed = new HashMap<>();
        records.forEachEntry(entry -> {
            String sample = entry.sample().toString();
            if (sample.startsWith(beginning)) {
                found.put(sample, entry);
            }
            if (entry.fate() == Fate.CONSUMED) {
                consumed.put(sample, entry);
            }
        });
        if (found.size() != 1) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    found.isEmpty()
                            ? "no sample's id begins with '" + beginning
                                    + "'; ids stand in dataset.jsonl as _id, and in" + " ledger.jsonl"
                            : found.size() + " samples' ids begin with '" + beginning + "'; give more of it");
        }
        LedgerEntry entry = found.values().iterator().next();
        PrintStream out = workshop.terminal().out();
        SampleText text = new SampleText(out);
        for (LedgerEntry ancestor : ancestors(entry, consumed)) {
            show(ancestor, records, text);
        }
        show(entry, records, text);
    }

    /// The samples that a sample was made of, the oldest first.
    private static List<LedgerEntry> ancestors(LedgerEntry entry, Map<String, LedgerEntry> consumed) {
        Deque<LedgerEntry> oldestFirst = new ArrayDeque<>();
        Deque<LedgerEntry> open = new ArrayDeque<>(List.of(entry));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            open.removeFirst()
                    .parents()
                    .forEach(parent -> Optional.ofNullable(consumed.get(parent.toString()))
                            .filter(_ -> seen.add(parent.toString()))
                            .ifPresent(each -> {
                                oldestFirst.addFirst(each);
                                open.addLast(each);
                            }));
        }
        return List.copyOf(oldestFirst);
    }

    private void show(LedgerEntry entry, RunRecords records, SampleText text) {
        text.entry(entry);
        CallText calls = new CallText(workshop.terminal().out());
        for (JournalledCall call : records.calls(entry.calls())) {
            calls.request(call);
            calls.result(call);
        }
    }
}
