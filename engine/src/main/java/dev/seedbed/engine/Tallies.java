package dev.seedbed.engine;

import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary.Example;
import dev.seedbed.api.run.RunSummary.StepSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts what became of samples, by step and reason. Used by one thread at a time.
final class Tallies {
    private static final int EXAMPLES_PER_REASON = 5;

    private final List<StepTally> steps = new ArrayList<>();
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

    private static final class StepTally {
        final String name;
        final String type;
        long in;
        long out;
        final Map<String, Long> rejected = new LinkedHashMap<>();
        final Map<String, Long> failed = new LinkedHashMap<>();
        final List<Example> examples = new ArrayList<>();
        final Map<String, Integer> examplesByReason = new LinkedHashMap<>();

        StepTally(PlannedStep step) {
            this.name = step.step().name();
            this.type = step.type();
        }

        void example(LedgerEntry entry) {
            if (examplesByReason.merge(entry.reason(), 1, Integer::sum) <= EXAMPLES_PER_REASON) {
                examples.add(new Example(
                        entry.sample().toString(),
                        entry.reason(),
                        entry.explanation(),
                        entry.data(),
                        entry.evidence()));
            }
        }
    }

    Tallies(List<PlannedStep> plannedSteps) {
        for (Fate fate : Fate.values()) {
            fates.put(fate, 0L);
        }
        plannedSteps.forEach(step -> steps.add(new StepTally(step)));
    }

    /// Counts a sample that came to the steps from `first` on and ended at `last`.
    ///
    /// @param last the number of steps if it passed them all
    void count(LedgerEntry entry, int first, int last) {
        fates.merge(entry.fate(), 1L, Long::sum);
        for (int i = first; i < last; i++) {
            steps.get(i).in++;
            steps.get(i).out++;
        }
        if (last == steps.size()) {
            return;
        }
        StepTally step = steps.get(last);
        step.in++;
        switch (entry.fate()) {
            case REJECTED -> {
                step.rejected.merge(entry.reason(), 1L, Long::sum);
                step.example(entry);
            }
            case FAILED -> {
                step.failed.merge(entry.reason(), 1L, Long::sum);
                step.example(entry);
            }
            case CONSUMED -> step.out += entry.children().size();
            case ACCEPTED, SURPLUS, OPEN -> {}
        }
    }

    Map<Fate, Long> fates() {
        return new EnumMap<>(fates);
    }

    List<StepSummary> steps() {
        return steps.stream()
                .map(step -> new StepSummary(
                        step.name,
                        step.type,
                        step.in,
                        step.out,
                        new LinkedHashMap<>(step.rejected),
                        new LinkedHashMap<>(step.failed),
                        List.copyOf(step.examples)))
                .toList();
    }
}
