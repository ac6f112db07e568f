package dev.seedbed.model.openai;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens endpoints as the pipeline language would: what is given, and the defaults of the rest.
final class OpenSettings {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private OpenSettings() {}

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static Endpoint open(Map<String, ?> given, Map<String, String> environment) {
        return open(new OpenAiProvider(CLOCK), given, environment);
    }

    static Endpoint open(Provider provider, Map<String, ?> given, Map<String, String> environment) {
        Map<String, Object> values = new HashMap<>();
        for (Parameter<?> parameter : provider.parameters()) {
            parameter.defaultSource().ifPresent(source -> values.put(parameter.name(), bound(parameter, source)));
        }
        values.putAll(given);
        values.computeIfPresent("key-from", (_, value) -> value instanceof String name ? List.of(name) : value);
        return provider.open(Settings.of(values), environment);
    }

    static Endpoint open(ScriptedEndpoint server) {
        return open(Map.of("model", "m", "base-url", server.baseUri().toString()), Map.of());
    }

    private static Object bound(Parameter<?> parameter, Object source) {
        return parameter.kind() instanceof Kind.WholeNumber ? (Object) ((Number) source).longValue() : source;
    }
}
