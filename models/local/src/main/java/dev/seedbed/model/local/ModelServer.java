package dev.seedbed.model.local;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.seedbed.api.Data;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The main class of the child process: loads one model and answers until its parent is gone.
///
/// Requests come on standard input, so that a parent that dies in whatever way ends it. Replies go out on a
/// socket, since the native library prints on standard output and error as it likes. It never ends in an
/// orderly way: there is nothing to save, and the native library does not let go of a process that is in the
/// midst of a reply.
final class ModelServer {
    private final DataOutputStream out;
    private final Map<Long, Generation> open = new ConcurrentHashMap<>();
    private volatile @Nullable LlamaModel model;
    private volatile @Nullable ExecutorService slots;

    private ModelServer(DataOutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        ignoreInterrupts();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(arguments[0]));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        new ModelServer(out).serve(in);
        Runtime.getRuntime().halt(0);
    }

    /// Ctrl-C reaches the whole group of processes; it is for the parent to say what becomes of the calls.
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            signal.getMethod("handle", signal, handler)
                    .invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // This platform has no such signal, or no such class: then the child ends with its parent.
        }
    }

    private void serve(DataInputStream in) throws IOException {
        for (Optional<Data> next = Frames.read(in); next.isPresent(); next = Frames.read(in)) {
            Data frame = next.get();
            if (frame.has("load")) {
                Data load = part(frame, "load");
                Thread.ofPlatform().daemon().name("load").start(() -> load(load));
            } else if (frame.has("ask")) {
                ask(part(frame, "ask"));
            } else if (frame.has("cancel")) {
                Generation generation = open.get(number(frame, "cancel"));
                if (generation != null) {
                    generation.cancel();
                }
            }
        }
    }

    private void load(Data load) {
        try {
            System.setProperty("de.kherud.llama.lib.path", load.text("library"));
            // The library's loader deletes what begins with 'llama' in this folder, so it gets an empty one.
            System.setProperty("de.kherud.llama.tmpdir", load.text("scratch"));
            int count = (int) number(load, "slots");
            ModelParameters parameters = new ModelParameters()
                    .setModel(Path.of(load.text("path")).toString())
                    .setCtxSize((int) number(load, "context") * count)
                    .setParallel(count)
                    .disableContextShift()
                    .enableSpecial()
                    .skipWarmup()
                    .disableLog();
            parameters.setThreads(load.has("threads") ? (int) number(load, "threads") : idleCores());
            model = new LlamaModel(parameters);
            slots = Executors.newFixedThreadPool(
                    count, Thread.ofPlatform().daemon().name("slot-", 0).factory());
            send(Data.of("loaded", true));
        } catch (RuntimeException | LinkageError e) {
            send(Data.of("refused", String.valueOf(e.getMessage())));
        }
    }

    /// The library's threads wait for each other in busy loops. With one thread more than there are idle cores,
    /// a token takes some forty times as long as with one thread alone; so what others use now is left to them.
    private static int idleCores() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        int cores = system.getAvailableProcessors();
        double load = system.getSystemLoadAverage();
        long idle = load < 0 ? cores - 1 : Math.round(cores - load);
        return Math.clamp(idle, 1, cores);
    }

    private void ask(Data ask) {
        LlamaModel ready = model;
        ExecutorService executor = slots;
        if (ready == null || executor == null) {
            throw new IllegalStateException("asked before the model was loaded");
        }
        Generation generation = new Generation(ready, ask, this::send);
        open.put(generation.id(), generation);
        executor.execute(() -> {
            try {
                send(generation.run());
            } finally {
                open.remove(generation.id());
            }
        });
    }

    private void send(Data frame) {
        try {
            Frames.write(out, frame);
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    static long number(Data data, String name) {
        return data.value(name) instanceof Long number ? number : -1;
    }

    private static Data part(Data frame, String name) {
        return frame.value(name) instanceof Map<?, ?> map ? Data.copyOf(stringKeys(map)) : Data.empty();
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys only
    private static Map<String, ? extends @Nullable Object> stringKeys(Map<?, ?> map) {
        return (Map<String, ? extends @Nullable Object>) map;
    }
}
