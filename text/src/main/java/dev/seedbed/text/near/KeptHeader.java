package dev.seedbed.text.near;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The beginning of a file of kept rows: what it is, the settings it was made with, and how much of it was
/// known to be on the disk, in 64-bit words. What stands before that place is never torn, whatever has died
/// since; if it is not whole, somebody has damaged it.
final class KeptHeader {
    /// Its length in 64-bit words.
    static final int WORDS = 8;

    /// "SEEDNEAR" with the lowest byte first.
    private static final long MAGIC = 0x5241454E44454553L;

    /// Changes with the words of a text, the hashes, the functions of MinHash and the record.
    private static final long VERSION = 1;

    private KeptHeader() {}

    /// Reads it, or writes it if the file is new.
    ///
    /// @return how much of the file must be whole, in words
    static long check(FileChannel channel, Path path, NearSettings settings, boolean isNew) throws IOException {
        if (channel.size() == 0) {
            if (!isNew) {
                throw new IllegalArgumentException(path + " is empty, so that the rows that were kept before are"
                        + " lost; bring it back from a copy, or delete it to begin a new index");
            }
            write(channel, settings, WORDS);
            return WORDS;
        }
        ByteBuffer header = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
        if (header.hasRemaining() || header.getLong(0) != MAGIC || header.getLong(56) != checksum(header)) {
            throw new IllegalArgumentException(path
                    + " is not an index of near duplicates, or its first 64 bytes are damaged; name another folder");
        }
        if (header.getLong(8) != VERSION) {
            throw new IllegalArgumentException(
                    path + " is of version " + header.getLong(8) + ", but this program writes " + VERSION
                            + "; make the index anew from the rows that were kept, in another folder");
        }
        compare(header, path, settings);
        // An index of before this was written says 0.
        return Math.max(WORDS, header.getLong(48));
    }

    private static void compare(ByteBuffer header, Path path, NearSettings settings) {
        List<String> differences = new ArrayList<>();
        Bands bands = settings.bands();
        double threshold = Double.longBitsToDouble(header.getLong(24));
        if (header.getLong(16) != settings.shingle()) {
            differences.add("shingles of " + header.getLong(16) + " words, not " + settings.shingle());
        }
        if (threshold != settings.threshold()) {
            differences.add("the threshold " + threshold + ", not " + settings.threshold());
        }
        if (header.getLong(32) != bands.bands() || header.getLong(40) != bands.rows()) {
            differences.add(header.getLong(32) + " bands of " + header.getLong(40) + " rows, not " + bands.bands()
                    + " of " + bands.rows());
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(path + " was made with " + String.join(", and ", differences)
                    + "; use the same settings, or name another folder");
        }
    }

    /// Says how much of the file is whole, in words. It fits one sector of a disk, so it is never torn itself.
    static void write(FileChannel channel, NearSettings settings, long whole) throws IOException {
        Bands bands = settings.bands();
        ByteBuffer header = ByteBuffer.allocate(WORDS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putLong(VERSION)
                .putLong(settings.shingle())
                .putLong(Double.doubleToLongBits(settings.threshold()))
                .putLong(bands.bands())
                .putLong(bands.rows())
                .putLong(whole);
        header.putLong(checksum(header)).flip();
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
    }

    private static long checksum(ByteBuffer header) {
        long sum = Mixing.GOLDEN;
        for (int i = 0; i < WORDS - 1; i++) {
            sum = Mixing.mix(sum ^ header.getLong(i * Long.BYTES));
        }
        return sum;
    }
}
