package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/// A service that is called over HTTP: where it usually is, how it takes its key, and with that the settings
/// that every such service has.
///
/// ```java
/// static final Service SERVICE = Service.at("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY")
///         .withKeyHeader("x-api-key", "");
/// Endpoint endpoint = SERVICE.open(settings, environment, clock)
///         .speaking("anthropic:" + model, new MessagesFormat(model), capabilities);
/// ```
///
/// @param usualBase what `base-url` is if it is left out, empty if it must be given
/// @param usualVariable where the key is if `key-from` is left out
/// @param keyHeader which header the key goes into
/// @param keyPrefix what stands before the key in it
public record Service(Optional<String> usualBase, String usualVariable, String keyHeader, String keyPrefix) {
    private static final Parameter<Long> CONCURRENCY = Parameter.wholeNumber(
                    "concurrency", 1, 100_000, "How many calls may be open at once.")
            .defaultsTo(32);
    private static final Parameter<Map<String, String>> HEADERS = Parameter.mapOf(
                    "headers",
                    new Kind.Text(),
                    "Further headers of each request. Keys do not belong here: see `key-from`.")
            .defaultsTo(Map.of());
    private static final Parameter<String> PROXY = Parameter.text(
            "proxy",
            "The proxy to call through, such as `http://proxy:3128`, or `none`. Left out, it is what `HTTPS_PROXY`,"
                    + " `HTTP_PROXY` and `NO_PROXY` say in the environment.");
    private static final Parameter<Path> CA_FILE = Parameter.inputPath(
            "ca-file",
            "Certificates, in PEM, to trust beside those that Java trusts: for a server or proxy of your own.");

    /// A service that takes its key as `Authorization: Bearer`.
    public static Service at(String usualBase, String usualVariable) {
        return new Service(Optional.of(usualBase), usualVariable, "Authorization", "Bearer ");
    }

    /// A service that has no usual place.
    public static Service anywhere(String usualVariable) {
        return new Service(Optional.empty(), usualVariable, "Authorization", "Bearer ");
    }

    public Service withKeyHeader(String newHeader, String newPrefix) {
        return new Service(usualBase, usualVariable, newHeader, newPrefix);
    }

    /// The settings that every service has.
    public List<Parameter<?>> parameters() {
        return List.of(baseUrl(), keyFrom(), CONCURRENCY, HEADERS, PROXY, CA_FILE);
    }

    private Parameter<String> baseUrl() {
        Parameter<String> parameter =
                Parameter.text("base-url", "Where the endpoint's paths begin, with no slash at the end.");
        return usualBase.map(parameter::defaultsTo).orElseGet(parameter::required);
    }

    private Parameter<List<String>> keyFrom() {
        return Parameter.listOf(
                "key-from",
                new Kind.Text(),
                "The environment variable that holds the key, several that take turns, or `none`. Left out, it is `"
                        + usualVariable
                        + "`; a host on this machine or in a private network then gets no key. A key that is refused"
                        + " is put aside as long as there is another.");
    }

    /// The service that the settings mean.
    ///
    /// @throws dev.seedbed.api.SeedbedException if the settings cannot work, such as a key that is not there
    public Access open(Settings settings, Map<String, String> environment, Clock clock) {
        return openAt(settings.get(baseUrl()), settings, environment, clock);
    }

    /// The same, at an address that follows from other settings where `base-url` is left out.
    public Access openAt(String baseUrl, Settings settings, Map<String, String> environment, Clock clock) {
        return openAt(baseUrl, settings.find(keyFrom()).orElse(List.of()), settings, environment, clock);
    }

    /// The same, with requests that are signed in place of a key in a header.
    public Access openSigned(
            String baseUrl, RequestSigner signer, Settings settings, Map<String, String> environment, Clock clock) {
        BaseUrl base = BaseUrl.parse(baseUrl);
        if (!base.isEncrypted() && !base.isPrivate()) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "signed requests would go to " + base.uri().getHost() + " unencrypted; write https:// in base-url");
        }
        return openAt(baseUrl, List.of(Keys.NONE), settings, environment, clock).signedBy(signer);
    }

    private Access openAt(
            String baseUrl, List<String> keyFrom, Settings settings, Map<String, String> environment, Clock clock) {
        BaseUrl base = BaseUrl.parse(baseUrl);
        Keys keys = Keys.find(keyFrom, usualVariable, base, environment);
        return new Access(
                this,
                base,
                keys,
                Headers.checked(settings.get(HEADERS)),
                HttpProxy.find(settings.find(PROXY), base, environment),
                settings.find(CA_FILE).map(TrustedCertificates::with),
                Math.toIntExact(settings.get(CONCURRENCY)),
                clock,
                Optional.empty());
    }

    /// A service with a key, ready to be called.
    public static final class Access {
        private final Service service;
        private final BaseUrl base;
        private final Keys keys;
        private final Map<String, String> headers;
        private final Optional<HttpProxy> proxy;
        private final Optional<SSLContext> certificates;
        private final int concurrency;
        private final Clock clock;
        private final Optional<RequestSigner> signer;
        private final Redaction redaction;

        private Access(
                Service service,
                BaseUrl base,
                Keys keys,
                Map<String, String> headers,
                Optional<HttpProxy> proxy,
                Optional<SSLContext> certificates,
                int concurrency,
                Clock clock,
                Optional<RequestSigner> signer) {
            this.service = service;
            this.base = base;
            this.keys = keys;
            this.headers = headers;
            this.proxy = proxy;
            this.certificates = certificates;
            this.concurrency = concurrency;
            this.clock = clock;
            this.signer = signer;
            this.redaction = Redaction.of(keys, proxy, signer);
        }

        /// The host of the base URL.
        public String host() {
            return base.uri().getHost();
        }

        /// The path of the base URL, with no slash at its end.
        public String path() {
            return base.uri().getRawPath();
        }

        /// This with a header of the provider's own; one that the pipeline sets goes first.
        public Access withHeader(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            boolean isSet = headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
            if (!isSet) {
                more.putAll(Headers.checked(Map.of(name, value)));
            }
            return new Access(service, base, keys, more, proxy, certificates, concurrency, clock, signer);
        }

        private Access signedBy(RequestSigner newSigner) {
            return new Access(
                    service, base, keys, headers, proxy, certificates, concurrency, clock, Optional.of(newSigner));
        }

        /// This with a header of the provider's own, where it has a value.
        public Access withHeader(String name, Optional<String> value) {
            return value.map(present -> withHeader(name, present)).orElse(this);
        }

        /// An endpoint that writes and reads like this.
        ///
        /// @param identity as [dev.seedbed.api.model.Endpoint#identity] gives it
        public HttpEndpoint speaking(String identity, WireFormat format, Set<Capability> capabilities) {
            return new HttpEndpoint(identity, format, capabilities, this, Optional.empty());
        }

        /// As [#speaking], with the provider's interface for batches, which goes with [Capability#BATCH].
        public HttpEndpoint speaking(
                String identity,
                WireFormat format,
                Set<Capability> capabilities,
                Function<HttpCalls, BatchService> batching) {
            return new HttpEndpoint(
                    identity,
                    format,
                    capabilities,
                    this,
                    capabilities.contains(Capability.BATCH) ? Optional.of(batching) : Optional.empty());
        }

        /// The headers of a request with a body of JSON.
        Map<String, String> requestHeaders(Optional<Key> key) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("Content-Type", "application/json");
            all.put("Accept", "application/json");
            all.put("User-Agent", "seedbed");
            headers.forEach((name, value) -> {
                all.keySet().removeIf(name::equalsIgnoreCase);
                all.put(name, value);
            });
            proxy.flatMap(HttpProxy::credentials).ifPresent(value -> all.put("Proxy-Authorization", value));
            key.ifPresent(value -> all.put(service.keyHeader(), value.header(service.keyPrefix())));
            return all;
        }

        /// An endpoint for vectors that writes and reads like this.
        ///
        /// @param identity as [dev.seedbed.api.model.Endpoint#identity] gives it
        /// @param dimensions how many numbers are asked for, if the pipeline says so
        public HttpEmbedding embedding(
                String identity, EmbeddingFormat format, EmbeddingLimits limits, OptionalInt dimensions) {
            return new HttpEmbedding(identity, format, limits, dimensions, this);
        }

        BaseUrl base() {
            return base;
        }

        Keys keys() {
            return keys;
        }

        Optional<HttpProxy> proxy() {
            return proxy;
        }

        Optional<SSLContext> certificates() {
            return certificates;
        }

        int concurrency() {
            return concurrency;
        }

        Optional<RequestSigner> signer() {
            return signer;
        }

        /// A text as it may be shown and kept.
        String shown(String text) {
            return redaction.shown(text);
        }

        Clock clock() {
            return clock;
        }
    }
}
