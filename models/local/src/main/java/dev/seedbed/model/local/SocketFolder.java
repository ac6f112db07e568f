package dev.seedbed.model.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder for nobody else to enter, in which a child finds its socket. It lives only while the child starts.
final class SocketFolder {
    /// Systems allow 104 to 108 bytes for the name of a socket.
    private static final int LONGEST = 90;

    private SocketFolder() {}

    static Path create() throws IOException {
        for (Path parent : List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"))) {
            if (Files.isDirectory(parent) && parent.toAbsolutePath().toString().length() < LONGEST - 30) {
                return Files.createTempDirectory(parent, "seedbed");
            }
        }
        return Files.createTempDirectory("seedbed");
    }

    static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // An empty folder left among the temporary files harms nobody.
        }
    }
}
