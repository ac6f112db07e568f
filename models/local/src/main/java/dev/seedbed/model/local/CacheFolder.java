package dev.seedbed.model.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The folder that all runs of a person share: models, and the native library unpacked.
///
/// @param root `$SEEDBED_CACHE`, or `$XDG_CACHE_HOME/seedbed`, or `~/.cache/seedbed`
record CacheFolder(Path root) {
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    static CacheFolder of(Map<String, String> environment) {
        String own = environment.getOrDefault("SEEDBED_CACHE", "");
        if (!own.isBlank()) {
            return new CacheFolder(Path.of(own).toAbsolutePath().normalize());
        }
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = shared.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(shared);
        return new CacheFolder(caches.resolve("seedbed").toAbsolutePath().normalize());
    }

    Path models() {
        return root.resolve("models");
    }

    Path nativeLibraries() {
        return root.resolve("native");
    }

    /// Holds a lock that excludes every other thread and process of this machine until it is closed.
    Held lock(Path file) throws IOException, InterruptedException {
        ReentrantLock inside = LOCKS.computeIfAbsent(file.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        inside.lockInterruptibly();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new Held(inside, channel, channel.lock());
        } catch (IOException e) {
            inside.unlock();
            throw e;
        }
    }

    /// A lock that is held.
    record Held(ReentrantLock inside, FileChannel channel, FileLock outside) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (channel) {
                outside.release();
            } finally {
                inside.unlock();
            }
        }
    }
}
