package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.Map;
import java.util.Optional;

/// Rejects the instances in which a fault was found when their task's were read together.
record InstanceGate(String name) implements Gate {
    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        Data data = sample.data();
        if (!(data.value(Tasks.FAULT) instanceof Map<?, ?> fault)) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                String.valueOf(fault.get("reason")),
                String.valueOf(fault.get("explanation")),
                Data.of(Tasks.INPUT, data.value(Tasks.INPUT)).with(Tasks.ANSWER, data.value(Tasks.ANSWER))));
    }
}
