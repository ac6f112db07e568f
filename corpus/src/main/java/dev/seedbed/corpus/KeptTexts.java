package dev.seedbed.corpus;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The texts that stay, in a file beside a checkpoint, for an examination that remembers them in a way that it cannot
/// write down. One thread.
final class KeptTexts implements AutoCloseable {
    static final String FILE = "texts.bin";

    /// For a run that cannot be taken up again.
    static final KeptTexts NOWHERE = new KeptTexts();

    private final @Nullable Path folder;
    private @Nullable FileChannel channel;
    private @Nullable DataOutputStream out;
    private long length;

    /// Is told what was kept.
    interface Reader {
        void read(long place, String id, String text);
    }

    private KeptTexts() {
        folder = null;
    }

    /// @param folder in which its file lies
    KeptTexts(Path folder) {
        this.folder = folder;
    }

    void add(long place, String id, String text) {
        if (folder == null) {
            return;
        }
        try {
            DataOutputStream file = file(folder);
            file.writeLong(place);
            for (String each : new String[] {id, text}) {
                byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
                file.writeInt(bytes.length);
                file.write(bytes);
                length += Integer.BYTES + bytes.length;
            }
            length += Long.BYTES;
        } catch (IOException e) {
            throw Checkpoint.failure(folder, e);
        }
    }

    private DataOutputStream file(Path in) throws IOException {
        if (out == null) {
            Files.createDirectories(in);
            channel = FileChannel.open(in.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // What was written after the checkpoint will be written again.
            channel.truncate(length);
            channel.position(length);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        }
        return out;
    }

    /// All that was added is on the disk.
    ///
    /// @return a mark for [#restore]
    long save() throws IOException {
        if (out != null && channel != null) {
            out.flush();
            channel.force(false);
        }
        return length;
    }

    /// Reads what was there when [#save] gave that mark.
    void restore(long mark, Reader reader) throws IOException {
        if (folder == null || mark == 0) {
            return;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(FILE)), 1 << 16))) {
            while (length < mark) {
                long place = in.readLong();
                length += Long.BYTES;
                reader.read(place, text(in), text(in));
            }
        }
        if (length != mark) {
            throw new IOException("'" + folder.resolve(FILE) + "' is damaged");
        }
    }

    private String text(DataInputStream in) throws IOException {
        int size = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(0, size));
        if (bytes.length != size) {
            throw new EOFException("the file with the texts that stay ends too early");
        }
        length += Integer.BYTES + size;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
