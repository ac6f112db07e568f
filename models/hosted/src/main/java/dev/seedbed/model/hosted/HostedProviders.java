package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Provider;
import java.time.Clock;
import java.util.List;

/// The providers of this module.
public final class HostedProviders {
    private HostedProviders() {}

    /// @param clock tells the time when an endpoint names a date to wait for
    public static List<Provider> all(Clock clock) {
        return List.of(new AnthropicProvider(clock), new GeminiProvider(clock), new OllamaProvider(clock));
    }
}
