package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rejects the samples in which the step before found a fault. A generator that makes several samples of one
/// reply, or of a conversation, cannot reject one of them: it passes all on as children, marks those that are no
/// good, and puts this step behind itself, so that each has its own fate and reason in the ledger.
///
/// ```java
/// children.add(Sifting.marked(data, rejection));                  // in the generator
/// return List.of(generator, new Sifting(building.name() + "/faults"));
/// ```
public record Sifting(String name) implements Transformer {
    private static final String FAULT = "recipe_fault";

    /// The columns with a mark on them.
    public static Data marked(Data data, Rejection rejection) {
        Map<String, @Nullable Object> fault = new LinkedHashMap<>();
        fault.put("reason", rejection.reason());
        fault.put("explanation", rejection.explanation());
        fault.put("evidence", rejection.evidence().asMap());
        return data.with(FAULT, fault);
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        return sample.data().value(FAULT) instanceof Map<?, ?> fault
                ? Outcome.rejected(rejection(fault))
                : Outcome.passed(sample.with(sample.data().without(FAULT)));
    }

    @SuppressWarnings("unchecked") // the evidence is a JSON object that was put there by marked
    private static Rejection rejection(Map<?, ?> fault) {
        return new Rejection(
                String.valueOf(fault.get("reason")),
                String.valueOf(fault.get("explanation")),
                fault.get("evidence") instanceof Map<?, ?> evidence
                        ? Data.copyOf((Map<String, @Nullable Object>) evidence)
                        : Data.empty());
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(FAULT));
    }
}
