package dev.seedbed.model.local;

import dev.seedbed.api.Data;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A GGUF model on this machine. The model's process is started at the first call, and again at the first call
/// after it has died.
final class LocalEndpoint implements Endpoint {
    static final Set<Capability> CAN =
            Set.of(Capability.CHAT, Capability.RAW, Capability.PREFILL, Capability.SCHEMA, Capability.SEED);

    /// What the library itself takes where nothing is said.
    private static final int TOP_K = 40;

    private static final double TOP_P = 0.95;
    private static final double MIN_P = 0.05;

    private final LocalModel model;
    private final LocalOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<ModelProcess> current;
    private volatile @Nullable ModelProcess newest;
    private volatile boolean closed;

    LocalEndpoint(LocalModel model, LocalOptions options) {
        this.model = model;
        this.options = options;
    }

    @Override
    public Reply ask(Request request, int seed, Duration deadline) throws CallFailedException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        Data ask = frame(request, seed);
        ModelProcess process = process(end, deadline);
        ModelProcess.Call call = process.send(ask);
        try {
            Data done = call.done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return reply(request, done);
        } catch (TimeoutException e) {
            process.abandon(call);
            throw late(deadline);
        } catch (InterruptedException e) {
            process.abandon(call);
            throw e;
        } catch (ExecutionException e) {
            throw ModelProcess.failure(e);
        }
    }

    private static CallFailedException late(Duration deadline) {
        return new CallFailedException(
                Remedy.RETRY, "the local model gave no reply within " + deadline.toMillis() / 1000.0 + " s");
    }

    private Data frame(Request request, int seed) throws CallFailedException {
        try {
            GgufFile gguf = model.gguf();
            long trained = gguf.contextLength().orElse(Long.MAX_VALUE);
            if (options.context() > trained) {
                throw new CallFailedException(
                        Remedy.STOP_RUN,
                        "`context` is " + options.context() + ", but this model was trained for " + trained);
            }
            String prompt = prompt(request.input());
            if (gguf.addsBos()
                    && gguf.bos().isPresent()
                    && prompt.startsWith(gguf.bos().get())) {
                // The tokenizer puts it there by itself; twice would be a text the model has never seen.
                prompt = prompt.substring(gguf.bos().get().length());
            }
            Data ask = sampling(request.sampling())
                    .with("prompt", prompt)
                    .with("bos", gguf.addsBos())
                    .with("seed", seed)
                    .with("context", options.context());
            return request.schema().isPresent()
                    ? ask.with("schema", GrammarSchema.of(request.schema().get()))
                    : ask;
        } catch (SeedbedException e) {
            throw new CallFailedException(
                    Remedy.STOP_RUN, String.valueOf(e.getMessage()), OptionalInt.empty(), Optional.empty(), "", e);
        }
    }

    private static Data sampling(Sampling sampling) {
        return Data.of("temperature", sampling.temperature())
                .with("max_tokens", sampling.maxTokens())
                .with("top_k", sampling.topK().orElse(TOP_K))
                .with("top_p", sampling.topP().orElse(TOP_P))
                .with("min_p", sampling.minP().orElse(MIN_P))
                .with("frequency_penalty", sampling.frequencyPenalty().orElse(0))
                .with("presence_penalty", sampling.presencePenalty().orElse(0))
                .with("stop", sampling.stop());
    }

    private String prompt(Request.Input input) {
        return switch (input) {
            case Request.Raw(String text) -> text;
            case Request.Chat(List<Message> messages) -> {
                ChatTemplate template = model.chatTemplate();
                boolean begun = !messages.isEmpty() && messages.getLast().role() == Message.Role.ASSISTANT;
                yield begun
                        ? template.render(messages.subList(0, messages.size() - 1), true)
                                + messages.getLast().content()
                        : template.render(messages, true);
            }
        };
    }

    private Reply reply(Request request, Data done) throws CallFailedException {
        String text = done.text("text");
        String last = done.text("last");
        long output = ModelServer.number(done, "output");
        int most = request.sampling().maxTokens();
        GgufFile gguf = model.gguf();
        boolean ended = gguf.endTokens().contains(last)
                || (output < most && gguf.controlTokens().contains(last));
        if (ended) {
            text = text.substring(0, text.length() - last.length());
        }
        boolean stopped = Boolean.TRUE.equals(done.value("stopped"));
        Finish finish = stopped || ended ? Finish.STOP : Finish.LENGTH;
        if (request.schema().isPresent()) {
            SchemaFit.require(text, finish, request.schema().get());
        }
        boolean guessed = finish == Finish.STOP && Boolean.TRUE.equals(done.value("guessed"));
        long exact = finish == Finish.LENGTH ? most : output;
        return Reply.of(text, finish, new Usage(ModelServer.number(done, "input"), exact, guessed));
    }

    private ModelProcess process(long end, Duration deadline) throws CallFailedException, InterruptedException {
        CompletableFuture<ModelProcess> starting = starting();
        try {
            return starting.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(deadline);
        } catch (ExecutionException e) {
            throw ModelProcess.failure(e);
        }
    }

    private CompletableFuture<ModelProcess> starting() throws CallFailedException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new CallFailedException(Remedy.STOP_RUN, "the local model is closed");
            }
            if (current == null || isSpent(current)) {
                CompletableFuture<ModelProcess> next = new CompletableFuture<>();
                Thread.ofPlatform().daemon().name("seedbed-model-start").start(() -> start(next));
                current = next;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSpent(CompletableFuture<ModelProcess> start) {
        return start.isDone()
                && (start.isCompletedExceptionally() || !start.join().isAlive());
    }

    private void start(CompletableFuture<ModelProcess> next) {
        try {
            next.complete(ModelProcess.start(model.load(options), this::began));
        } catch (CallFailedException e) {
            next.completeExceptionally(e);
        } catch (SeedbedException e) {
            next.completeExceptionally(new CallFailedException(
                    Remedy.STOP_RUN, String.valueOf(e.getMessage()), OptionalInt.empty(), Optional.empty(), "", e));
        } catch (InterruptedException | RuntimeException | LinkageError e) {
            next.completeExceptionally(new CallFailedException(
                    Remedy.UNREACHABLE, "the process of the local model could not be started: " + e));
        }
    }

    private void began(ModelProcess process) {
        newest = process;
        if (closed) {
            process.kill();
        }
    }

    /// The child, if there is one.
    Optional<ProcessHandle> child() {
        ModelProcess process = newest;
        return process == null || !process.isAlive() ? Optional.empty() : Optional.of(process.handle());
    }

    @Override
    public String identity() {
        return "local:" + model.file().sha256();
    }

    @Override
    public Set<Capability> capabilities() {
        return CAN;
    }

    @Override
    public Optional<ChatTemplate> chatTemplate() {
        return model.gguf().chatTemplate().map(_ -> model.chatTemplate());
    }

    @Override
    public int concurrency() {
        return options.slots();
    }

    /// The conversation is written as the model will see it, whose template may add much that no message holds.
    @Override
    public long mostInputTokens(Request request) {
        try {
            return prompt(request.input()).getBytes(StandardCharsets.UTF_8).length + 8L;
        } catch (SeedbedException e) {
            return Endpoint.super.mostInputTokens(request);
        }
    }

    @Override
    public void close() {
        closed = true;
        ModelProcess process = newest;
        if (process != null) {
            process.kill();
        }
    }
}
