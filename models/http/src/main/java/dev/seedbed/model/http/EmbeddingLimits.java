package dev.seedbed.model.http;

/// How much one call for vectors may hold.
///
/// @param texts the most texts
/// @param tokens the most tokens of all texts together
/// @param tokensPerText the most tokens of one text
public record EmbeddingLimits(int texts, long tokens, int tokensPerText) {
    public EmbeddingLimits withTexts(int newTexts) {
        return new EmbeddingLimits(newTexts, tokens, tokensPerText);
    }
}
