package dev.seedbed;

import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RowOrigin;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Scorer;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.engine.PlannedStep;
import dev.seedbed.engine.RunPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What there is to say of a run's rows that is not in the rows.
final class RowWords {
    private RowWords() {}

    /// By what the steps are, whether or not each had anything to do for every row.
    static RowOrigin origin(RunPlan plan) {
        boolean isLoaded = false;
        Set<String> writers = new LinkedHashSet<>();
        Set<String> changers = new LinkedHashSet<>();
        for (PlannedStep planned : plan.steps()) {
            String entry = planned.step().name().replaceFirst("/.*", "");
            switch (planned.step()) {
                case Source source -> isLoaded |= source.readsRows();
                case Generator _ -> writers.add(entry);
                case Transformer _, Scorer _, Gate _, Collector _, Barrier _ -> {
                    if (planned.step().changesRows()) {
                        changers.add(entry);
                    }
                }
                case Exporter _ -> {}
            }
        }
        changers.removeAll(writers);
        return new RowOrigin(isLoaded, List.copyOf(writers), List.copyOf(changers));
    }

    /// What was found, and what to do about it.
    static String found(PersonalDataCounts counts) {
        String columns = counts.byColumn().entrySet().stream()
                .map(column -> inWords(column.getValue()) + " in `" + column.getKey() + "`")
                .collect(Collectors.joining(", "));
        return counts.rowsWithFinds() + " of " + counts.rows() + (counts.rows() == 1 ? " row" : " rows")
                + " may hold personal data or secrets: " + columns
                + " (surrogates that `scrub` put there count, too). The step `scrub` masks them, the gate `personal-data` rejects such rows and says where they are; if"
                + " they may stay, name them in `personal-data: { allow: [...] }`";
    }

    private static String inWords(Map<String, Long> kinds) {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(" and "));
    }
}
