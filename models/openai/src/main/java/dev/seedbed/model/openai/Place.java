package dev.seedbed.model.openai;

import dev.seedbed.model.http.Call;

/// Where an interface is, below the base URL.
///
/// @param before what stands before a path such as `/chat/completions`
/// @param after what stands behind it: a query, or nothing
record Place(String before, String after) {
    static final Place HERE = new Place("", "");

    Call call(String path, String body) {
        return new Call(before + path + after, body);
    }
}
