package dev.seedbed.model.local;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/// The SHA-256 of large files, remembered in a small file beside them, so that they are read only once: it
/// holds for as long as size and time of change are the same.
final class Checksums {
    private Checksums() {}

    /// The SHA-256 of a file.
    ///
    /// @param memory the file that remembers it; that it cannot be written is no error
    static ModelFile of(Path file, Path memory) throws IOException {
        long size = Files.size(file);
        String changed = changed(file);
        String remembered = remembered(memory, size, changed);
        if (!remembered.isEmpty()) {
            return new ModelFile(file, size, remembered);
        }
        String sha256 = sha256(file);
        remember(memory, new ModelFile(file, size, sha256), changed);
        return new ModelFile(file, size, sha256);
    }

    private static String changed(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Instant instant = time.toInstant();
        return instant.getEpochSecond() + "." + instant.getNano();
    }

    private static String remembered(Path memory, long size, String changed) {
        try {
            Data data = Json.parseObject(Files.readString(memory));
            boolean holds = Long.valueOf(size).equals(data.value("size"))
                    && changed.equals(data.value("changed"))
                    && data.textIfPresent("sha256").orElse("").length() == 64;
            return holds ? data.text("sha256") : "";
        } catch (IOException | JsonException e) {
            return "";
        }
    }

    private static void remember(Path memory, ModelFile file, String changed) {
        Data data = Data.of("sha256", file.sha256()).with("size", file.size()).with("changed", changed);
        try {
            Path folder = Files.createDirectories(memory.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(folder, "checksum", ".tmp");
            Files.writeString(draft, data + "\n");
            Files.move(draft, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            // Without a memory the file is read again the next time.
        }
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = Hash.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
