package dev.seedbed.api.model;

/// The tokens of a call.
///
/// @param input tokens of the request
/// @param output tokens of the reply
/// @param estimated whether the endpoint gave no figures and these were counted or guessed by us
public record Usage(long input, long output, boolean estimated) {
    public static final Usage NONE = new Usage(0, 0, false);

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, estimated || other.estimated);
    }
}
