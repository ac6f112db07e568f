package dev.seedbed.model.embedding;

import ai.onnxruntime.OrtException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The model of this process as an endpoint. It is loaded by the first call.
///
/// Texts are computed on threads of its own, one for each core: native code holds on to its thread, and would keep
/// the virtual threads of everybody else from theirs.
final class MiniLmEndpoint implements EmbeddingEndpoint {
    private static final String NAME = "all-minilm-l6-v2-q";
    private static final int MOST_TEXTS = 32;
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private final ExecutorService threads;
    private final Object loading = new Object();
    private @Nullable MiniLm model;

    MiniLmEndpoint(int cores) {
        threads = Executors.newFixedThreadPool(
                cores,
                Thread.ofPlatform().daemon().name("seedbed-embedding-", 0).factory());
    }

    @Override
    @SuppressWarnings("Interruption") // nobody waits any more, and a long text would hold its thread for seconds
    public EmbeddingReply embed(List<String> texts, Duration deadline)
            throws CallFailedException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        List<Future<MiniLm.Embedding>> coming = new ArrayList<>(texts.size());
        try {
            for (String text : texts) {
                coming.add(threads.submit(() -> loaded().embed(text)));
            }
            List<float[]> vectors = new ArrayList<>(texts.size());
            long tokens = 0;
            for (Future<MiniLm.Embedding> each : coming) {
                MiniLm.Embedding embedding = each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                vectors.add(embedding.vector());
                tokens += embedding.tokens();
            }
            return new EmbeddingReply(vectors, new Usage(tokens, 0, false), Optional.of(NAME));
        } catch (TimeoutException e) {
            throw new CallFailedException(
                    Remedy.RETRY, texts.size() + " texts were not embedded within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new CallFailedException(Remedy.RETRY, "the embedding model was closed");
        } finally {
            coming.forEach(each -> each.cancel(true));
        }
    }

    private MiniLm loaded() throws IOException, OrtException {
        synchronized (loading) {
            MiniLm loaded = model;
            if (loaded == null) {
                loaded = MiniLm.load();
                model = loaded;
            }
            return loaded;
        }
    }

    private static CallFailedException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case LinkageError e ->
                stopping(
                        "the embedding model needs ONNX Runtime, which cannot be loaded on this machine ("
                                + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "): "
                                + e.getMessage(),
                        e);
            case IOException e -> stopping("the embedding model cannot be loaded: " + e.getMessage(), e);
            case OrtException e -> stopping("the embedding model failed: " + e.getMessage(), e);
            case OutOfMemoryError e -> stopping("there is not enough memory for the embedding model", e);
            case InterruptedException _ -> new CallFailedException(Remedy.RETRY, "the embedding model was closed");
            case null, default -> throw new IllegalStateException("embedding a text failed", cause);
        };
    }

    private static CallFailedException stopping(String message, Throwable cause) {
        return new CallFailedException(Remedy.STOP_RUN, message, OptionalInt.empty(), Optional.empty(), "", cause);
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

    /// Waits for the texts that are being computed: the native model must not be gone under them.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        synchronized (loading) {
            try {
                if (model != null) {
                    model.close();
                    model = null;
                }
            } catch (OrtException e) {
                throw new IllegalStateException("the embedding model cannot be closed", e);
            }
        }
    }
}
