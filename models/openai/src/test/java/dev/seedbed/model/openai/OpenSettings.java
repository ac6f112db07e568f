package dev.seedbed.model.openai;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// Opens endpoints as the pipeline language would: what is given, and the defaults of the rest.
final class OpenSettings {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private OpenSettings() {}

    static Endpoint open(Map<String, ?> given, Map<String, String> environment) {
        OpenAiProvider provider = new OpenAiProvider(Clock.fixed(NOW, ZoneOffset.UTC));
        Map<String, Object> values = new HashMap<>();
        for (Parameter<?> parameter : provider.parameters()) {
            parameter.defaultSource().ifPresent(source -> values.put(parameter.name(), bound(parameter, source)));
        }
        values.putAll(given);
        return provider.open(Settings.of(values), environment);
    }

    static Endpoint open(ScriptedEndpoint server) {
        return open(Map.of("model", "m", "base-url", server.baseUri().toString()), Map.of());
    }

    private static Object bound(Parameter<?> parameter, Object source) {
        return parameter.kind() instanceof Kind.WholeNumber ? (Object) ((Number) source).longValue() : source;
    }
}
