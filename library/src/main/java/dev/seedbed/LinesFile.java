package dev.seedbed;

import java.io.BufferedOutputStream;
import java.io.IOException;
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

    LinesFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(target.getFileName() + ".partial");
        this.out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16);
    }

    void append(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
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
