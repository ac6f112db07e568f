package dev.seedbed.engine;

import dev.seedbed.api.SampleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models of a run behind the aliases that steps name: one, or those of a group in the order in which they
/// are asked about a sample. Immutable.
final class Members {
    private final long seed;
    private final Map<String, ModelGroup> groups;
    private final Map<String, Counter> counters;

    /// @param counters by alias
    Members(RunPlan plan, Map<String, Counter> counters) {
        this.seed = plan.seed();
        this.groups = plan.groups().stream().collect(Collectors.toMap(ModelGroup::alias, group -> group));
        this.counters = new LinkedHashMap<>(counters);
    }

    boolean isGroup(String alias) {
        return groups.containsKey(alias);
    }

    /// The one model of an alias that is no group.
    Counter only(String alias) {
        Counter counter = counters.get(alias);
        if (counter == null) {
            throw new IllegalStateException("a step asks the model '" + alias + "', which the run does not have");
        }
        return counter;
    }

    /// Whom a question about a sample is put to, in order.
    List<Counter> inOrder(String alias, SampleId sample) {
        ModelGroup group = groups.get(alias);
        if (group == null) {
            return List.of(only(alias));
        }
        List<Counter> members = new ArrayList<>();
        for (String member : group.inOrder(seed, sample)) {
            members.addAll(inOrder(member, sample));
        }
        return members;
    }

    /// Who stands in for a model, in any group.
    List<Counter> behind(Counter model) {
        List<Counter> behind = new ArrayList<>();
        for (ModelGroup group : groups.values()) {
            if (group instanceof ModelGroup.FirstOf first) {
                List<Counter> all = first.models().stream()
                        .flatMap(each -> all(each).stream())
                        .toList();
                int at = all.indexOf(model);
                if (at >= 0) {
                    behind.addAll(all.subList(at + 1, all.size()));
                }
            }
        }
        return behind.stream().distinct().toList();
    }

    private List<Counter> all(String alias) {
        return switch (groups.get(alias)) {
            case ModelGroup.FirstOf group ->
                group.models().stream().flatMap(each -> all(each).stream()).toList();
            case ModelGroup.OneOf group ->
                group.models().stream()
                        .flatMap(each -> all(each.alias()).stream())
                        .toList();
            case null -> List.of(only(alias));
        };
    }

    /// How long the first may take before the second is asked as well.
    Optional<Duration> hedgeAfter(String alias) {
        return groups.get(alias) instanceof ModelGroup.FirstOf group ? group.hedgeAfter() : Optional.empty();
    }
}
