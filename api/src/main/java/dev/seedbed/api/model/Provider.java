package dev.seedbed.api.model;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A kind of endpoint that a pipeline can name as `provider:`.
///
/// Registering one is one class and one line in the library's catalogue.
public interface Provider {
    /// What stands after `provider:`.
    String id();

    /// One sentence for the reference.
    String summary();

    /// The settings of a model of this provider, beside those that every model has (`provider`, `price`).
    List<Parameter<?>> parameters();

    /// An endpoint with these settings. Touches neither the network nor a model file.
    ///
    /// @param environment the process's environment variables, where keys come from
    /// @throws dev.seedbed.api.SeedbedException if a setting cannot work, such as a key that is not there
    Endpoint open(Settings settings, Map<String, String> environment);

    /// What its models can do: one offer, or one for each kind of them that differs. For the reference, and to
    /// name what would serve where a model does not.
    default List<Offer> offers() {
        return List.of();
    }

    /// What models of one kind can do.
    ///
    /// @param kind which they are, in a word or two; empty for all of the provider's
    /// @param can what they can do unless a pipeline says otherwise
    record Offer(String kind, Set<Capability> can) {
        public Offer {
            can = Set.copyOf(can);
        }
    }

    /// Whether its calls cost nothing, so that no price is needed under a money budget.
    default boolean isFree() {
        return false;
    }
}
