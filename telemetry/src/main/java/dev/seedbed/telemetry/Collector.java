package dev.seedbed.telemetry;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A collector of OpenTelemetry that takes OTLP over HTTP.
///
/// ```java
/// Collector collector = Collector.at("http://localhost:4318");
/// ```
///
/// Its headers may hold a key: they are sent to it and shown nowhere, [#toString] included.
public final class Collector {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

    private final URI base;
    private final Map<String, String> headers;

    private Collector(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /// The collector at this URL, to which `/v1/traces` and `/v1/metrics` are added.
    ///
    /// @throws SeedbedException if it is not `http` or `https` with a host, or holds more than a path behind that
    public static Collector at(String url) {
        return new Collector(read(url, "the collector's address"), Map.of());
    }

    /// The collector that OpenTelemetry's own variables name: `OTEL_EXPORTER_OTLP_ENDPOINT` and, where it wants a
    /// key, `OTEL_EXPORTER_OTLP_HEADERS`, as `name=value,name=value` with values encoded as in URLs.
    ///
    /// @throws SeedbedException if the first is missing or one of them cannot be read
    public static Collector of(Map<String, String> environment) {
        String url = environment.getOrDefault(ENDPOINT, "").strip();
        if (url.isEmpty()) {
            throw wrong(ENDPOINT + " is not set; set it to the collector's address, such as http://localhost:4318, or"
                    + " give that in its place");
        }
        return new Collector(read(url, ENDPOINT), headers(environment.getOrDefault(HEADERS, "")));
    }

    private static URI read(String url, String what) {
        String allowed = "; it must be like http://localhost:4318 or https://host/path";
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException _) {
            // It is not shown: what cannot be read may hold a password.
            throw wrong(what + " is not a URL" + allowed);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(
                    what + " holds a user, a query or a fragment" + allowed + ", and a key belongs into " + HEADERS);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw wrong(what + " is '" + url.strip() + "'" + allowed);
        }
        return uri;
    }

    private static Map<String, String> headers(String written) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String each : written.split(",", -1)) {
            int equals = each.indexOf('=');
            if (each.isBlank()) {
                continue;
            }
            if (equals < 1) {
                throw wrong(HEADERS + " cannot be read; it must be name=value, several with commas between them");
            }
            headers.put(
                    each.substring(0, equals).strip(),
                    decoded(each.substring(equals + 1).strip()));
        }
        return headers;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw wrong(HEADERS + " has a value that cannot be read; a % in it must be written as %25");
        }
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, "telemetry: " + message);
    }

    /// @param signal `traces` or `metrics`
    String path(String signal) {
        String plain = base.toString();
        return (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain) + "/v1/" + signal;
    }

    Map<String, String> headers() {
        return headers;
    }

    /// Its address.
    @Override
    public String toString() {
        return base.toString();
    }
}
