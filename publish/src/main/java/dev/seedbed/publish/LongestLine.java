package dev.seedbed.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of a file's longest line, without its end.
final class LongestLine {
    private LongestLine() {}

    static long of(Path file) throws IOException {
        long longest = 0;
        long current = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    current = buffer[i] == '\n' ? 0 : current + 1;
                    longest = Math.max(longest, current);
                }
            }
        }
        return longest;
    }
}
