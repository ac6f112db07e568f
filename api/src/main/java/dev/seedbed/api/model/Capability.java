package dev.seedbed.api.model;

/// What an endpoint may or may not be able to do.
public enum Capability {
    /// Answer a conversation.
    CHAT,
    /// Continue a text with no template applied.
    RAW,
    /// Go on from a beginning of the assistant's turn.
    PREFILL,
    /// Hold a reply to a JSON Schema.
    SCHEMA,
    /// Take a seed.
    SEED,
    /// Give the probabilities of words.
    LOG_PROBABILITIES
}
