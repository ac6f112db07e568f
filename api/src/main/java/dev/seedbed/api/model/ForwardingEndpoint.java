package dev.seedbed.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An endpoint that hands everything on to another, but for what it does otherwise.
///
/// ```java
/// record Counted(Endpoint real, LongAdder asked) implements ForwardingEndpoint {
///     @Override
///     public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException
/// {
///         asked.increment();
///         return real.ask(request, seed, deadline);
///     }
/// }
/// ```
///
/// An [EmbeddingEndpoint] that is forwarded like this embeds no more.
public interface ForwardingEndpoint extends Endpoint {
    /// Whom everything is handed on to.
    Endpoint real();

    @Override
    default Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        return real().ask(request, seed, deadline);
    }

    @Override
    default String identity() {
        return real().identity();
    }

    @Override
    default Set<Capability> capabilities() {
        return real().capabilities();
    }

    @Override
    default Optional<ChatTemplate> chatTemplate() {
        return real().chatTemplate();
    }

    @Override
    default List<String> labels() {
        return real().labels();
    }

    @Override
    default int concurrency() {
        return real().concurrency();
    }

    @Override
    default Allowance allowance() {
        return real().allowance();
    }

    @Override
    default Optional<BatchService> batchService() {
        return real().batchService();
    }

    @Override
    default long mostInputTokens(Request request) {
        return real().mostInputTokens(request);
    }

    @Override
    default void close() {
        real().close();
    }
}
