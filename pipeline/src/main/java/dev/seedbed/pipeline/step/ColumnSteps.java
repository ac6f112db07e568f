package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `remove`, `select` and `rename`: which columns there are, and what they are called.
final class ColumnSteps {
    static final Parameter<List<String>> REMOVED = Parameter.listOf(
                    "columns", new Kind.Column(), "The columns to take away.")
            .required();
    static final Parameter<List<String>> SELECTED = Parameter.listOf(
                    "columns", new Kind.Column(), "The columns to keep, in this order.")
            .required();
    static final Parameter<Map<String, String>> RENAMED = Parameter.mapOf(
                    "columns", new Kind.Column(), "The new name, and after it the column that gets it.")
            .required();

    static final StepType REMOVE = StepType.named("remove", StepKind.TRANSFORMER, "Takes columns away.")
            .taking(REMOVED)
            .shorthand(REMOVED)
            .example("- remove: [draft, critique]")
            .builtBy(building -> new Remove(building.name(), building.settings().get(REMOVED)));

    static final StepType SELECT = StepType.named(
                    "select", StepKind.TRANSFORMER, "Keeps some columns, and takes the others away.")
            .taking(SELECTED)
            .shorthand(SELECTED)
            .example("- select: [question, answer]")
            .builtBy(building -> new Select(building.name(), building.settings().get(SELECTED)));

    static final StepType RENAME = StepType.named("rename", StepKind.TRANSFORMER, "Gives columns other names.")
            .details("All are renamed at once, so two columns can change names. A renamed column keeps its place.")
            .taking(RENAMED)
            .shorthand(RENAMED)
            .example("- rename: { question: instruction, answer: response }")
            .builtBy(ColumnSteps::rename);

    private ColumnSteps() {}

    private static Step rename(Building building) {
        Map<String, String> newToOld = building.settings().get(RENAMED);
        Map<String, String> oldToNew = new HashMap<>();
        newToOld.forEach((name, old) -> {
            String other = oldToNew.putIfAbsent(old, name);
            if (other != null) {
                building.problem(
                        RENAMED,
                        "renames '" + old + "' to '" + other + "' and to '" + name
                                + "'; to copy a column, use `compute`");
            }
        });
        for (String name : new TreeSet<>(newToOld.keySet())) {
            if (building.columns().names().contains(name) && !oldToNew.containsKey(name)) {
                building.problem(
                        RENAMED, "gives the name '" + name + "', which another column has; `remove` that one first");
            }
        }
        return new Rename(building.name(), Map.copyOf(oldToNew));
    }

    private record Remove(String name, List<String> columns) implements Transformer {
        @Override
        public Columns columnsAfter(Columns before) {
            return before.minus(columns);
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            Data rest = sample.data();
            for (String column : columns) {
                rest = rest.without(column);
            }
            return Outcome.passed(sample.with(rest));
        }
    }

    private record Select(String name, List<String> columns) implements Transformer {
        @Override
        public Columns columnsAfter(Columns before) {
            return Columns.none().plus(columns);
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            Map<String, @Nullable Object> selected = new LinkedHashMap<>();
            for (String column : columns) {
                if (sample.data().has(column)) {
                    selected.put(column, sample.data().value(column));
                }
            }
            return Outcome.passed(sample.with(Data.copyOf(selected)));
        }
    }

    private record Rename(String name, Map<String, String> oldToNew) implements Transformer {
        @Override
        public Columns columnsAfter(Columns before) {
            Set<String> names = new LinkedHashSet<>();
            before.names().forEach(column -> names.add(oldToNew.getOrDefault(column, column)));
            // where not all columns are known, a renamed one may be among the others
            names.addAll(oldToNew.values());
            return new Columns(names, before.complete());
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            Set<String> given = new HashSet<>();
            for (String column : sample.data().columns()) {
                if (oldToNew.containsKey(column)) {
                    given.add(oldToNew.get(column));
                }
            }
            Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
            sample.data().asMap().forEach((column, value) -> {
                if (oldToNew.containsKey(column)) {
                    renamed.put(oldToNew.get(column), value);
                } else if (!given.contains(column)) {
                    renamed.put(column, value);
                }
            });
            return Outcome.passed(sample.with(Data.copyOf(renamed)));
        }
    }
}
