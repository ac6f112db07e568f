package dev.seedbed.text.span;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The hashes of the words of the texts that stay, in a temporary file that is only appended to and read through a
/// mapping, so that the heap holds 8 bytes a text and no word.
///
/// A record is, in 64-bit words: the text's number, how many words it has and the id has bytes (32 bits each), the
/// words, and the id in UTF-8. A place is the number of a 64-bit word. Writing goes through a buffer and the
/// channel, as a full disk is an error there and not a fault of the processor. The file is made when the buffer is
/// full the first time, has no name, and goes when it is closed or nobody can reach it any more. One thread at a
/// time.
final class WordFile implements KnownWords, AutoCloseable {
    private static final int HEAD = 2;
    private static final long BUFFER = 1 << 17;

    private @Nullable FileChannel channel;
    private MemorySegment mapped = MemorySegment.NULL;
    private MemorySegment buffer = Arena.ofAuto().allocate(BUFFER * Long.BYTES, Long.BYTES);

    /// In 64-bit words: how much the file holds, and how much the buffer does behind it.
    private long written;

    private long buffered;
    private long[] starts = new long[256];
    private int texts;

    private MemorySegment segment = MemorySegment.NULL;
    private long start;
    private int word;

    /// Appends a text; returns the place of its first word.
    long append(long[] words, long row, String id) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        long length = (long) HEAD + words.length + (name.length + Long.BYTES - 1) / Long.BYTES;
        reserve(length);
        long at = buffered * Long.BYTES;
        buffer.set(WORD, at, row);
        buffer.set(WORD, at + Long.BYTES, words.length | (long) name.length << Integer.SIZE);
        long behindHead = at + (long) HEAD * Long.BYTES;
        MemorySegment.copy(words, 0, buffer, WORD, behindHead, words.length);
        MemorySegment.copy(
                MemorySegment.ofArray(name), 0, buffer, behindHead + (long) words.length * Long.BYTES, name.length);
        if (texts == starts.length) {
            starts = Arrays.copyOf(starts, texts + texts / 2);
        }
        long place = written + buffered;
        starts[texts++] = place;
        buffered += length;
        return place + HEAD;
    }

    private void reserve(long length) {
        if (buffered + length <= buffer.byteSize() / Long.BYTES) {
            return;
        }
        flush();
        long size = Math.max(BUFFER, length) * Long.BYTES;
        if (size != buffer.byteSize()) {
            buffer = Arena.ofAuto().allocate(size, Long.BYTES);
        }
    }

    private void flush() {
        try {
            FileChannel target = opened();
            ByteBuffer bytes = buffer.asSlice(0, buffered * Long.BYTES).asByteBuffer();
            long at = written * Long.BYTES;
            while (bytes.hasRemaining()) {
                at += target.write(bytes, at);
            }
            written += buffered;
            buffered = 0;
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel result = channel;
        if (result == null) {
            result = FileChannel.open(
                    Files.createTempFile("seedbed-", ".words"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            channel = result;
        }
        return result;
    }

    @Override
    public void seek(long place) {
        int found = Arrays.binarySearch(starts, 0, texts, place);
        long begins = starts[found >= 0 ? found : -found - 2];
        if (begins >= written) {
            segment = buffer;
            start = begins - written;
        } else {
            if (mapped.byteSize() < written * Long.BYTES) {
                map();
            }
            segment = mapped;
            start = begins;
        }
        word = (int) (place - begins - HEAD);
    }

    /// Maps half as much again as is needed; where the file is shorter it grows, by nothing but a hole.
    private void map() {
        try {
            long size = Math.max(written + written / 2, BUFFER) * Long.BYTES;
            mapped = opened().map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    @Override
    public MemorySegment segment() {
        return segment;
    }

    @Override
    public long first() {
        return start + HEAD;
    }

    @Override
    public int count() {
        return (int) counts();
    }

    private long counts() {
        return segment.get(WORD, (start + 1) * Long.BYTES);
    }

    @Override
    public int word() {
        return word;
    }

    /// The number of the text.
    long row() {
        return segment.get(WORD, start * Long.BYTES);
    }

    /// The id of the text.
    String id() {
        byte[] name = new byte[(int) (counts() >>> Integer.SIZE)];
        MemorySegment.copy(segment, (first() + count()) * Long.BYTES, MemorySegment.ofArray(name), 0, name.length);
        return new String(name, StandardCharsets.UTF_8);
    }

    int texts() {
        return texts;
    }

    /// What it holds on the heap for the texts, in bytes.
    long bytes() {
        return (long) starts.length * Long.BYTES;
    }

    private static UncheckedIOException failure(String what, IOException cause) {
        return new UncheckedIOException(
                "the temporary file of the index of repeated spans cannot be " + what + ": " + cause
                        + "; see that the folder for temporary files has room (-Djava.io.tmpdir moves it)",
                cause);
    }

    @Override
    public void close() {
        segment = MemorySegment.NULL;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw failure("closed", e);
        }
    }
}
