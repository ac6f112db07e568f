package dev.seedbed.model.embedding;

import ai.onnxruntime.OrtException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A model of this process, loaded by the first question, and the threads that compute with it.
///
/// ```java
/// NativeModel<MiniLm> model = new NativeModel<>("the embedding model", 2, MiniLm::load);
/// List<Embedding> two = model.answers(List.of(m -> m.embed("one"), m -> m.embed("two")), Duration.ofSeconds(30));
/// ```
///
/// It has threads of its own, one for each core: native code holds on to its thread, and would keep the virtual threads
/// of everybody else from theirs. Thread-safe.
final class NativeModel<M extends NativeModel.Loaded> implements AutoCloseable {
    /// ONNX Runtime 1.29 recurses at its start as deep as the command line of the process is long: a class path of
    /// 9,600
    /// characters overflowed a usual stack, which ends the process without a word. This is room, not memory.
    private static final long STACK = 64L << 20;

    private final String what;
    private final Loader<M> loader;
    private final ExecutorService threads;
    private final Object loading = new Object();
    private @Nullable M model;

    /// A model that is in memory.
    interface Loaded extends AutoCloseable {
        @Override
        void close() throws OrtException;
    }

    interface Loader<M> {
        M load() throws IOException, OrtException;
    }

    interface Question<M, T> {
        T answer(M model) throws OrtException, IOException, InterruptedException;
    }

    /// @param what it is, for messages: `the embedding model`
    NativeModel(String what, int cores, Loader<M> loader) {
        this.what = what;
        this.loader = loader;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(cores, task -> {
            Thread thread = new Thread(null, task, "seedbed-model-" + number.getAndIncrement(), STACK);
            thread.setDaemon(true);
            return thread;
        });
    }

    /// The answers in the order of the questions, which are computed at the same time as far as there are cores.
    @SuppressWarnings("Interruption") // nobody waits any more, and a long text would hold its thread for seconds
    <T> List<T> answers(List<Question<M, T>> questions, Duration deadline)
            throws CallFailedException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        List<Future<T>> coming = new ArrayList<>(questions.size());
        try {
            for (Question<M, T> question : questions) {
                coming.add(threads.submit(() -> question.answer(loaded())));
            }
            List<T> answers = new ArrayList<>(questions.size());
            for (Future<T> each : coming) {
                answers.add(each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            }
            return answers;
        } catch (TimeoutException e) {
            throw new CallFailedException(
                    Remedy.RETRY,
                    what + " did not answer " + questions.size() + (questions.size() == 1 ? " text" : " texts")
                            + " within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new CallFailedException(Remedy.RETRY, what + " was closed");
        } finally {
            coming.forEach(each -> each.cancel(true));
        }
    }

    private M loaded() throws IOException, OrtException {
        synchronized (loading) {
            M loaded = model;
            if (loaded == null) {
                loaded = loader.load();
                model = loaded;
            }
            return loaded;
        }
    }

    private CallFailedException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case LinkageError e ->
                stopping(
                        what + " needs ONNX Runtime, which cannot be loaded on this machine ("
                                + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "): "
                                + e.getMessage(),
                        e);
            case IOException e -> stopping(what + " cannot be used: " + e.getMessage(), e);
            case OrtException e -> stopping(what + " failed: " + e.getMessage(), e);
            case OutOfMemoryError e -> stopping("there is not enough memory for " + what, e);
            case InterruptedException _ -> new CallFailedException(Remedy.RETRY, what + " was closed");
            case null, default -> throw new IllegalStateException(what + " failed at a text", cause);
        };
    }

    private static CallFailedException stopping(String message, Throwable cause) {
        return new CallFailedException(Remedy.STOP_RUN, message, OptionalInt.empty(), Optional.empty(), "", cause);
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
                throw new IllegalStateException(what + " cannot be closed", e);
            }
        }
    }
}
