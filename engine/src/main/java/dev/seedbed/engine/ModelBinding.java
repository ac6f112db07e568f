package dev.seedbed.engine;

import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.BatchRules;
import java.util.Optional;

/// A model of the pipeline and the endpoint that stands for it.
///
/// @param provider the provider's id, for the record
/// @param name the model's own name, for the record; empty if its provider takes none
/// @param price empty if unknown; then its calls count as costing nothing, and a money cap is refused
/// @param limits what the user says that it takes
/// @param batch how its questions go in batches; empty if they go one by one
public record ModelBinding(
        String alias,
        String provider,
        String name,
        Endpoint endpoint,
        Optional<Price> price,
        CallLimits limits,
        Optional<BatchRules> batch) {
    /// One whose questions go one by one, and whose own name nobody needs.
    public ModelBinding(String alias, String provider, Endpoint endpoint, Optional<Price> price, CallLimits limits) {
        this(alias, provider, "", endpoint, price, limits, Optional.empty());
    }

    Price priceOrFree() {
        return price.orElse(Price.FREE);
    }
}
