package dev.seedbed.model.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A request as it is posted.
///
/// @param path what comes after the base URL, its query included, such as `/chat/completions`
/// @param body JSON
public record Call(String path, String body) {
    /// A name as a part of a path.
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
