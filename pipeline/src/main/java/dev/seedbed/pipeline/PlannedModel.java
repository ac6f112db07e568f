package dev.seedbed.pipeline;

import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.BatchRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model of a planned pipeline: what its steps see of it, and the endpoint behind it for the engine.
///
/// @param alias the name in the pipeline
/// @param provider the provider's id
/// @param model its name as the endpoint knows it; empty if its provider has no such setting
/// @param endpoint opened, but not used yet
/// @param limits what the user says that it takes
/// @param batch how its questions go in batches; empty if they go one by one
/// @param canary by which a change of it is noticed, if the user wants that
/// @param price empty if neither the pipeline nor the list of prices says, and its calls are not free
public record PlannedModel(
        String alias,
        String provider,
        String model,
        Endpoint endpoint,
        Optional<Price> price,
        CallLimits limits,
        Optional<BatchRules> batch,
        Optional<Canary> canary)
        implements Model {
    /// What a call costs the way that it goes: in a batch where the model is switched to that.
    public Optional<Price> priceOfCalls() {
        return batch.isPresent() ? price.map(Price::inBatch) : price;
    }

    @Override
    public Set<Capability> capabilities() {
        return endpoint.capabilities();
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return endpoint.chatTemplate();
    }

    @Override
    public List<String> labels() {
        return endpoint.labels();
    }
}
