package dev.seedbed.model.openai;

import dev.seedbed.model.http.EmbeddingLimits;

/// How servers differ in giving vectors.
///
/// OpenAI and Azure take 2,048 texts of 8,192 tokens each, 300,000 tokens in all ("Create embeddings" of either's
/// reference, 2026). Mistral answers "Too many tokens in batch. Max is 16384", and clients of it send 128 texts
/// (continuedev/continue, issue 2418, and dust-tt/dust, pull request 10654; 2024 to 2025). Servers of one's own
/// publish no limits: a call of 256 texts is answered within a deadline, and as numbers still below what is read
/// of a reply. Batches that are refused are halved by the engine.
///
/// @param dimensionsField what a request calls the number of dimensions; Mistral, "Embeddings" (2026), differs
/// @param base64 whether vectors are asked for as base64, which is a fourth of the size: as far as it is
///     documented
record EmbeddingHabits(EmbeddingLimits limits, String dimensionsField, boolean base64) {
    private static final int TOKENS_PER_TEXT = 8_192;

    static final EmbeddingHabits OPENAI =
            new EmbeddingHabits(new EmbeddingLimits(2_048, 300_000, TOKENS_PER_TEXT), "dimensions", true);
    static final EmbeddingHabits MISTRAL =
            new EmbeddingHabits(new EmbeddingLimits(128, 16_384, TOKENS_PER_TEXT), "output_dimension", false);
    static final EmbeddingHabits OTHERS =
            new EmbeddingHabits(new EmbeddingLimits(256, 300_000, TOKENS_PER_TEXT), "dimensions", false);
    /// Its server knows `encoding_format` (vLLM, entrypoints for pooling, 2026).
    static final EmbeddingHabits VLLM = new EmbeddingHabits(OTHERS.limits, "dimensions", true);

    static EmbeddingHabits of(Dialect dialect) {
        if (dialect.equals(Dialect.OPENAI) || dialect.equals(Dialect.AZURE)) {
            return OPENAI;
        }
        if (dialect.equals(Dialect.MISTRAL)) {
            return MISTRAL;
        }
        return dialect.equals(Dialect.VLLM) ? VLLM : OTHERS;
    }
}
