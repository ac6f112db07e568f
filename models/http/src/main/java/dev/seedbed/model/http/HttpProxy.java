package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The proxy that an endpoint is called through, if any.
///
/// The setting `proxy` decides where it is given. Otherwise the environment does, as for most programs:
/// `HTTPS_PROXY` or `HTTP_PROXY` by the endpoint's scheme, else `ALL_PROXY`, but not for the hosts in
/// `NO_PROXY` and not for this machine. Small letters do as well, and go first.
///
/// @param address host and port; the host is looked up when it is called
/// @param credentials what the header `Proxy-Authorization` is to say
/// @param secrets what of them must not be shown
record HttpProxy(InetSocketAddress address, Optional<String> credentials, List<Secret> secrets) {
    private static final String NONE = "none";
    private static final String SHOWN = "(the password)";

    /// What the JDK reads to find out how not to log in to a proxy that tunnels. It has `Basic` unless it is
    /// set.
    private static final String TUNNEL_PROPERTY = "jdk.http.auth.tunneling.disabledSchemes";

    static Optional<HttpProxy> find(Optional<String> setting, BaseUrl base, Map<String, String> environment) {
        if (setting.isPresent()) {
            return setting.get().equals(NONE)
                    ? Optional.empty()
                    : Optional.of(parse(setting.get(), "the setting proxy", base));
        }
        String scheme = base.isEncrypted() ? "HTTPS_PROXY" : "HTTP_PROXY";
        Optional<String> address = variable(scheme, environment).or(() -> variable("ALL_PROXY", environment));
        if (address.isEmpty() || base.isLoopback() || isExcepted(base, environment)) {
            return Optional.empty();
        }
        return Optional.of(parse(address.get(), "the environment variable " + scheme, base));
    }

    private static Optional<String> variable(String name, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /// A host is named by itself or by the end of its name, with a dot or `*.` before it or not; `*` names all.
    private static boolean isExcepted(BaseUrl base, Map<String, String> environment) {
        String host = base.uri().getHost().toLowerCase(Locale.ROOT);
        String authority = base.uri().getAuthority().toLowerCase(Locale.ROOT);
        for (String each : variable("NO_PROXY", environment).orElse("").split("[,\\s]+")) {
            String end = each.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (end.equals("*")
                    || (!end.isEmpty() && (host.equals(end) || authority.equals(end) || host.endsWith("." + end)))) {
                return true;
            }
        }
        return false;
    }

    private static HttpProxy parse(String text, String source, BaseUrl base) {
        URI uri;
        try {
            uri = new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw wrong(source, "is not an address");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw wrong(source, "begins with " + uri.getScheme() + "://, but only http:// proxies are known");
        }
        if (uri.getHost() == null) {
            throw wrong(source, "names no host");
        }
        Optional<String> credentials = Optional.ofNullable(uri.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        if (credentials.isPresent() && base.isEncrypted() && !mayLogInToTunnel()) {
            throw wrong(
                    source,
                    "has a name and password, which Java sends to no proxy before https:// unless it is started with"
                            + " -D" + TUNNEL_PROPERTY + "= (JAVA_TOOL_OPTIONS may hold that)");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new HttpProxy(
                InetSocketAddress.createUnresolved(uri.getHost(), port),
                credentials,
                Optional.ofNullable(uri.getUserInfo()).map(HttpProxy::secretsOf).orElse(List.of()));
    }

    /// The password, and with the name as it is sent.
    private static List<Secret> secretsOf(String user) {
        String sent = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        String password = user.substring(user.indexOf(':') + 1);
        return Stream.of(sent, password)
                .filter(each -> !each.isEmpty())
                .map(each -> Secret.of(each, SHOWN))
                .toList();
    }

    private static boolean mayLogInToTunnel() {
        String disabled = System.getProperty(TUNNEL_PROPERTY, "Basic");
        return !List.of(disabled.toLowerCase(Locale.ROOT).split("[,\\s]+")).contains("basic");
    }

    private static SeedbedException wrong(String source, String what) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, "the proxy in " + source + " " + what + "; write for example http://proxy:3128");
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
