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

/// What an examination must know of the rows that stay, in a file beside a checkpoint, if it remembers them in
/// a way that it cannot write down: of each row its place and some parts. One thread.
final class KeptRecords implements AutoCloseable {
    static final String FILE = "kept.bin";

    private final @Nullable Path folder;
    private @Nullable FileChannel channel;
    private @Nullable DataOutputStream out;
    private long length;

    /// Is told what was kept.
    interface Reader {
        void read(long place, byte[][] parts) throws IOException;
    }

    private KeptRecords(@Nullable Path folder) {
        this.folder = folder;
    }

    /// Keeps nothing, for a run that cannot be taken up again.
    static KeptRecords nowhere() {
        return new KeptRecords(null);
    }

    /// @param folder in which its file lies
    static KeptRecords in(Path folder) {
        return new KeptRecords(folder);
    }

    void add(long place, String... texts) {
        byte[][] parts = new byte[texts.length][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        add(place, parts);
    }

    void add(long place, byte[][] parts) {
        if (folder == null) {
            return;
        }
        try {
            DataOutputStream file = file(folder);
            file.writeLong(place);
            for (byte[] part : parts) {
                file.writeInt(part.length);
                file.write(part);
                length += Integer.BYTES + part.length;
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
    ///
    /// @param parts how many each row has
    void restore(long mark, int parts, Reader reader) throws IOException {
        if (folder == null || mark == 0) {
            return;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(FILE)), 1 << 16))) {
            while (length < mark) {
                long place = in.readLong();
                length += Long.BYTES;
                byte[][] read = new byte[parts][];
                for (int i = 0; i < parts; i++) {
                    read[i] = part(in);
                }
                reader.read(place, read);
            }
        }
        if (length != mark) {
            throw new IOException("'" + folder.resolve(FILE) + "' is damaged");
        }
    }

    private byte[] part(DataInputStream in) throws IOException {
        int size = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(0, size));
        if (bytes.length != size) {
            throw new EOFException("the file with what is known of the rows that stay ends too early");
        }
        length += Integer.BYTES + size;
        return bytes;
    }

    /// A part that was a text.
    static String text(byte[] part) {
        return new String(part, StandardCharsets.UTF_8);
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
