package dev.seedbed.corpus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Unpacks gzip (RFC 1952) of one or several members. Java's own stream takes a file that is cut within a later
/// member, or is followed by rubbish, for one that ends there, and rows would go missing without a word; here
/// all that is no whole member is an error, but for zeros behind the last, which tapes and block devices leave.
final class GzipMembers extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream packed;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int at;
    private int end;
    private boolean inMember;
    private long members;
    private boolean over;

    GzipMembers(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!over) {
            if (!inMember && !startMember()) {
                over = true;
                break;
            }
            int read = inflate(target, offset, length);
            if (read > 0) {
                return read;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int read = inflater.inflate(target, offset, length);
            checksum.update(target, offset, read);
            if (read > 0) {
                return read;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("the packed data needs a dictionary");
            } else {
                at = 0;
                end = packed.read(buffer);
                if (end < 0) {
                    throw new EOFException("the packed data ends too early");
                }
                inflater.setInput(buffer, 0, end);
            }
            return 0;
        } catch (DataFormatException e) {
            throw new ZipException("the packed data is damaged: " + e.getMessage());
        }
    }

    private void endMember() throws IOException {
        long expected = word();
        long size = word();
        if (expected != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the packed data is damaged: its checksum or length is another");
        }
        inMember = false;
    }

    /// Whether there is another member.
    private boolean startMember() throws IOException {
        int first = next();
        while (first == 0 && members > 0) {
            first = next();
        }
        if (first < 0) {
            return false;
        }
        if (first != FIRST || needed() != SECOND || needed() != DEFLATE) {
            throw new ZipException("there is something that is not gzip");
        }
        int flags = needed();
        for (int i = 0; i < 6; i++) {
            needed();
        }
        if ((flags & EXTRA) != 0) {
            for (int i = needed() | needed() << 8; i > 0; i--) {
                needed();
            }
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        if ((flags & HEADER_CHECKSUM) != 0) {
            needed();
            needed();
        }
        members++;
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
        checksum.reset();
        inMember = true;
        return true;
    }

    private void skipText(boolean there) throws IOException {
        int next = there ? needed() : 0;
        while (next != 0) {
            next = needed();
        }
    }

    private long word() throws IOException {
        return needed() | needed() << 8 | needed() << 16 | (long) needed() << 24;
    }

    private int needed() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("the packed data ends too early");
        }
        return next;
    }

    private int next() throws IOException {
        if (at >= end) {
            at = 0;
            end = packed.read(buffer);
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
