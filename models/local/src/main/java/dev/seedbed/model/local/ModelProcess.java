package dev.seedbed.model.local;

import dev.seedbed.api.Data;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A child process that answers with one model: from its start to its death, whichever way that comes. It is
/// never started again; whoever wants to go on starts another. Thread-safe.
final class ModelProcess {
    /// How long a model may take to load. A mapped file is there at once; this is for slow disks.
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    /// How long a call that nobody waits for any more may take to end before its process is killed.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// A call that is under way.
    static final class Call {
        final long id;
        final CompletableFuture<Data> done = new CompletableFuture<>();
        volatile boolean inGrammar;

        Call(long id) {
            this.id = id;
        }
    }

    private final Process process;
    private final Noise noise;
    private final DataOutputStream requests;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Call> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Data> loaded = new CompletableFuture<>();
    private volatile boolean dead;

    private ModelProcess(Process process, Noise noise) {
        this.process = process;
        this.noise = noise;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /// Starts a process and waits until its model is loaded.
    ///
    /// @param load what the model is and how to load it
    /// @param started is given the process before it has loaded anything, so that it can be killed meanwhile
    static ModelProcess start(Data load, java.util.function.Consumer<ModelProcess> started)
            throws CallFailedException, InterruptedException {
        Path folder = null;
        ModelProcess model = null;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            folder = SocketFolder.create();
            Path socket = folder.resolve("s");
            server.bind(UnixDomainSocketAddress.of(socket));
            Process process = ChildCommand.start(socket);
            model = new ModelProcess(process, Noise.of(process));
            started.accept(model);
            // Ends the wait below when the process dies before it has come that far.
            var _ = process.onExit().thenRun(() -> closeQuietly(server));
            SocketChannel replies = server.accept();
            ModelProcess listening = model;
            Thread.ofPlatform().daemon().name("seedbed-model-replies").start(() -> listening.listen(replies));
            Frames.write(model.requests, Data.of("load", load.with("scratch", folder.toString())));
            model.awaitLoaded();
            return model;
        } catch (IOException e) {
            String last = model == null
                    ? ""
                    : model.kill().map(words -> "; its last words: " + words).orElse("");
            throw new CallFailedException(
                    Remedy.UNREACHABLE, "the process of the local model could not be started: " + e + last);
        } finally {
            SocketFolder.delete(folder);
        }
    }

    private static void closeQuietly(ServerSocketChannel server) {
        try {
            server.close();
        } catch (IOException _) {
            // It was to be closed anyway.
        }
    }

    private void awaitLoaded() throws CallFailedException, InterruptedException {
        try {
            Data answer = loaded.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            if (answer.has("refused")) {
                kill();
                throw new CallFailedException(
                        Remedy.STOP_RUN, "the local model cannot be loaded: " + answer.text("refused"));
            }
        } catch (TimeoutException e) {
            kill();
            throw new CallFailedException(
                    Remedy.UNREACHABLE,
                    "the local model was not loaded within " + LONGEST_START.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /// What a future of this class failed with.
    static CallFailedException failure(ExecutionException e) {
        return e.getCause() instanceof CallFailedException failed
                ? failed
                : new CallFailedException(Remedy.RETRY, "the local model failed: " + e.getCause());
    }

    /// Asks, and does not wait. The future fails with a [CallFailedException] if the process dies.
    Call send(Data ask) {
        Call call = new Call(lastId.incrementAndGet());
        open.put(call.id, call);
        try {
            Frames.write(requests, Data.of("ask", ask.with("id", call.id)));
        } catch (IOException e) {
            kill();
        }
        if (dead) {
            fail(call);
        }
        return call;
    }

    /// Ends a call that nobody waits for any more: asks the process to let it go, and kills it if it does not
    /// at once.
    void abandon(Call call) {
        try {
            Frames.write(requests, Data.of("cancel", call.id));
            call.done.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | TimeoutException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // It has ended, which is all that was wanted.
        } finally {
            open.remove(call.id);
        }
    }

    boolean isAlive() {
        return !dead && process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Ends the process at once, and with it all its calls.
    ///
    /// @return what it said last
    Optional<String> kill() {
        dead = true;
        end();
        failAll();
        return noise.lastWords();
    }

    /// Through the handle: ending the process itself would close its output, and with it lose its last words.
    private void end() {
        process.toHandle().destroyForcibly();
    }

    private void listen(SocketChannel replies) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(replies)))) {
            for (Optional<Data> next = Frames.read(in); next.isPresent(); next = Frames.read(in)) {
                hear(next.get());
            }
        } catch (IOException | JsonException _) {
            // The process is dying, or talks nonsense: both end it.
        } finally {
            dead = true;
            end();
            noise.awaitEnd();
            failAll();
        }
    }

    private void hear(Data frame) {
        if (frame.has("loaded") || frame.has("refused")) {
            loaded.complete(frame);
            return;
        }
        for (String word : new String[] {"grammar", "generating"}) {
            Call call = frame.has(word) ? open.get(ModelServer.number(frame, word)) : null;
            if (call != null) {
                call.inGrammar = word.equals("grammar");
            }
        }
        String ending = frame.has("done") ? "done" : "failed";
        Call call = frame.has(ending) ? open.remove(ModelServer.number(frame, ending)) : null;
        if (call == null) {
            return;
        }
        if (ending.equals("done")) {
            call.done.complete(frame);
        } else {
            call.done.completeExceptionally(
                    new CallFailedException(Remedy.valueOf(frame.text("remedy")), frame.text("message")));
        }
    }

    private void failAll() {
        loaded.completeExceptionally(new CallFailedException(
                Remedy.UNREACHABLE, "the process of the local model died while loading it" + lastWords()));
        open.values().forEach(this::fail);
    }

    private void fail(Call call) {
        open.remove(call.id);
        call.done.completeExceptionally(
                call.inGrammar
                        ? new CallFailedException(
                                Remedy.GIVE_UP,
                                "this JSON Schema cannot be made into a grammar for the local model" + lastWords())
                        : new CallFailedException(
                                Remedy.RETRY, "the process of the local model died in mid-call" + lastWords()));
    }

    private String lastWords() {
        return noise.lastWords().map(words -> "; its last words: " + words).orElse("");
    }
}
