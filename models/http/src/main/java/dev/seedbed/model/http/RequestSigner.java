package dev.seedbed.model.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// Signs requests, for services that want that instead of a key in a header. Thread-safe.
public interface RequestSigner {
    /// The headers that prove who asks.
    ///
    /// @param address where the body is posted
    Map<String, String> sign(URI address, byte[] body);

    /// What must not be shown: the keys that are signed with.
    List<Secret> secrets();
}
