package dev.seedbed.testkit;

import java.util.Optional;

/// A request as it came in.
///
/// @param method such as `POST`
/// @param path such as `/v1/chat/completions`
/// @param head the request line and the headers as they were sent
/// @param body in UTF-8, empty if there was none
public record RecordedRequest(String method, String path, String head, String body) {
    /// The value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.length() > name.length()
                        && line.charAt(name.length()) == ':'
                        && line.regionMatches(true, 0, name, 0, name.length()))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }
}
