package dev.seedbed.model.bedrock;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens endpoints as the pipeline language would.
final class OpenBedrock {
    static final String ID = "AKIDPLANTED";
    static final String SECRET = "planted/wJalrXUtnFEMI+K7MDENG";
    static final String SESSION = "planted-session==";
    static final String BEARER = "planted-bearer";
    static final String MODEL = "anthropic.claude-3-5-haiku-20241022-v1:0";
    static final Map<String, String> SIGNING = Map.of("AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET);
    static final Duration LONG = Duration.ofSeconds(30);

    private OpenBedrock() {}

    static ShapedEndpoint server() {
        return ShapedEndpoint.bedrock(ID, SECRET, BEARER);
    }

    static Endpoint open(String address, Map<String, ?> more, Map<String, String> environment) {
        BedrockProvider provider =
                new BedrockProvider(Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));
        Map<String, Object> values = new HashMap<>();
        for (Parameter<?> parameter : provider.parameters()) {
            parameter
                    .defaultSource()
                    .ifPresent(source -> values.put(
                            parameter.name(),
                            parameter.kind() instanceof Kind.WholeNumber ? ((Number) source).longValue() : source));
        }
        values.put("base-url", address);
        values.put("model", MODEL);
        values.put("region", "us-east-1");
        values.putAll(more);
        values.values().removeIf(""::equals);
        return provider.open(Settings.of(values), environment);
    }

    static Request chat(String text) {
        return Request.chat(List.of(Message.system("Be brief."), Message.user(text)), Sampling.of(0.5, 64));
    }
}
