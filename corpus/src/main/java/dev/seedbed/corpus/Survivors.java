package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// The ids of rows that stay, for evidence that names them: nothing at all unless ids are asked for. Rows are
/// added in their order, in 12 bytes each beside the bytes of their ids. One thread.
final class Survivors {
    static final String FILE = "ids.bin";

    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final Optional<String> idColumn;
    private long[] places = new long[16];
    private int[] ends = new int[16];
    private byte[] ids = new byte[256];
    private int count;
    private int saved;

    Survivors(Optional<String> idColumn) {
        this.idColumn = idColumn;
    }

    /// Remembers a row that stays.
    void add(Row row) {
        idColumn.map(row::value)
                .ifPresent(id -> add(row.place(), PlainValue.write(id).getBytes(StandardCharsets.UTF_8)));
    }

    private void add(long place, byte[] id) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count + count / 2);
            ends = Arrays.copyOf(ends, count + count / 2);
        }
        int start = start(count);
        long needed = (long) start + id.length;
        if (needed > MOST_BYTES) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "The ids of the rows that stay need more than 2 GB of memory. Leave --id out, or name a column with"
                            + " shorter ids.");
        }
        if (needed > ids.length) {
            ids = Arrays.copyOf(ids, (int) Math.min(MOST_BYTES, Math.max(ids.length * 3L / 2, needed)));
        }
        System.arraycopy(id, 0, ids, start, id.length);
        places[count] = place;
        ends[count++] = start + id.length;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /// What evidence says of a row that stays: its file, line, and id if it has one.
    Data describe(long place, Row other) {
        Place where = other.placed(place);
        Data described = Data.of("file", where.file()).with("line", where.line());
        int found = Arrays.binarySearch(places, 0, count, place);
        return found < 0
                ? described
                : described.with(
                        "id",
                        Json.parse(new String(ids, start(found), ends[found] - start(found), StandardCharsets.UTF_8)));
    }

    /// Appends to its file what is new.
    void save(Path folder) throws IOException {
        if (saved == count) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            for (; saved < count; saved++) {
                int start = start(saved);
                out.writeLong(places[saved]);
                out.writeInt(ends[saved] - start);
                out.write(ids, start, ends[saved] - start);
            }
            out.flush();
            channel.force(false);
        }
    }

    /// So many of its file; forgets the rest of it.
    static Survivors restored(Optional<String> idColumn, Path folder, int count) throws IOException {
        Survivors survivors = new Survivors(idColumn);
        if (count > 0) {
            survivors.restore(folder.resolve(FILE), count);
        }
        return survivors;
    }

    private void restore(Path file, int wanted) throws IOException {
        long length = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (count < wanted) {
                long place = in.readLong();
                int bytes = in.readInt();
                if (bytes <= 0 || (count > 0 && place <= places[count - 1])) {
                    throw new IOException("'" + file + "' is damaged at record " + (count + 1));
                }
                byte[] id = in.readNBytes(bytes);
                if (id.length < bytes) {
                    throw new EOFException("'" + file + "' ends too early");
                }
                add(place, id);
                length += Long.BYTES + Integer.BYTES + bytes;
            }
        }
        saved = count;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // What was written after the checkpoint will be written again.
            channel.truncate(length);
        }
    }

    int saved() {
        return saved;
    }
}
