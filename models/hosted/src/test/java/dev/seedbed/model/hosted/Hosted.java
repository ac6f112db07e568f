package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens endpoints as the pipeline language would, each with a key.
final class Hosted {
    static final String KEY = "planted-0123456789abcdef";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    static final Duration LONG = Duration.ofSeconds(30);

    private Hosted() {}

    static Endpoint open(Provider provider, String address, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>();
        for (Parameter<?> parameter : provider.parameters()) {
            parameter
                    .defaultSource()
                    .ifPresent(source -> values.put(
                            parameter.name(),
                            parameter.kind() instanceof Kind.WholeNumber ? ((Number) source).longValue() : source));
        }
        values.put("base-url", address);
        values.put("key-from", List.of("KEY"));
        values.putAll(more);
        return provider.open(Settings.of(values), Map.of("KEY", KEY));
    }

    static Request chat(String text) {
        return Request.chat(List.of(Message.system("Be brief."), Message.user(text)), Sampling.of(0.5, 64));
    }
}
