package dev.seedbed.model.http;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.model.http.HttpCaller.BrokenReplyException;
import dev.seedbed.tokens.TokenCounter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An endpoint over HTTP that turns texts into vectors, made by [Service.Access#embedding]. It calls as
/// [HttpCaller] says.
///
/// A reply is whole if it holds one vector for each text, all of the same length, each with a direction; else the
/// call failed and is to be tried again. Vectors are brought to length 1 here, whatever the service does.
public final class HttpEmbedding implements EmbeddingEndpoint {
    private final String identity;
    private final EmbeddingFormat format;
    private final EmbeddingLimits limits;
    private final OptionalInt dimensions;
    private final TokenCounter counter;
    private final Service.Access access;
    private final HttpCaller caller;

    HttpEmbedding(
            String identity,
            EmbeddingFormat format,
            EmbeddingLimits limits,
            OptionalInt dimensions,
            Service.Access access) {
        this.identity = identity;
        this.format = format;
        this.limits = limits;
        this.dimensions = dimensions;
        counter = TokenCounter.of(format.model());
        this.access = access;
        caller = new HttpCaller(access);
    }

    @Override
    public EmbeddingReply embed(List<String> texts, Duration deadline)
            throws CallFailedException, InterruptedException {
        EmbeddingReply reply = caller.call(format.write(texts), new Vectors(texts), deadline);
        int length = reply.vectors().getFirst().length;
        if (dimensions.isPresent() && length != dimensions.getAsInt()) {
            throw new CallFailedException(
                    Remedy.STOP_RUN,
                    access.shown(TransportFailures.where(access) + " gave vectors of " + length + " numbers where "
                            + dimensions.getAsInt() + " were asked for: the model cannot shorten its vectors; leave"
                            + " dimensions out"));
        }
        return reply;
    }

    private final class Vectors implements HttpCaller.Reading<EmbeddingReply> {
        private final List<String> texts;

        Vectors(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public EmbeddingReply read(Data body) throws BrokenReplyException {
            Optional<EmbeddingAnswer> answer = format.read(body);
            if (answer.isPresent()) {
                return new EmbeddingReply(
                        ofLengthOne(answer.get().vectors()),
                        answer.get().usage().orElseGet(this::counted),
                        answer.get().model());
            }
            Optional<Refusal> refusal = format.refusalInside(body);
            throw refusal.isPresent()
                    ? new BrokenReplyException(refusal.get())
                    : new BrokenReplyException("it holds no list of vectors in order");
        }

        private List<float[]> ofLengthOne(List<float[]> vectors) throws BrokenReplyException {
            if (vectors.size() != texts.size()) {
                throw new BrokenReplyException(
                        "it holds " + vectors.size() + " vectors for " + texts.size() + " texts");
            }
            List<float[]> normal = new ArrayList<>(vectors.size());
            for (float[] vector : vectors) {
                if (vector.length != vectors.getFirst().length) {
                    throw new BrokenReplyException("it holds vectors of " + vectors.getFirst().length + " and of "
                            + vector.length + " numbers");
                }
                try {
                    normal.add(EmbeddingReply.ofLengthOne(vector));
                } catch (IllegalArgumentException e) {
                    throw new BrokenReplyException(String.valueOf(e.getMessage()));
                }
            }
            return normal;
        }

        private Usage counted() {
            long tokens = texts.stream().mapToLong(counter::count).sum();
            return new Usage(Math.max(1, tokens), 0, 0, 0, Optional.of(counter.name()));
        }

        @Override
        public Refusal refusal(int status, Data body, HttpHeaders headers) {
            return format.refusal(status, body);
        }
    }

    @Override
    public OptionalInt dimensions() {
        return dimensions;
    }

    @Override
    public int mostTexts() {
        return limits.texts();
    }

    @Override
    public long mostTokens() {
        return limits.tokens();
    }

    @Override
    public int mostTokensPerText() {
        return limits.tokensPerText();
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public int concurrency() {
        return access.concurrency();
    }

    @Override
    public Allowance allowance() {
        return caller.allowance();
    }

    @Override
    public void close() {
        caller.close();
    }

    @Override
    public String toString() {
        return identity + " at " + access.base().uri();
    }
}
