package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.InputList.InputFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Cuts a file, unpacked if it is packed, into blocks of whole lines. Where a block ends depends on nothing but
/// where it begins, so that reading can go on from any block.
final class LineBlocks implements Blocks {
    private final InputFile file;
    private final int number;
    private final long longestLine;
    private final Counted counted;
    private final InputStream in;
    private byte[] carry = new byte[0];
    private int carryFrom;
    private int carryTo;
    private long position;
    private long line;
    private long toldBytes;
    private boolean ended;
    private @Nullable IOException failure;

    LineBlocks(InputFile file, int number, long longestLine, long position, long line) {
        this.file = file;
        this.number = number;
        this.longestLine = longestLine;
        this.position = position;
        this.line = line;
        try {
            this.counted = new Counted(Files.newInputStream(file.path()));
            this.in = Files.size(file.path()) == 0 ? counted : file.format().unpacked(counted);
            in.skipNBytes(position);
            // An earlier process told of these.
            toldBytes = counted.bytes;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean next(Block block) {
        block.clear();
        block.file = number;
        block.firstLine = line;
        block.position = position;
        int limit = Block.SIZE;
        int filled = fill(block, 0, limit);
        int cut = wholeLines(block, filled);
        while (cut == 0 && filled == limit) {
            if (filled > longestLine + 2) {
                skipLine(block, filled);
                return true;
            }
            limit = (int) Math.min(limit * 2L, Math.max(Block.SIZE, longestLine + 3));
            block.grow(limit);
            filled = fill(block, filled, limit);
            cut = wholeLines(block, filled);
        }
        if (failure != null && cut == 0) {
            throw failure(failure);
        }
        putBack(block, cut, filled);
        block.length = cut;
        block.split();
        position += cut;
        line += block.lines;
        tell(block);
        return cut > 0;
    }

    /// How many bytes are whole lines. The last line of a file is whole, but not the last before damage.
    private int wholeLines(Block block, int filled) {
        return ended && failure == null && carryFrom == carryTo ? filled : lastLineEnd(block.bytes, filled);
    }

    private static int lastLineEnd(byte[] bytes, int filled) {
        int place = filled;
        while (place > 0 && bytes[place - 1] != '\n') {
            place--;
        }
        return place;
    }

    /// Up to a limit, or to the end of the file.
    private int fill(Block block, int from, int limit) {
        int carried = Math.min(limit - from, carryTo - carryFrom);
        System.arraycopy(carry, carryFrom, block.bytes, from, carried);
        carryFrom += carried;
        int filled = from + carried;
        try {
            while (!ended && filled < limit) {
                int read = in.read(block.bytes, filled, limit - filled);
                if (read < 0) {
                    ended = true;
                } else {
                    filled += read;
                }
            }
        } catch (IOException e) {
            ended = true;
            failure = e;
        }
        return filled;
    }

    /// What was read beyond the block comes next.
    private void putBack(Block block, int cut, int filled) {
        int excess = filled - cut;
        if (carryFrom < carryTo) {
            // All that is in the block was carried, and still stands there.
            carryFrom -= excess;
            return;
        }
        if (carry.length < excess) {
            carry = new byte[Math.max(excess, Block.SIZE)];
        }
        System.arraycopy(block.bytes, cut, carry, 0, excess);
        carryFrom = 0;
        carryTo = excess;
    }

    /// Reads over the rest of a line without holding it.
    private void skipLine(Block block, int filled) {
        long length = filled;
        boolean found = false;
        while (!found && (!ended || carryFrom < carryTo)) {
            int read = fill(block, 0, Block.SIZE);
            int lineEnd = 0;
            while (lineEnd < read && block.bytes[lineEnd] != '\n') {
                lineEnd++;
            }
            length += lineEnd;
            found = lineEnd < read;
            if (found) {
                putBack(block, lineEnd + 1, read);
            }
        }
        if (!found && failure != null) {
            throw failure(failure);
        }
        position += found ? length + 1 : length;
        line++;
        block.overlong = length;
        block.lines = 1;
        tell(block);
    }

    private void tell(Block block) {
        block.endPosition = position;
        block.endLine = line;
        block.readBytes = counted.bytes - toldBytes;
        toldBytes = counted.bytes;
    }

    private SeedbedException failure(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new SeedbedException(ErrorKind.WRONG_INPUT, file.name() + ": there is no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new SeedbedException(ErrorKind.WRONG_INPUT, file.name() + ": may not be read", e);
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (file.format() == FileFormat.LINES) {
            return new SeedbedException(
                    ErrorKind.UNUSABLE, file.name() + ":" + line + ": cannot be read from here on: " + message, e);
        }
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                file.name() + ":" + line + ": cannot be unpacked from this line on, about byte "
                        + (counted == null ? 0 : counted.bytes) + " of the packed file: " + message
                        + "; the last good line is "
                        + (line - 1) + ". Bring the whole file, or unpack what is good of it into another.",
                e);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Knows how much of the file has been read.
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            bytes += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            bytes += skipped;
            return skipped;
        }
    }
}
