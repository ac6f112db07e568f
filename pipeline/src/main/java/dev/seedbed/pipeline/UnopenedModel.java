package dev.seedbed.pipeline;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Model;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Stands for a model that could not be opened, so that the steps that use it can be checked all the same. Such
/// a pipeline never runs.
record UnopenedModel(String alias) implements Model {
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }
}
