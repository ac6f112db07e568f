package dev.seedbed.pipeline;

import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Price;
import java.util.Optional;
import java.util.Set;

/// A model of a planned pipeline: what its steps see of it, and the endpoint behind it for the engine.
///
/// @param alias the name in the pipeline
/// @param provider the provider's id
/// @param model its name as the endpoint knows it; empty if its provider has no such setting
/// @param endpoint opened, but not used yet
/// @param limits what the user says that it takes
/// @param canary by which a change of it is noticed, if the user wants that
/// @param price empty if neither the pipeline nor the list of prices says, and its calls are not free
public record PlannedModel(
        String alias,
        String provider,
        String model,
        Endpoint endpoint,
        Optional<Price> price,
        CallLimits limits,
        Optional<Canary> canary)
        implements Model {
    @Override
    public Set<Capability> capabilities() {
        return endpoint.capabilities();
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return endpoint.chatTemplate();
    }
}
