package dev.seedbed.api.step;

import dev.seedbed.api.Data;

/// Why a sample was rejected, with what a person needs to check it.
///
/// @param reason a stable code of lower-case words joined by hyphens, such as `too-similar`; what reports count
///     by
/// @param explanation one sentence with the value seen and the bound
/// @param evidence the value, bound, matched span, most similar sample... in named fields
public record Rejection(String reason, String explanation, Data evidence) {
    public Rejection {
        if (!reason.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "the reason '" + reason + "' must be lower-case words joined by hyphens");
        }
    }
}
