package dev.seedbed.api.model;

/// What an endpoint may or may not be able to do.
public enum Capability {
    /// Answer a conversation.
    CHAT,
    /// Continue a text with no template applied.
    RAW,
    /// Go on from a beginning of the assistant's turn.
    PREFILL,
    /// Hold a reply to a JSON Schema ([Request.Schema]).
    SCHEMA,
    /// Call a function whose arguments follow a JSON Schema ([Request.Tool]).
    TOOLS,
    /// Hold a reply to being JSON, of whatever shape ([Request.AnyJson]).
    JSON,
    /// Take a seed.
    SEED,
    /// Give the probabilities of words.
    LOG_PROBABILITIES,
    /// Answer many requests at once, later and cheaper.
    BATCH,
    /// Turn texts into vectors ([EmbeddingEndpoint]). A model that does this does nothing else.
    EMBED,
    /// Say which labels fit a text ([TextLabels]). A model that does this does nothing else.
    CLASSIFY
}
