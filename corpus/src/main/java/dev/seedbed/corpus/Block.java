package dev.seedbed.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some whole lines of a file, about a megabyte, with what was seen in them. Used again and again.
final class Block {
    static final int SIZE = 1 << 20;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_ENDS = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final int LARGEST_KEPT = SIZE * 4;

    byte[] bytes = new byte[SIZE];

    /// How many bytes of it are used: up to the end of the last line.
    int length;

    /// The number of its file.
    int file;

    /// The number of its first line in the file, from 1.
    long firstLine;

    /// Where the block begins in the unpacked file, and how much of the file's own bytes were read with it.
    long position;

    long readBytes;

    /// Where the next block begins.
    long endPosition;

    long endLine;

    /// If the block is nothing but a line that is too long to hold: its bytes, else 0.
    long overlong;

    int lines;
    int[] starts = new int[1 << 10];

    char[] chars = new char[0];
    int charsUsed;

    /// Where the texts stand that were decoded, if somebody wants to know.
    @Nullable
    TextPlaces places;

    /// For each line a row, its unreadability, or null if it is blank.
    final List<@Nullable Object> rows = new ArrayList<>();

    final List<@Nullable Object> looked = new ArrayList<>();

    /// Forgets all that is in it, and gives back what a very long line took.
    void clear() {
        length = 0;
        overlong = 0;
        lines = 0;
        charsUsed = 0;
        rows.clear();
        looked.clear();
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[SIZE];
        }
        if (chars.length > LARGEST_KEPT) {
            chars = new char[0];
        }
    }

    /// Makes room for so many bytes.
    void grow(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, size);
        }
    }

    /// Finds the lines in the bytes, eight at a time.
    void split() {
        lines = 0;
        int from = 0;
        int place = 0;
        while (place + Long.BYTES <= length) {
            long ends = (long) EIGHT.get(bytes, place) ^ LINE_ENDS;
            // Exact, without borrows: a mark stands where a byte is zero, and nowhere else.
            long found = ~(((ends & LOWS) + LOWS) | ends | LOWS);
            while (found != 0) {
                addLine(from);
                from = place + (Long.numberOfTrailingZeros(found) >>> 3) + 1;
                found &= found - 1;
            }
            place += Long.BYTES;
        }
        for (; place < length; place++) {
            if (bytes[place] == '\n') {
                addLine(from);
                from = place + 1;
            }
        }
        if (from < length) {
            addLine(from);
        }
        starts[lines] = length;
    }

    private void addLine(int from) {
        if (lines + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[lines++] = from;
    }

    void add(@Nullable Object row, @Nullable Object seen) {
        rows.add(row);
        looked.add(seen);
    }

    /// Where the line ends, without what ends it.
    int lineEnd(int line) {
        int end = starts[line + 1];
        if (end > starts[line] && bytes[end - 1] == '\n') {
            end--;
            if (end > starts[line] && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    /// Decodes a text of JSON, for which there is room.
    ///
    /// @param from behind the quotation mark that it begins with
    /// @param to where the one stands that it ends with
    void append(int from, int to) throws UnreadableRowException {
        int begin = charsUsed;
        charsUsed = JsonBytes.decode(bytes, from, to, chars, begin);
        if (places != null) {
            places.add(from, to, begin, charsUsed);
        }
    }

    /// Makes room for so many more chars.
    void reserve(int more) {
        if (charsUsed + more > chars.length) {
            long wanted = Math.max(charsUsed + more, Math.min(chars.length * 2L, Integer.MAX_VALUE - 8));
            chars = Arrays.copyOf(chars, (int) Math.max(wanted, SIZE / 2));
        }
    }
}
