package dev.seedbed.api.model;

import java.util.List;
import java.util.Optional;

/// The vectors of some texts.
///
/// @param vectors one for each text, in their order, each of length 1; whoever gets the reply may keep them
/// @param usage the tokens it took, in all
/// @param model what the endpoint says answered, if it does
public record EmbeddingReply(List<float[]> vectors, Usage usage, Optional<String> model) {
    public EmbeddingReply {
        vectors = List.copyOf(vectors);
    }

    /// A vector of the same direction and of length 1.
    ///
    /// @throws IllegalArgumentException if it has no direction: all numbers are 0, or one is not finite
    public static float[] ofLengthOne(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw new IllegalArgumentException("a vector of " + vector.length + " numbers has no direction");
        }
        double length = Math.sqrt(squares);
        float[] normal = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            normal[i] = (float) (vector[i] / length);
        }
        return normal;
    }
}
