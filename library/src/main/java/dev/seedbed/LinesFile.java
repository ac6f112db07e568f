package dev.seedbed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file of lines that is written beside its place and moved there when it is whole, so that what stands there
/// is never a part.
final class LinesFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final BufferedWriter out;

    LinesFile(Path target) throws IOException {
        this.target = target;
        this.partial = target.resolveSibling(target.getFileName() + ".partial");
        this.out = Files.newBufferedWriter(partial);
    }

    void append(String line) throws IOException {
        out.write(line);
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
