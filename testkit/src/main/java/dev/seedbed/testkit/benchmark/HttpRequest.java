package dev.seedbed.testkit.benchmark;

import java.nio.charset.StandardCharsets;

/// A request as it came in.
///
/// @param method such as `POST`
/// @param target path and query
/// @param head all of its headers, as sent
// Compared by nobody; the bytes are never changed.
@SuppressWarnings("ArrayRecordComponent")
record HttpRequest(String method, String target, byte[] head, byte[] body) {
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// The value of a parameter of the query, or the given one.
    String parameter(String name, String otherwise) {
        int query = target.indexOf('?');
        for (String pair :
                query < 0 ? new String[0] : target.substring(query + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return otherwise;
    }

    /// The value of a header, whatever the case of its name; empty if it is not there.
    String header(String name) {
        for (String line : new String(head, StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (line.length() > name.length()
                    && line.charAt(name.length()) == ':'
                    && line.regionMatches(true, 0, name, 0, name.length())) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return "";
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
