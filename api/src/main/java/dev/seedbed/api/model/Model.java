package dev.seedbed.api.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model of a pipeline, by its alias, as steps see it. It can be asked only through a step's work, so that no
/// call escapes the journal and the budget.
public interface Model {
    /// The name in the pipeline.
    String alias();

    Set<Capability> capabilities();

    /// How conversations are written for this model, where that is known. May read, or fetch, a local model's
    /// file: not to be called while a pipeline is built.
    Optional<ChatTemplate> chatTemplate();

    /// What a model that classifies can say of a text, in its order; empty if it says nothing of the kind, or that is
    /// not known before it is asked.
    default List<String> labels() {
        return List.of();
    }
}
