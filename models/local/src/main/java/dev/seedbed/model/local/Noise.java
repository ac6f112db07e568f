package dev.seedbed.model.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What a child prints: read so that it never blocks, kept off the terminal, the last of it remembered for the
/// message that tells of its death.
final class Noise {
    private static final int KEPT = 2_000;

    private final Thread reader;
    private byte[] last = {};

    private Noise(InputStream in) {
        reader = Thread.ofPlatform().daemon().name("seedbed-model-noise").start(() -> read(in));
    }

    static Noise of(Process process) {
        return new Noise(process.getInputStream());
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[KEPT];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException _) {
            // The process is gone.
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        byte[] all = Arrays.copyOf(last, last.length + count);
        System.arraycopy(bytes, 0, all, last.length, count);
        last = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT), all.length);
    }

    /// Waits shortly for what was printed just before the end.
    void awaitEnd() {
        try {
            reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The last lines, joined to one; empty if it was silent.
    synchronized Optional<String> lastWords() {
        String words = String.join(
                " | ",
                new String(last, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
