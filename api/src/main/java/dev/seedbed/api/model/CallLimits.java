package dev.seedbed.api.model;

import java.util.OptionalLong;

/// What a user says that an endpoint takes. What is empty is found out.
///
/// @param requestsPerMinute at least 1
/// @param tokensPerMinute input and output together, at least 1
public record CallLimits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
    public static final CallLimits NONE = new CallLimits(OptionalLong.empty(), OptionalLong.empty());
}
