package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ollama, by its own interface, which can do more than its copy of OpenAI's: raw completion with no template,
/// the size of the context, and how long a model stays loaded.
///
/// ```yaml
/// models:
///   writer: { provider: ollama, model: llama3.2, context: 8192, keep-alive: 30m }
/// ```
///
/// The server cuts a prompt that is longer than its context without a word: set `context` to what the pipeline
/// needs.
final class OllamaProvider implements Provider {
    private static final String ID = "ollama";
    private static final Service SERVICE = Service.at("http://localhost:11434", "OLLAMA_API_KEY");
    private static final Claims CLAIMS = new Claims(List.of(
            Capability.CHAT, Capability.RAW, Capability.PREFILL, Capability.SCHEMA, Capability.JSON, Capability.SEED));
    private static final Set<Capability> USUAL =
            Set.of(Capability.CHAT, Capability.RAW, Capability.SCHEMA, Capability.JSON, Capability.SEED);
    private static final Parameter<Long> CONTEXT = Parameter.wholeNumber(
            "context", 256, 10_000_000, "The tokens of prompt and reply together. Left out, it is the server's.");
    private static final Parameter<Duration> KEEP_ALIVE =
            Parameter.time("keep-alive", "How long the model stays loaded after a call. Left out, it is the server's.");
    private static final Parameter<Boolean> THINK =
            Parameter.flag("think", "Whether a model that can think does. Left out, it is the model's way.");

    private final Clock clock;

    OllamaProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Models of an Ollama server, by its own interface. Its calls cost nothing.";
    }

    @Override
    public boolean isFree() {
        return true;
    }

    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> parameters = new ArrayList<>(List.of(Claims.MODEL));
        parameters.addAll(SERVICE.parameters());
        parameters.addAll(
                List.of(CLAIMS.parameter(), CONTEXT, KEEP_ALIVE, THINK, SamplingNames.LEAVE_OUT, Claims.EXTRA));
        return parameters;
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", USUAL));
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        Set<Capability> capabilities = CLAIMS.of(settings, USUAL);
        OllamaFormat format = new OllamaFormat(
                settings.get(Claims.MODEL),
                SamplingNames.ours(ID, settings),
                capabilities,
                settings.find(CONTEXT),
                settings.find(KEEP_ALIVE),
                settings.find(THINK),
                settings.get(Claims.EXTRA));
        String identity = Claims.identity(ID, settings)
                + settings.find(THINK).map(think -> " think " + think).orElse("");
        return SERVICE.open(settings, environment, clock).speaking(identity, format, capabilities);
    }
}
