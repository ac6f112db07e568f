package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the headers that a pipeline adds.
final class Headers {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /// The client's own, and those that hold keys at one provider or another.
    private static final Set<String> RESERVED = Set.of(
            "api-key",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "host",
            "proxy-authorization",
            "transfer-encoding",
            "upgrade",
            "x-amz-date",
            "x-amz-security-token",
            "x-api-key",
            "x-goog-api-key");

    private Headers() {}

    static Map<String, String> checked(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw wrong("the header '" + name + "' holds characters that HTTP does not allow; use plain ASCII");
            }
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
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
