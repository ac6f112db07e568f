package dev.seedbed.text.near;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The shingles of the rows that were kept, in a file that is only appended to and read through a mapping, so
/// that the heap holds none of them.
///
/// A record is, in 64-bit words with the lowest byte first: its length in words and the id's in bytes (32 bits
/// each), the row's number, how many shingles there are and how many of them count (-1: a text without words),
/// a checksum of all else (0 in a temporary file), the shingles, those that count first, and the id in UTF-8.
/// Behind the last record stand zeros, or the torn rest of one that was being written when the process ended;
/// both are cut off when the file is opened again. How much was on the disk before, [KeptHeader] says: that
/// must be whole, or the file is refused as it stands.
///
/// Writing goes through a buffer and the channel, as a full disk is an error there and not a fault of the
/// processor. A temporary file is made only when the buffer is full the first time, has no name, and goes when
/// it is closed or nobody can reach it any more. One thread at a time.
final class KeptFile implements AutoCloseable {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int HEAD = 4;
    private static final long FIRST_PLACE = KeptHeader.WORDS;
    private static final long BUFFER = 1 << 20;

    private final @Nullable Path path;
    private final NearSettings settings;
    private @Nullable FileChannel channel;
    private MemorySegment mapped = MemorySegment.NULL;
    private long[] words = new long[512];
    private MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, Long.BYTES);
    private MemorySegment record = MemorySegment.NULL;
    private long recordAt;

    /// In bytes: how much the file holds, and how much the buffer does behind it.
    private long written = FIRST_PLACE * Long.BYTES;
    private long buffered;

    /// How much of a file that stays is known to be on the disk, in words.
    private long whole = FIRST_PLACE;

    private KeptFile(@Nullable Path path, NearSettings settings) {
        this.path = path;
        this.settings = settings;
    }

    static KeptFile temporary(NearSettings settings) {
        return new KeptFile(null, settings);
    }

    /// Opens or makes the file; [#next] then reads what it holds.
    ///
    /// @throws IllegalArgumentException if it was made with other settings, or is damaged
    /// @throws IllegalStateException if another process has it open
    static KeptFile open(Path path, NearSettings settings) {
        KeptFile file = new KeptFile(path, settings);
        boolean isNew = Files.notExists(path);
        try {
            FileChannel opened = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file.channel = opened;
            lock(opened, path);
            file.whole = KeptHeader.check(opened, path, settings, isNew);
            file.map(opened.size());
        } catch (IOException e) {
            file.abandon();
            file.forgetEmpty(isNew);
            throw file.failure("opened", e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            file.abandon();
            throw e;
        }
        return file;
    }

    /// A copy of a file that stays, to be read and appended to; it goes when it is closed.
    ///
    /// @param path of the file, which stays as it is
    /// @throws IllegalArgumentException if it was made with other settings, or is damaged
    static KeptFile copyOf(Path path, NearSettings settings) {
        KeptFile file = new KeptFile(path, settings);
        try {
            Path copy = Files.createTempFile("seedbed-", ".near");
            FileChannel opened = FileChannel.open(
                    copy, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file.channel = opened;
            try (FileChannel whole = FileChannel.open(path, StandardOpenOption.READ)) {
                long length = whole.size();
                for (long place = 0; place < length; ) {
                    place += whole.transferTo(place, length - place, opened.position(place));
                }
            }
            file.whole = KeptHeader.check(opened, path, settings, false);
            file.map(opened.size());
            return file;
        } catch (IOException e) {
            file.abandon();
            throw file.failure("read", e);
        } catch (IllegalArgumentException e) {
            file.abandon();
            throw e;
        }
    }

    /// Throws what [#open] would throw for the header of a file that is there.
    static void mustFit(Path path, NearSettings settings) {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            KeptHeader.check(opened, path, settings, false);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + words(e), e);
        }
    }

    /// A disk that is full leaves a file without a header.
    private void forgetEmpty(boolean isNew) {
        try {
            if (isNew && path != null && Files.exists(path) && Files.size(path) < FIRST_PLACE * Long.BYTES) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw failure("deleted", e);
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false;
        }
        if (!free) {
            throw new IllegalStateException(
                    path + " is in use by another run; wait until that has ended, or name another folder");
        }
    }

    /// Where the first record stands, if there is one.
    static long firstPlace() {
        return FIRST_PLACE;
    }

    /// Where the record behind this one stands; -1 if there is no whole record at this place.
    long next(long place) {
        long bytes = place * Long.BYTES;
        if (bytes + HEAD * Long.BYTES > mapped.byteSize()) {
            return -1;
        }
        long length = (int) mapped.get(WORD, bytes);
        if (length <= HEAD || bytes + length * Long.BYTES > mapped.byteSize()) {
            return -1;
        }
        written = bytes + length * Long.BYTES;
        seek(place);
        boolean whole = (path == null || word(3) == checksum()) && HEAD + shingles() + idWords() == length;
        written = whole ? written : bytes;
        return whole ? place + length : -1;
    }

    /// Refuses a file that ends at this place, behind so many records, although more was on the disk once.
    void mustEndAt(long place, long records) {
        if (path != null && place < whole) {
            throw new IllegalArgumentException(path + " is damaged at byte " + place * Long.BYTES + ", behind "
                    + records + " whole rows: " + whole * Long.BYTES + " bytes were written, and " + mapped.byteSize()
                    + " are there. It was left as it is; bring it back from a copy, or make the index anew in another"
                    + " folder from the rows that were kept");
        }
    }

    /// Cuts off what stands at this place and behind it.
    void endAt(long place) {
        flush();
        written = place * Long.BYTES;
        if (channel != null) {
            try {
                if (place < whole) {
                    isWhole(channel, place);
                }
                channel.truncate(written);
            } catch (IOException e) {
                throw failure("cut", e);
            }
            mapped = MemorySegment.NULL;
        }
    }

    /// Appends a record; returns its place.
    ///
    /// @param leftOut whether a shingle does not count
    long append(long row, String id, Profile profile, int counted, LeftOut leftOut) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        int shingles = profile.shingles.length;
        long length = (long) HEAD + shingles + (name.length + Long.BYTES - 1) / Long.BYTES;
        reserve(length * Long.BYTES);
        long at = buffered;
        MemorySegment target = buffer;
        target.asSlice(at, length * Long.BYTES).fill((byte) 0);
        target.set(WORD, at, length | (long) name.length << Integer.SIZE);
        target.set(WORD, at + 8, row);
        target.set(WORD, at + 16, shingles | (long) (profile.hasWords() ? counted : -1) << Integer.SIZE);
        putShingles(at + HEAD * Long.BYTES, profile, counted, leftOut);
        MemorySegment.copy(
                MemorySegment.ofArray(name), 0, target, at + (HEAD + shingles) * (long) Long.BYTES, name.length);
        long place = (written + at) / Long.BYTES;
        buffered += length * Long.BYTES;
        if (path != null) {
            seek(place);
            target.set(WORD, at + 24, checksum());
        }
        return place;
    }

    private void putShingles(long at, Profile profile, int counted, LeftOut leftOut) {
        int count = profile.shingles.length;
        if (!profile.hasWords() || counted == count) {
            MemorySegment.copy(profile.shingles, 0, buffer, WORD, at, count);
            return;
        }
        long first = at;
        long last = at + (long) counted * Long.BYTES;
        for (int i = 0; i < count; i++) {
            boolean behind = leftOut.is(i);
            buffer.set(WORD, behind ? last : first, profile.shingles[i]);
            last += behind ? Long.BYTES : 0;
            first += behind ? 0 : Long.BYTES;
        }
    }

    /// Which shingles of the row at hand do not count.
    @FunctionalInterface
    interface LeftOut {
        boolean is(int number);
    }

    private void reserve(long bytes) {
        if (buffered + bytes > buffer.byteSize()) {
            flush();
            long size = Math.max(BUFFER, bytes);
            if (size != buffer.byteSize()) {
                buffer = Arena.ofAuto().allocate(size, Long.BYTES);
            }
        }
    }

    /// Goes to the record at this place.
    void seek(long place) {
        long bytes = place * Long.BYTES;
        if (bytes >= written) {
            record = buffer;
            recordAt = bytes - written;
            return;
        }
        if (mapped.byteSize() < written) {
            try {
                map(Math.max(written + written / 2, BUFFER));
            } catch (IOException e) {
                throw failure("read", e);
            }
        }
        record = mapped;
        recordAt = bytes;
    }

    private long word(int number) {
        return record.get(WORD, recordAt + (long) number * Long.BYTES);
    }

    /// Of the record that was gone to: the row's number.
    long row() {
        return word(1);
    }

    /// How many shingles it has, those that did not count included.
    int shingles() {
        return (int) word(2);
    }

    /// How many of them counted when it was kept; -1 of a text without words.
    int counted() {
        return (int) (word(2) >> Integer.SIZE);
    }

    long shingle(int number) {
        return record.get(WORD, recordAt + (long) (HEAD + number) * Long.BYTES);
    }

    /// The id that the row was admitted with.
    String id() {
        byte[] name = new byte[(int) (word(0) >>> Integer.SIZE)];
        MemorySegment.copy(
                record,
                recordAt + (long) (HEAD + shingles()) * Long.BYTES,
                MemorySegment.ofArray(name),
                0,
                name.length);
        return new String(name, StandardCharsets.UTF_8);
    }

    private int idWords() {
        return ((int) (word(0) >>> Integer.SIZE) + Long.BYTES - 1) / Long.BYTES;
    }

    private long checksum() {
        int length = (int) word(0);
        // One copy costs less than the bounds and the byte order of each word.
        if (words.length < length) {
            words = new long[Math.max(length, 2 * words.length)];
        }
        MemorySegment.copy(record, WORD, recordAt, words, 0, length);
        long even = (words[0] ^ words[2]) * Mixing.GOLDEN;
        long odd = words[1] * Mixing.GOLDEN;
        int i = HEAD;
        // Two sums, so that no multiplication waits for the one before.
        for (; i < length - 1; i += 2) {
            even = (even ^ words[i]) * Mixing.GOLDEN;
            odd = (odd ^ words[i + 1]) * Mixing.GOLDEN;
        }
        return Mixing.mix(Mixing.mix(even ^ (i < length ? words[i] : 0)) ^ odd ^ length);
    }

    /// Writes what is buffered to the file.
    void flush() {
        if (buffered == 0) {
            return;
        }
        try {
            FileChannel target = opened();
            ByteBuffer bytes = buffer.asSlice(0, buffered).asByteBuffer();
            while (bytes.hasRemaining()) {
                target.write(bytes, written + bytes.position());
            }
            written += buffered;
            buffered = 0;
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    /// Writes all, and waits until the disk has it.
    void force() {
        flush();
        try {
            if (channel != null && path != null) {
                channel.force(false);
                if (written / Long.BYTES != whole) {
                    isWhole(channel, written / Long.BYTES);
                }
            }
        } catch (IOException e) {
            throw failure("written", e);
        }
    }

    private void isWhole(FileChannel target, long words) throws IOException {
        if (path != null) {
            KeptHeader.write(target, settings, words);
            target.force(false);
            whole = words;
        }
    }

    /// Maps the file again, to be read from its beginning.
    void remap() {
        try {
            if (written > FIRST_PLACE * Long.BYTES) {
                map(written);
            }
            written = FIRST_PLACE * Long.BYTES;
        } catch (IOException e) {
            throw failure("read", e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel result = channel;
        if (result == null) {
            result = FileChannel.open(
                    Files.createTempFile("seedbed-", ".kept"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            channel = result;
        }
        return result;
    }

    /// Maps that much; where the file is shorter it grows, by nothing but a hole.
    private void map(long bytes) throws IOException {
        mapped = opened().map(FileChannel.MapMode.READ_ONLY, 0, bytes, Arena.ofAuto());
    }

    private UncheckedIOException failure(String what, IOException cause) {
        String name = path == null ? "the temporary file of the index of near duplicates" : path.toString();
        String advice = path == null
                ? "see that the folder for temporary files has room (-Djava.io.tmpdir moves it)"
                : "see that the folder exists, can be written, and has room";
        return new UncheckedIOException(name + " cannot be " + what + ": " + words(cause) + "; " + advice, cause);
    }

    /// What happened, without the names of classes.
    static String words(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "it may not be read and written by this user (permission denied)";
            case FileAlreadyExistsException _ -> "there is a file of that name, which is no folder";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case IOException e -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw failure("closed", e);
        }
    }

    /// Lets go of the file as it stands.
    void abandon() {
        mapped = MemorySegment.NULL;
        record = MemorySegment.NULL;
        closeChannel();
    }

    /// Writes the rest, and cuts off the hole behind it.
    @Override
    public void close() {
        try {
            if (path != null) {
                endAt((written + buffered) / Long.BYTES);
                force();
            }
        } finally {
            record = MemorySegment.NULL;
            closeChannel();
        }
    }
}
