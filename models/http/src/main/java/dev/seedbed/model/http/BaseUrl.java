package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where an endpoint's paths begin, with no slash at its end.
record BaseUrl(URI uri) {
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    // RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), and what ICANN keeps out of the public DNS
    // (internal).
    private static final List<String> PRIVATE_ENDINGS =
            List.of(".localhost", ".local", ".internal", ".lan", ".home.arpa");

    /// @throws SeedbedException if it is no URL that requests can be sent to
    static BaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw wrong(text, "is not a URL: " + e.getReason());
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw wrong(text, "does not begin with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(uri.getHost(), "holds a user name or password; keys come from the environment: see key-from");
        }
        if (uri.getHost() == null) {
            throw wrong(text, "names no host");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(uri.getHost(), "ends in a query or fragment, which has no place before a path");
        }
        return new BaseUrl(uri);
    }

    private static SeedbedException wrong(String seen, String what) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "base-url '" + seen.replaceAll("//[^/]*@", "//") + "' " + what
                        + "; write for example http://localhost:8000/v1");
    }

    URI resolve(String path) {
        return URI.create(uri + path);
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /// Whether the host is this machine, by its name or number alone.
    boolean isLoopback() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (NUMBERS.matcher(host).matches() && host.startsWith("127."));
    }

    /// Whether the host is on this machine or in a private network, by its name or number alone: nothing is
    /// looked up.
    boolean isPrivate() {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return isPrivateVersion6(host.substring(1, host.length() - 1));
        }
        if (NUMBERS.matcher(host).matches()) {
            return isPrivateVersion4(host);
        }
        return !host.contains(".") || PRIVATE_ENDINGS.stream().anyMatch(host::endsWith);
    }

    // RFC 1918, RFC 1122 (loopback), RFC 3927 (link-local), RFC 6598 (shared).
    private static boolean isPrivateVersion4(String host) {
        String[] parts = host.split("\\.");
        int first = Integer.parseInt(parts[0]);
        int second = Integer.parseInt(parts[1]);
        return first == 127
                || first == 10
                || (first == 192 && second == 168)
                || (first == 172 && second >= 16 && second <= 31)
                || (first == 169 && second == 254)
                || (first == 100 && second >= 64 && second <= 127);
    }

    // RFC 4291 (loopback, link-local), RFC 4193 (unique local).
    private static boolean isPrivateVersion6(String host) {
        return host.equals("::1") || host.startsWith("fe80:") || host.matches("f[cd][0-9a-f]{2}:.*");
    }
}
