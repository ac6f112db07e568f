package dev.seedbed.model.openai;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Any endpoint that speaks OpenAI's HTTP interface: OpenAI itself, routers, vLLM, llama-server, Ollama and
/// others.
///
/// ```yaml
/// models:
///   judge:  { provider: openai, model: gpt-4o-mini, price: { input: 0.15, output: 0.60 } }
///   writer: { provider: openai, model: qwen2.5-7b, base-url: http://localhost:8000/v1, concurrency: 64 }
/// ```
///
/// **Identity** is provider and model, not the address: the same model behind two addresses shares its answers.
/// **The key** comes from the environment and goes into one header, to the host of `base-url` and no other; it
/// stands in no message, body or log. **Threads**: endpoints are thread-safe; each call holds its own
/// connection.
public final class OpenAiProvider implements Provider {
    static final String ID = "openai";

    // No log probabilities: a reply has no place for them.
    private static final List<Capability> OFFERED =
            List.of(Capability.CHAT, Capability.RAW, Capability.PREFILL, Capability.SCHEMA, Capability.SEED);

    static final Parameter<String> MODEL = Parameter.text("model", "The model's name, as the endpoint knows it.")
            .required();
    static final Parameter<String> BASE_URL = Parameter.text(
                    "base-url", "Where the endpoint's paths begin, up to what stands before `/chat/completions`.")
            .defaultsTo(BaseUrl.OPENAI);
    static final Parameter<String> KEY_FROM = Parameter.text(
            "key-from",
            "The environment variable that holds the key, or `none`. Left out, it is `OPENAI_API_KEY`; a host on this"
                    + " machine or in a private network then gets no key.");
    static final Parameter<Long> CONCURRENCY = Parameter.wholeNumber(
                    "concurrency", 1, 100_000, "How many calls may be open at once.")
            .defaultsTo(32);
    static final Parameter<List<String>> CAPABILITIES = Parameter.listOf(
            "capabilities",
            new Kind.Choice(OFFERED.stream().map(OpenAiProvider::word).toList()),
            "What the endpoint can do, where it is not `chat`, `raw`, `seed` and `schema`. `prefill` is asked for in"
                    + " vLLM's way.");
    static final Parameter<String> SCHEMA_MODE = Parameter.choice(
                    "schema-mode",
                    List.of("json-schema", "none"),
                    "How a JSON Schema is sent: as `response_format`, or not at all.")
            .defaultsTo("json-schema");
    static final Parameter<Boolean> SEED =
            Parameter.flag("seed", "Whether the endpoint takes a seed.").defaultsTo(true);
    static final Parameter<String> MAX_TOKENS_FIELD = Parameter.choice(
            "max-tokens-field",
            List.of("max_tokens", "max_completion_tokens"),
            "What a chat request calls the most tokens of a reply. Left out, it is `max_completion_tokens` for OpenAI"
                    + " itself and `max_tokens` elsewhere.");
    static final Parameter<Map<String, String>> HEADERS = Parameter.mapOf(
                    "headers",
                    new Kind.Text(),
                    "Further headers of each request. Keys do not belong here: see `key-from`.")
            .defaultsTo(Map.of());
    static final Parameter<String> ORGANIZATION =
            Parameter.text("organization", "The organization that OpenAI bills, sent as `OpenAI-Organization`.");

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Set<String> OWN_HEADERS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    private final Clock clock;

    public OpenAiProvider() {
        this(Clock.systemUTC());
    }

    /// @param clock tells the time when an endpoint names a date to wait for
    public OpenAiProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Any endpoint that speaks OpenAI's HTTP interface, hosted or your own.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(
                MODEL,
                BASE_URL,
                KEY_FROM,
                CONCURRENCY,
                CAPABILITIES,
                SCHEMA_MODE,
                SEED,
                MAX_TOKENS_FIELD,
                HEADERS,
                ORGANIZATION);
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        BaseUrl base = BaseUrl.parse(settings.get(BASE_URL));
        Set<Capability> capabilities = capabilities(settings);
        RequestBody body = new RequestBody(
                settings.get(MODEL),
                settings.find(MAX_TOKENS_FIELD).orElse(base.isOpenAi() ? "max_completion_tokens" : "max_tokens"),
                capabilities.contains(Capability.SEED),
                capabilities.contains(Capability.SCHEMA),
                capabilities.contains(Capability.PREFILL));
        return new OpenAiEndpoint(
                new OpenAiEndpoint.Profile(
                        base,
                        Key.find(settings.find(KEY_FROM), base, environment),
                        headers(settings),
                        body,
                        capabilities,
                        Math.toIntExact(settings.get(CONCURRENCY))),
                clock);
    }

    private static Set<Capability> capabilities(Settings settings) {
        Set<Capability> capabilities = EnumSet.of(Capability.CHAT, Capability.RAW, Capability.SEED, Capability.SCHEMA);
        Optional<List<String>> named = settings.find(CAPABILITIES);
        if (named.isPresent()) {
            capabilities.clear();
            OFFERED.stream()
                    .filter(capability -> named.get().contains(word(capability)))
                    .forEach(capabilities::add);
        }
        if (!settings.get(SEED)) {
            capabilities.remove(Capability.SEED);
        }
        if (settings.get(SCHEMA_MODE).equals("none")) {
            capabilities.remove(Capability.SCHEMA);
        }
        return capabilities;
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> headers(Settings settings) {
        Map<String, String> headers = new LinkedHashMap<>(settings.get(HEADERS));
        settings.find(ORGANIZATION).ifPresent(value -> headers.put("OpenAI-Organization", value));
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw wrong("the header '" + name + "' holds characters that HTTP does not allow; use plain ASCII");
            }
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw wrong(
                        "the header '" + name + "' cannot be set; a key comes from the variable that key-from names");
            }
        });
        return headers;
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
