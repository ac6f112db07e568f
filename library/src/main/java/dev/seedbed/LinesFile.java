package dev.seedbed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of lines that is written beside its place and moved there when it is whole, so that what stands there
/// is never a part.
final class LinesFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final OutputStream out;
    private long lines;

    LinesFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(target.getFileName() + ".partial");
        this.out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16);
    }

    void append(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        lines++;
    }

    long lines() {
        return lines;
    }

    /// How many lines there are in the file that stands in its place already.
    long linesInPlace() throws IOException {
        if (!Files.exists(target)) {
            return 0;
        }
        long count = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(target)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    count += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return count;
    }

    /// Leaves what stands in its place.
    void discard() throws IOException {
        out.close();
        Files.deleteIfExists(partial);
    }

    /// Moves it to its place.
    void complete() throws IOException {
        out.close();
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
