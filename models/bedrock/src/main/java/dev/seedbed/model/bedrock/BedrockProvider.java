package dev.seedbed.model.bedrock;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.model.http.SamplingNames;
import dev.seedbed.model.http.Service;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Amazon Bedrock, by its Converse API.
///
/// ```yaml
/// models:
///   judge: { provider: bedrock, region: eu-central-1, model: anthropic.claude-3-5-haiku-20241022-v1:0 }
/// ```
///
/// **Keys** come from the environment: a Bedrock API key in `AWS_BEARER_TOKEN_BEDROCK`, else `AWS_ACCESS_KEY_ID`,
/// `AWS_SECRET_ACCESS_KEY` and, for keys that expire, `AWS_SESSION_TOKEN`, with which each request is signed
/// (Amazon Bedrock user guide, "Use an Amazon Bedrock API key"; AWS IAM user guide, "AWS Signature Version 4";
/// 2026). Profiles, single sign-on and roles are not looked up: `aws configure export-credentials` puts theirs
/// into the environment. Keys are in the headers of requests and nowhere else.
///
/// **Identity** is provider and model, not the region: a model behind two regions shares its answers. It takes
/// no seed. **Threads**: thread-safe.
public final class BedrockProvider implements Provider {
    private static final String ID = "bedrock";
    private static final String BEARER = "AWS_BEARER_TOKEN_BEDROCK";
    private static final Service SERVICE = Service.anywhere(BEARER);

    static final Parameter<String> MODEL = Parameter.text(
                    "model", "The id or ARN of a model or inference profile, as Bedrock knows it.")
            .required();
    static final Parameter<String> REGION = Parameter.text(
            "region", "The region, such as `eu-central-1`. Left out, it is `AWS_REGION`, else `AWS_DEFAULT_REGION`.");
    static final Parameter<String> BASE_URL = Parameter.text(
            "base-url",
            "Where the endpoint's paths begin, for an endpoint in a network of one's own. Left out, it is Bedrock's in"
                    + " the region.");
    private static final List<Capability> OFFERED =
            List.of(Capability.CHAT, Capability.PREFILL, Capability.SCHEMA, Capability.TOOLS);
    private static final Set<Capability> USUAL = Set.of(Capability.CHAT, Capability.TOOLS);
    static final Parameter<List<String>> CAPABILITIES = Parameter.listOf(
            "capabilities",
            new Kind.Choice(OFFERED.stream().map(BedrockProvider::word).toList()),
            "What the model can do, where it is not `chat` and `tools`. Some know schemas; see the user guide, \"Get"
                    + " validated JSON results from models\".");
    static final Parameter<Map<String, Object>> EXTRA = Parameter.mapOf(
                    "extra",
                    new Kind.AnyValue(),
                    "Further fields of each request's body, such as"
                            + " `{ additionalModelRequestFields: { top_k: 20 } }`.")
            .defaultsTo(Map.of());

    private final Clock clock;

    /// @param clock signed requests say when they were made
    public BedrockProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String summary() {
        return "Amazon Bedrock's models that converse. The key is a Bedrock API key, or `AWS_ACCESS_KEY_ID`,"
                + " `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` in the environment, with which requests are signed.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        List<Parameter<?>> parameters = new ArrayList<>(List.of(MODEL, REGION, BASE_URL));
        SERVICE.parameters().stream()
                .filter(each -> !each.name().equals(BASE_URL.name()))
                .forEach(parameters::add);
        parameters.addAll(List.of(CAPABILITIES, SamplingNames.LEAVE_OUT, EXTRA));
        return parameters;
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", USUAL));
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        String region = region(settings, environment);
        String base = settings.find(BASE_URL).orElse("https://bedrock-runtime." + region + ".amazonaws.com");
        Set<Capability> capabilities = capabilities(settings);
        ConverseFormat format = new ConverseFormat(
                settings.get(MODEL),
                SamplingNames.of(
                        ID, Map.of("temperature", "temperature", "top_p", "topP", "stop", "stopSequences"), settings),
                capabilities,
                settings.get(EXTRA));
        return access(base, region, settings, environment).speaking(identity(settings), format, capabilities);
    }

    private Service.Access access(String base, String region, Settings settings, Map<String, String> environment) {
        boolean namesKeys = SERVICE.parameters().stream()
                .filter(each -> each.name().equals("key-from"))
                .anyMatch(each -> settings.find(each).isPresent());
        boolean hasBearer = !environment.getOrDefault(BEARER, "").isBlank();
        Optional<BedrockSigner> signer =
                namesKeys || hasBearer ? Optional.empty() : BedrockSigner.find(region, environment, clock);
        return signer.map(found -> SERVICE.openSigned(base, found, settings, environment, clock))
                .orElseGet(() -> SERVICE.openAt(base, settings, environment, clock));
    }

    /// A part of a host's name, and of what is signed.
    private static String region(Settings settings, Map<String, String> environment) {
        String region = settings.find(REGION)
                .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
                .map(String::strip)
                .orElse("");
        if (!region.matches("[a-z0-9-]{1,40}")) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    region.isEmpty()
                            ? "there is no region for bedrock; write for example region: eu-central-1, or set AWS_REGION"
                            : "region '" + region + "' is no name of a region; write for example region: eu-central-1");
        }
        return region;
    }

    private static Set<Capability> capabilities(Settings settings) {
        Optional<List<String>> named = settings.find(CAPABILITIES);
        if (named.isEmpty()) {
            return USUAL;
        }
        Set<Capability> claimed = EnumSet.noneOf(Capability.class);
        OFFERED.stream().filter(each -> named.get().contains(word(each))).forEach(claimed::add);
        return claimed;
    }

    private static String word(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    private static String identity(Settings settings) {
        StringBuilder identity = new StringBuilder(ID).append(':').append(settings.get(MODEL));
        if (!settings.get(EXTRA).isEmpty()) {
            identity.append(" with ").append(Json.canonical(settings.get(EXTRA)));
        }
        List<String> leftOut = settings.get(SamplingNames.LEAVE_OUT);
        if (!leftOut.isEmpty()) {
            identity.append(" without ").append(leftOut.stream().sorted().collect(Collectors.joining(",")));
        }
        return identity.toString();
    }
}
