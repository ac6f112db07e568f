package dev.seedbed.model.http;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Opens endpoints that speak [PlainFormat].
final class Opening {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final Duration LONG = Duration.ofSeconds(30);
    static final Service SERVICE = Service.at("https://api.example.com", "EXAMPLE_KEY");

    private Opening() {}

    static Endpoint open(Map<String, ?> given, Map<String, String> environment) {
        Map<String, Object> values = new HashMap<>(Map.of("concurrency", 4L, "headers", Map.of()));
        values.put("base-url", "https://api.example.com");
        values.putAll(given);
        return SERVICE.open(Settings.of(values), environment, Clock.fixed(NOW, ZoneOffset.UTC))
                .speaking("plain:m", new PlainFormat(), Set.of(Capability.RAW));
    }

    static String ask(Endpoint endpoint) throws Exception {
        return endpoint.ask(Request.raw("x", Sampling.of(0, 8)), 1, LONG).text();
    }
}
