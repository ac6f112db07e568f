package dev.seedbed.corpus;

import dev.seedbed.api.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The first and last bytes of a file, which tell most changes without reading all of it.
final class FileEnds {
    private static final int BYTES = 1 << 12;

    private FileEnds() {}

    static Hash hash(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return Hash.of(read(channel, 0), read(channel, Math.max(0, channel.size() - BYTES)));
        }
    }

    private static String read(FileChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        int read;
        do {
            read = channel.read(bytes, position + bytes.position());
        } while (read > 0 && bytes.hasRemaining());
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
