package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.Service;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Anthropic's Messages API.
///
/// ```yaml
/// models:
///   judge: { provider: anthropic, model: claude-haiku-4-5, price: { input: 1, output: 5 } }
/// ```
///
/// It takes no seed, so that only the journal makes its answers repeat. What a model can do follows from its
/// name where it differs: models from 4.6 on refuse a prefilled turn, and those before 4.1 know no schemas
/// (API reference, "Errors", section "Common validation errors"; "Structured outputs"; 2026).
final class AnthropicProvider implements Provider {
    private static final String ID = "anthropic";
    private static final String VERSION = "2023-06-01";
    private static final Service SERVICE =
            Service.at("https://api.anthropic.com", "ANTHROPIC_API_KEY").withKeyHeader("x-api-key", "");
    private static final Claims CLAIMS =
            new Claims(List.of(Capability.CHAT, Capability.PREFILL, Capability.SCHEMA, Capability.TOOLS));

    private static final Pattern BEFORE_SCHEMAS = Pattern.compile("claude-(2|3|instant|[a-z]+-4(-0|-20\\d+|$)).*");
    private static final Pattern TAKES_PREFILL = Pattern.compile("claude-(2|3|[a-z]+-4(-[015](\\D|$)|-20\\d+|$)).*");

    private final Clock clock;

    AnthropicProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Anthropic's Claude models, from Anthropic.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> parameters = new ArrayList<>(List.of(Claims.MODEL));
        parameters.addAll(SERVICE.parameters());
        parameters.addAll(List.of(CLAIMS.parameter(), SamplingNames.LEAVE_OUT, Claims.EXTRA));
        return parameters;
    }

    @Override
    public List<Offer> offers() {
        return List.of(
                new Offer("from 4.6", Claims.withBatches(usual("claude-opus-4-6"))),
                new Offer("4.5", Claims.withBatches(usual("claude-haiku-4-5"))),
                new Offer("before 4.1", Claims.withBatches(usual("claude-3-5-haiku"))));
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        String model = settings.get(Claims.MODEL);
        Set<Capability> capabilities = CLAIMS.of(settings, usual(model));
        SamplingNames names = SamplingNames.of(
                ID,
                Map.of("temperature", "temperature", "top_p", "top_p", "top_k", "top_k", "stop", "stop_sequences"),
                settings);
        AnthropicFormat format = new AnthropicFormat(model, names, capabilities, settings.get(Claims.EXTRA));
        return SERVICE.open(settings, environment, clock)
                .withHeader("anthropic-version", VERSION)
                .speaking(
                        Claims.identity(ID, settings),
                        format,
                        Claims.withBatches(capabilities),
                        calls -> new AnthropicBatches(calls, format));
    }

    static Set<Capability> usual(String model) {
        Set<Capability> usual = EnumSet.of(Capability.CHAT, Capability.TOOLS);
        if (TAKES_PREFILL.matcher(model).matches()) {
            usual.add(Capability.PREFILL);
        }
        if (!BEFORE_SCHEMAS.matcher(model).matches()) {
            usual.add(Capability.SCHEMA);
        }
        return usual;
    }
}
