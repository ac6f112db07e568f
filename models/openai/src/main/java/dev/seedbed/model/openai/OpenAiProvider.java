package dev.seedbed.model.openai;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.Call;
import dev.seedbed.model.http.EmbeddingLimits;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.Service;
import dev.seedbed.model.http.WireFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Any endpoint that speaks OpenAI's HTTP interface: OpenAI itself, routers, vLLM, llama-server and others.
///
/// ```yaml
/// models:
///   judge:  { provider: openai, model: gpt-4o-mini, price: { input: 0.15, output: 0.60 } }
///   writer: { provider: openai, model: qwen2.5-7b, base-url: http://localhost:8000/v1, dialect: vllm }
///   second: { provider: mistral, model: mistral-small-latest }
///   meaning: { provider: openai, model: text-embedding-3-small, dimensions: 256 }
/// ```
///
/// **Dialects**: a [Dialect] is what a server does otherwise than OpenAI. It follows from the host of `base-url`
/// where that is known, and the pipeline can say it. `mistral`, `azure` and `openrouter` are providers of their
/// own, with their address and key.
///
/// **Embeddings**: a model with `embed` in its name, or with `api: embeddings`, turns texts into vectors and does
/// nothing else. OpenAI's own differ in their last digits from call to call; the journal keeps what came first.
///
/// **Identity** is provider and model, not the address: the same model behind two addresses shares its answers.
/// What `extra` and `leave-out` change is part of it. **The key** comes from the environment and goes into one
/// header, to the host of `base-url` and no other; it stands in no message, body or log. **Threads**: endpoints
/// are thread-safe; each call holds its own connection.
public final class OpenAiProvider implements Provider {
    // No log probabilities: a reply has no place for them.
    private static final List<Capability> OFFERED = List.of(
            Capability.CHAT,
            Capability.RAW,
            Capability.PREFILL,
            Capability.SCHEMA,
            Capability.TOOLS,
            Capability.JSON,
            Capability.SEED);

    static final Parameter<String> MODEL = Parameter.text("model", "The model's name, as the endpoint knows it.")
            .required();
    static final Parameter<String> DIALECT = Parameter.choice(
            "dialect",
            Dialect.DIALECTS.stream().map(Dialect::word).toList(),
            "How the server differs from OpenAI. Left out, it follows from the host, and is `compatible` for an unknown"
                    + " one. "
                    + Dialect.DIALECTS.stream()
                            .map(each -> "`" + each.word() + "`: " + each.difference())
                            .collect(Collectors.joining(" ")));
    static final Parameter<String> API = Parameter.choice(
            "api",
            List.of("chat", "responses", "embeddings"),
            "Which of OpenAI's interfaces is used. Left out, it is `embeddings` for a model with `embed` in its name, as"
                    + " most that turn texts into vectors have it, and `chat` for any other. `responses` takes no seed,"
                    + " and of the sampling only `temperature` and `top_p`; replies are cut at stop texts here.");
    static final Parameter<Long> DIMENSIONS = Parameter.wholeNumber(
            "dimensions",
            1,
            65_536,
            "With `embeddings`: how many numbers a vector is to have, for models that can shorten theirs.");
    static final Parameter<Long> TEXTS_PER_CALL = Parameter.wholeNumber(
            "texts-per-call",
            1,
            10_000,
            "With `embeddings`: how many texts one call may hold, where it is not what is known of the server.");
    static final Parameter<List<String>> CAPABILITIES = Parameter.listOf(
            "capabilities",
            new Kind.Choice(OFFERED.stream().map(OpenAiProvider::word).toList()),
            "What the endpoint can do, where it is not what the dialect says.");
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
            "What a chat request calls the most tokens of a reply, where it is not what the dialect says.");
    static final Parameter<Map<String, Object>> EXTRA = Parameter.mapOf(
                    "extra",
                    new Kind.AnyValue(),
                    "Further fields of each request's body, such as `{ reasoning_effort: low }`.")
            .defaultsTo(Map.of());
    static final Parameter<String> ORGANIZATION =
            Parameter.text("organization", "The organization that OpenAI bills, sent as `OpenAI-Organization`.");
    static final Parameter<String> PROJECT =
            Parameter.text("project", "The project that OpenAI bills, sent as `OpenAI-Project`.");
    static final Parameter<String> API_VERSION = Parameter.text(
            "api-version",
            "Azure's `api-version`. With it, `model` names a deployment and the path is that of deployments; left out,"
                    + " the path is `/openai/v1`.");

    private final String id;
    private final String summary;
    private final Service service;
    private final Optional<Dialect> fixed;
    private final Clock clock;

    private OpenAiProvider(String id, String summary, Service service, Optional<Dialect> fixed, Clock clock) {
        this.id = id;
        this.summary = summary;
        this.service = service;
        this.fixed = fixed;
        this.clock = clock;
    }

    public OpenAiProvider() {
        this(Clock.systemUTC());
    }

    /// @param clock tells the time when an endpoint names a date to wait for
    public OpenAiProvider(Clock clock) {
        this(
                "openai",
                "Any endpoint that speaks OpenAI's HTTP interface, hosted or your own.",
                Service.at("https://api.openai.com/v1", "OPENAI_API_KEY"),
                Optional.empty(),
                clock);
    }

    /// This family: `openai`, and the services that have a name of their own.
    public static List<Provider> all(Clock clock) {
        return List.of(new OpenAiProvider(clock), azure(clock), mistral(clock), openRouter(clock));
    }

    static OpenAiProvider azure(Clock clock) {
        return new OpenAiProvider(
                "azure",
                "Azure OpenAI. `base-url` is the resource, such as `https://my-resource.openai.azure.com`.",
                Service.anywhere("AZURE_OPENAI_API_KEY").withKeyHeader("api-key", ""),
                Optional.of(Dialect.AZURE),
                clock);
    }

    static OpenAiProvider mistral(Clock clock) {
        return new OpenAiProvider(
                "mistral",
                "Mistral's models, from Mistral.",
                Service.at("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
                Optional.of(Dialect.MISTRAL),
                clock);
    }

    static OpenAiProvider openRouter(Clock clock) {
        return new OpenAiProvider(
                "openrouter",
                "Models of many houses, through OpenRouter.",
                Service.at("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
                Optional.of(Dialect.OPENROUTER),
                clock);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> parameters = new ArrayList<>();
        parameters.add(MODEL);
        parameters.addAll(service.parameters());
        if (fixed.isEmpty()) {
            parameters.add(DIALECT);
        }
        parameters.addAll(List.of(
                API,
                DIMENSIONS,
                TEXTS_PER_CALL,
                CAPABILITIES,
                SCHEMA_MODE,
                SEED,
                MAX_TOKENS_FIELD,
                SamplingNames.LEAVE_OUT,
                EXTRA));
        if (fixed.isEmpty()) {
            parameters.addAll(List.of(ORGANIZATION, PROJECT));
        }
        if (isAzure()) {
            parameters.add(API_VERSION);
        }
        return parameters;
    }

    @Override
    public List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        fixed.ifPresentOrElse(
                dialect -> offers.add(new Offer("", dialect.offers())),
                () -> Dialect.DIALECTS.forEach(dialect -> offers.add(new Offer(dialect.word(), dialect.offers()))));
        offers.add(new Offer("embeddings", Set.of(Capability.EMBED)));
        return offers;
    }

    private boolean isAzure() {
        return fixed.equals(Optional.of(Dialect.AZURE));
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        Service.Access access = service.open(settings, environment, clock)
                .withHeader("OpenAI-Organization", settings.find(ORGANIZATION))
                .withHeader("OpenAI-Project", settings.find(PROJECT));
        Dialect dialect = fixed.or(() -> settings.find(DIALECT).map(Dialect::named))
                .or(() -> Dialect.ofHost(access.host()))
                .orElse(Dialect.COMPATIBLE);
        if (isEmbeddings(settings)) {
            return embedding(settings, access, dialect);
        }
        for (Parameter<Long> parameter : List.of(DIMENSIONS, TEXTS_PER_CALL)) {
            if (settings.find(parameter).isPresent()) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        parameter.name() + " is for models that turn texts into vectors, but '" + settings.get(MODEL)
                                + "' answers; leave it out, or write api: embeddings");
            }
        }
        Set<Capability> capabilities = capabilities(settings, dialect);
        WireFormat format = format(settings, access, dialect, capabilities);
        String model = settings.get(MODEL);
        return access.speaking(
                identity(settings),
                format,
                capabilities,
                calls -> dialect.equals(Dialect.MISTRAL)
                        ? new MistralBatches(calls, format, model)
                        : new OpenAiBatches(calls, format));
    }

    private WireFormat format(Settings settings, Service.Access access, Dialect dialect, Set<Capability> capabilities) {
        String model = settings.get(MODEL);
        if (isResponses(settings)) {
            return new ResponsesFormat(
                    model,
                    SamplingNames.of("openai with api: responses", ResponsesFormat.NAMES, settings),
                    capabilities,
                    settings.get(EXTRA),
                    isAzure() && !access.path().endsWith("/openai/v1") ? "/openai/v1" : "");
        }
        RequestBody body = new RequestBody(
                model,
                dialect,
                settings.find(MAX_TOKENS_FIELD).orElse(dialect.maxTokensField()),
                capabilities,
                SamplingNames.ours(id, settings),
                settings.get(EXTRA));
        return new OpenAiFormat(body, place(settings, access));
    }

    private Endpoint embedding(Settings settings, Service.Access access, Dialect dialect) {
        OptionalInt dimensions = settings.find(DIMENSIONS)
                .map(number -> OptionalInt.of(Math.toIntExact(number)))
                .orElse(OptionalInt.empty());
        EmbeddingHabits habits = EmbeddingHabits.of(dialect);
        EmbeddingLimits limits = settings.find(TEXTS_PER_CALL)
                .map(most -> habits.limits().withTexts(Math.toIntExact(most)))
                .orElse(habits.limits());
        String shortened = dimensions.isPresent() ? " in " + dimensions.getAsInt() + " dimensions" : "";
        return access.embedding(
                identity(settings) + shortened,
                new EmbeddingsFormat(
                        settings.get(MODEL), place(settings, access), habits, dimensions, settings.get(EXTRA)),
                limits,
                dimensions);
    }

    private static boolean isResponses(Settings settings) {
        return api(settings).equals("responses");
    }

    private static boolean isEmbeddings(Settings settings) {
        return api(settings).equals("embeddings");
    }

    private static String api(Settings settings) {
        return settings.find(API)
                .orElseGet(
                        () -> settings.get(MODEL).toLowerCase(Locale.ROOT).contains("embed") ? "embeddings" : "chat");
    }

    private String identity(Settings settings) {
        StringBuilder identity = new StringBuilder(id).append(':').append(settings.get(MODEL));
        if (!settings.get(EXTRA).isEmpty()) {
            identity.append(" with ").append(Json.canonical(settings.get(EXTRA)));
        }
        if (!settings.get(SamplingNames.LEAVE_OUT).isEmpty()) {
            identity.append(" without ")
                    .append(settings.get(SamplingNames.LEAVE_OUT).stream()
                            .sorted()
                            .collect(Collectors.joining(",")));
        }
        return identity.toString();
    }

    /// Azure OpenAI, "REST API reference", "API versions" and "Chat completions" (2026).
    private Place place(Settings settings, Service.Access access) {
        if (!isAzure() || access.path().endsWith("/openai/v1")) {
            return Place.HERE;
        }
        return settings.find(API_VERSION)
                .map(version -> new Place(
                        "/openai/deployments/" + Call.segment(settings.get(MODEL)),
                        "?api-version=" + Call.segment(version)))
                .orElseGet(() -> new Place("/openai/v1", ""));
    }

    private static Set<Capability> capabilities(Settings settings, Dialect dialect) {
        Set<Capability> capabilities = EnumSet.copyOf(dialect.offers());
        Optional<List<String>> named = settings.find(CAPABILITIES);
        if (named.isPresent()) {
            capabilities.clear();
            OFFERED.stream()
                    .filter(capability -> named.get().contains(word(capability)))
                    .forEach(capabilities::add);
        }
        if (dialect.offers().contains(Capability.BATCH)) {
            capabilities.add(Capability.BATCH);
        }
        if (!settings.get(SEED)) {
            capabilities.remove(Capability.SEED);
        }
        if (isResponses(settings)) {
            capabilities.removeAll(Set.of(Capability.SEED, Capability.RAW, Capability.PREFILL));
        }
        if (settings.get(SCHEMA_MODE).equals("none")) {
            capabilities.remove(Capability.SCHEMA);
        }
        return capabilities;
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }
}
