package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// Texts that wait on the disk, in a temporary file that goes when it is closed. One thread.
final class TextStore implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;

    TextStore() {
        try {
            channel = FileChannel.open(
                    Files.createTempFile("seedbed-", ".texts"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Where it lies.
    long append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (buffer.remaining() < bytes.length + Integer.BYTES) {
            flush();
            if (buffer.capacity() < bytes.length + Integer.BYTES) {
                buffer = ByteBuffer.allocate(bytes.length + Integer.BYTES);
            }
        }
        long place = written + buffer.position();
        buffer.putInt(bytes.length).put(bytes);
        return place;
    }

    String read(long place) {
        if (place >= written) {
            flush();
        }
        try {
            int length = read(place, Integer.BYTES).getInt();
            return new String(read(place + Integer.BYTES, length).array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// The text that was appended after that one.
    String readAfter(long place) {
        try {
            return read(place + Integer.BYTES + read(place, Integer.BYTES).getInt());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private ByteBuffer read(long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place + bytes.position()) < 0) {
                throw new IOException("it ends too early");
            }
        }
        return bytes.flip();
    }

    private void flush() {
        if (buffer.position() == 0) {
            return;
        }
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += channel.write(buffer, written);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        buffer.clear();
    }

    private static SeedbedException failure(IOException e) {
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "the temporary file with the texts of all rows cannot be used: " + e.getMessage()
                        + "; see that the folder for temporary files has room (-Djava.io.tmpdir moves it)",
                e);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
