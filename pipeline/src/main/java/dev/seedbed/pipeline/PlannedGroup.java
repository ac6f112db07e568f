package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Model;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Several models of a pipeline under one alias.
///
/// @param order who answers
/// @param capabilities what all of them can do
/// @param representative one of the models, for what is the same for all
public record PlannedGroup(String alias, Order order, Set<Capability> capabilities, PlannedModel representative)
        implements Model {
    public PlannedGroup {
        capabilities = Set.copyOf(capabilities);
    }

    /// Who of several answers.
    public sealed interface Order {
        /// The aliases, as written.
        Set<String> members();
    }

    /// The first; the others stand in for it, in order.
    ///
    /// @param members aliases in order
    /// @param hedgeAfter how long the first may take before the second is asked as well; empty if it never is
    public record FirstOf(Set<String> members, Optional<Duration> hedgeAfter) implements Order {
        public FirstOf {
            members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
        }
    }

    /// One for each sample, drawn by weight.
    ///
    /// @param weights above 0, by alias
    public record OneOf(Map<String, Double> weights) implements Order {
        public OneOf {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }

        @Override
        public Set<String> members() {
            return weights.keySet();
        }
    }

    /// Of the representative: where they differ, the models cannot be asked in a way that needs one.
    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return representative.chatTemplate();
    }
}
