package dev.seedbed.model.http;

import dev.seedbed.api.model.Usage;
import java.util.List;
import java.util.Optional;

/// Vectors as an endpoint gave them, of whatever length.
///
/// @param usage the tokens it took, empty if the endpoint gave none
/// @param model what the endpoint says answered
public record EmbeddingAnswer(List<float[]> vectors, Optional<Usage> usage, Optional<String> model) {
    public EmbeddingAnswer {
        vectors = List.copyOf(vectors);
    }
}
