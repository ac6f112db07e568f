package dev.seedbed.model.embedding;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The model of this process as an endpoint. It is loaded by the first call.
final class MiniLmEndpoint implements EmbeddingEndpoint {
    private static final String NAME = "all-minilm-l6-v2-q";
    private static final int MOST_TEXTS = 32;
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private final NativeModel<MiniLm> model;

    MiniLmEndpoint(int cores) {
        model = new NativeModel<>("the embedding model", cores, MiniLm::load);
    }

    @Override
    public EmbeddingReply embed(List<String> texts, Duration deadline)
            throws CallFailedException, InterruptedException {
        List<NativeModel.Question<MiniLm, MiniLm.Embedding>> questions = new ArrayList<>(texts.size());
        texts.forEach(text -> questions.add(loaded -> loaded.embed(text)));
        List<float[]> vectors = new ArrayList<>(texts.size());
        long tokens = 0;
        for (MiniLm.Embedding embedding : model.answers(questions, deadline)) {
            vectors.add(embedding.vector());
            tokens += embedding.tokens();
        }
        return new EmbeddingReply(vectors, new Usage(tokens, 0, false), Optional.of(NAME));
    }

    @Override
    public String identity() {
        return "minilm " + NAME + " sha256:" + MiniLm.SHA256;
    }

    @Override
    public OptionalInt dimensions() {
        return OptionalInt.of(MiniLm.DIMENSIONS);
    }

    @Override
    public int mostTexts() {
        return MOST_TEXTS;
    }

    @Override
    public long mostTokens() {
        return UNLIMITED;
    }

    @Override
    public int mostTokensPerText() {
        return MiniLm.LONGEST_PART;
    }

    /// Two, so that the cores have work while the vectors of the batch before are written down.
    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public void close() {
        model.close();
    }
}
