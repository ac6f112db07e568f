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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Google's Gemini API.
///
/// ```yaml
/// models:
///   writer: { provider: gemini, model: gemini-2.5-flash, thinking-budget: 0, price: { input: 0.30, output: 2.50 } }
/// ```
///
/// The tokens of thinking count as output, against `max_tokens` too: a small limit may be thought away.
final class GeminiProvider implements Provider {
    private static final String ID = "gemini";
    private static final Service SERVICE = Service.at(
                    "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY")
            .withKeyHeader("x-goog-api-key", "");
    private static final List<Capability> ALL =
            List.of(Capability.CHAT, Capability.SCHEMA, Capability.TOOLS, Capability.JSON, Capability.SEED);
    private static final Claims CLAIMS = new Claims(ALL);
    private static final Parameter<Long> THINKING_BUDGET = Parameter.wholeNumber(
            "thinking-budget",
            -1,
            1_000_000,
            "The most tokens to think with: 0 for none, where the model can do without, and -1 for as many as it"
                    + " likes. Left out, it is what the model has.");

    private final Clock clock;

    GeminiProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Google's Gemini models, from Google AI.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> parameters = new ArrayList<>(List.of(Claims.MODEL));
        parameters.addAll(SERVICE.parameters());
        parameters.addAll(List.of(CLAIMS.parameter(), THINKING_BUDGET, SamplingNames.LEAVE_OUT, Claims.EXTRA));
        return parameters;
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", Claims.withBatches(EnumSet.copyOf(ALL))));
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        Set<Capability> capabilities = CLAIMS.of(settings, EnumSet.copyOf(ALL));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("temperature", "temperature");
        names.put("top_p", "topP");
        names.put("top_k", "topK");
        names.put("frequency_penalty", "frequencyPenalty");
        names.put("presence_penalty", "presencePenalty");
        names.put("stop", "stopSequences");
        Optional<Long> budget = settings.find(THINKING_BUDGET);
        GeminiFormat format = new GeminiFormat(
                settings.get(Claims.MODEL),
                SamplingNames.of(ID, names, settings),
                capabilities,
                budget,
                settings.get(Claims.EXTRA));
        String identity = Claims.identity(ID, settings)
                + budget.map(tokens -> " thinking " + tokens).orElse("");
        return SERVICE.open(settings, environment, clock)
                .speaking(
                        identity,
                        format,
                        Claims.withBatches(capabilities),
                        calls -> new GeminiBatches(calls, format, settings.get(Claims.MODEL)));
    }
}
