package dev.seedbed.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The port to one place that turns texts into vectors, so that texts of like meaning lie close together.
///
/// ```java
/// EmbeddingReply reply = endpoint.embed(List.of("A man eats.", "Someone dines."), Duration.ofSeconds(30));
/// float[] first = reply.vectors().getFirst();
/// ```
///
/// **Vectors** are in the order of the texts and of length 1, so that the product of two is their cosine.
/// **Determinism**: a text's vector must not depend on the batch that it came in, as each is journalled by
/// itself. **Texts** are well-formed: no half of a surrogate pair. Making an endpoint is cheap and touches
/// neither the network nor a model; the first call does. Thread-safe; calls block, and end soon after their
/// thread is interrupted.
public interface EmbeddingEndpoint extends Endpoint {
    /// Embeds once, with no retry.
    ///
    /// @param texts at least one, and at most [#mostTexts()]
    /// @param deadline how long the call may take in all
    /// @throws CallFailedException if there is no complete reply; it says whether trying again can help
    EmbeddingReply embed(List<String> texts, Duration deadline) throws CallFailedException, InterruptedException;

    /// How many numbers a vector has; empty if that is known only from a reply.
    OptionalInt dimensions();

    /// How many texts one call takes.
    int mostTexts();

    /// How many tokens one call takes, all texts together.
    long mostTokens();

    /// How many tokens of one text the model sees at once. The provider says what becomes of a longer one.
    int mostTokensPerText();

    /// It gives vectors and no text.
    @Override
    default Reply ask(Request request, int seed, Duration deadline) throws CallFailedException {
        throw new CallFailedException(
                CallFailedException.Remedy.STOP_RUN, identity() + " makes embeddings and cannot answer");
    }

    @Override
    default Set<Capability> capabilities() {
        return Set.of(Capability.EMBED);
    }

    @Override
    default Optional<ChatTemplate> chatTemplate() {
        return Optional.empty();
    }
}
