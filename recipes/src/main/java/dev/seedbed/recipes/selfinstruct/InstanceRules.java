package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.recipes.internal.Picking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Which instances of a task are kept, and why the others are not. The rules look at all instances of the task,
/// in the order of the released code: the cut one, the invalid ones, all if two contradict each other, the
/// repeated ones, and those above the limit, by the draw.
final class InstanceRules {
    /// Why an instance is dropped.
    record Fault(String reason, String explanation) {}

    private final List<Instance> instances;
    private final List<Optional<Fault>> faults;

    private InstanceRules(List<Instance> instances) {
        this.instances = instances;
        this.faults = new ArrayList<>(Collections.nCopies(instances.size(), Optional.empty()));
    }

    /// For each instance its fault, if it has one.
    ///
    /// @param cut whether the reply was cut by its limit, so that its last instance is not whole
    /// @param most how many are kept at most
    static List<Optional<Fault>> judge(List<Instance> instances, boolean cut, int most, RandomGenerator random) {
        InstanceRules rules = new InstanceRules(instances);
        if (cut && !instances.isEmpty()) {
            rules.drop(instances.size() - 1, "truncated", "the reply was cut by its token limit within this instance");
        }
        rules.dropInvalid();
        if (!rules.dropContradicting()) {
            rules.dropRepeated();
            rules.dropAbove(most, random);
        }
        return List.copyOf(rules.faults);
    }

    private void drop(int index, String reason, String explanation) {
        faults.set(index, Optional.of(new Fault(reason, explanation)));
    }

    private List<Integer> kept() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            if (faults.get(i).isEmpty()) {
                kept.add(i);
            }
        }
        return kept;
    }

    private void dropInvalid() {
        for (int index : kept()) {
            Instance instance = instances.get(index);
            if (instance.input().equals(instance.output())) {
                drop(index, "input-equals-output", "input and output are the same text");
            } else if (instance.output().isEmpty()) {
                drop(index, "empty-output", "there is no output");
            } else if (instance.input().endsWith(":")) {
                drop(index, "ends-with-colon", "the input ends with a colon, so something is missing");
            } else if (instance.output().endsWith(":")) {
                drop(index, "ends-with-colon", "the output ends with a colon, so something is missing");
            }
        }
    }

    private boolean dropContradicting() {
        Map<String, String> outputs = new HashMap<>();
        for (int index : kept()) {
            Instance instance = instances.get(index);
            if (instance.input().isEmpty()) {
                continue;
            }
            String earlier = outputs.putIfAbsent(instance.input(), instance.output());
            if (earlier != null && !earlier.equals(instance.output())) {
                String explanation = "the input '" + instance.input() + "' is given the outputs '" + earlier + "' and '"
                        + instance.output() + "', so none of the task's instances is trusted";
                kept().forEach(each -> drop(each, "conflicting-outputs", explanation));
                return true;
            }
        }
        return false;
    }

    private void dropRepeated() {
        Set<Instance> seen = new HashSet<>();
        for (int index : kept()) {
            if (!seen.add(instances.get(index))) {
                drop(index, "duplicate-instance", "an earlier instance of the task is the same");
            }
        }
    }

    private void dropAbove(int most, RandomGenerator random) {
        List<Integer> kept = kept();
        if (kept.size() <= most) {
            return;
        }
        Set<Integer> chosen = new TreeSet<>(Picking.some(kept, most, random));
        for (int index : kept) {
            if (!chosen.contains(index)) {
                drop(
                        index,
                        "too-many-instances",
                        "the task has " + kept.size() + " good instances, and at most " + most
                                + " are kept, by the draw");
            }
        }
    }

    /// A fault as a column's value.
    static Map<String, Object> asMap(Fault fault) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", fault.reason());
        fields.put("explanation", fault.explanation());
        return fields;
    }
}
