package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import java.util.List;
import java.util.Optional;

/// How one provider is asked for vectors and gives them; all else is [HttpEmbedding]'s.
///
/// Thread-safe, and a function of its arguments alone.
public interface EmbeddingFormat {
    /// The model's name as the provider knows it. Tokens are counted by it where an answer gives no figures.
    String model();

    /// The request for the vectors of these texts.
    Call write(List<String> texts);

    /// The vectors in the body of a success, in the order of the texts; empty if it holds none, or in no order.
    Optional<EmbeddingAnswer> read(Data body);

    /// An error in the body of a success that holds no vectors, as routers give it.
    default Optional<Refusal> refusalInside(Data body) {
        return Optional.empty();
    }

    /// What an error says.
    ///
    /// @param body empty if it was no JSON object
    Refusal refusal(int status, Data body);
}
