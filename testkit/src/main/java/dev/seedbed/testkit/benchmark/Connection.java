package dev.seedbed.testkit.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One client's connection: takes bytes apart into requests, and writes replies. HTTP/1.1 with keep-alive (RFC
/// 9112), bodies with a length or in chunks. One request at a time is answered; bytes that come meanwhile wait.
/// Used under the lock of its [ConnectionLoop] only.
final class Connection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_HEAD = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] buffer = new byte[4 * 1024];
    private int filled;
    private int searched;
    private boolean hasContinued;
    private @Nullable ByteBuffer unsent;
    private boolean closesAfterSending;

    /// Whether a request of this connection waits for its reply.
    boolean isAnswering;

    Connection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /// Takes what the client sent.
    ///
    /// @return whether the client is still there
    boolean read(ByteBuffer scratch) throws IOException {
        scratch.clear();
        int count = channel.read(scratch);
        if (count <= 0) {
            return count == 0;
        }
        if (filled + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + count));
        }
        scratch.flip().get(buffer, filled, count);
        filled += count;
        return true;
    }

    /// The next whole request, if it is there.
    Optional<HttpRequest> next() throws IOException {
        int headEnd = headEnd();
        if (headEnd < 0) {
            if (filled > LARGEST_HEAD) {
                throw new IOException("a request's headers are longer than " + LARGEST_HEAD + " bytes");
            }
            return Optional.empty();
        }
        int bodyStart = headEnd + 4;
        long length = -1;
        boolean isChunked = false;
        int line = lineEnd(0, headEnd);
        while (line < headEnd) {
            int end = lineEnd(line + 2, headEnd);
            if (isHeader(line + 2, "content-length:")) {
                length = Long.parseLong(
                        text(line + 2 + "content-length:".length(), end).trim());
            } else if (isHeader(line + 2, "transfer-encoding:")) {
                isChunked = text(line + 2, end).toLowerCase(Locale.ROOT).contains("chunked");
            } else if (isHeader(line + 2, "expect:") && !hasContinued) {
                hasContinued = true;
                channel.write(ByteBuffer.wrap(CONTINUE));
            }
            line = end;
        }
        if (isChunked) {
            return chunked(headEnd, bodyStart);
        }
        long bodyEnd = bodyStart + Math.max(0, length);
        return filled < bodyEnd
                ? Optional.empty()
                : Optional.of(request(headEnd, Arrays.copyOfRange(buffer, bodyStart, (int) bodyEnd), (int) bodyEnd));
    }

    private Optional<HttpRequest> chunked(int headEnd, int bodyStart) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = bodyStart;
        while (true) {
            int end = lineEnd(at, filled);
            if (end >= filled) {
                return Optional.empty();
            }
            int length = Integer.parseInt(text(at, end).replaceFirst(";.*", "").trim(), 16);
            int next = end + 2 + length + 2;
            if (next > filled) {
                return Optional.empty();
            }
            if (length == 0) {
                return Optional.of(request(headEnd, body.toByteArray(), next));
            }
            body.write(buffer, end + 2, length);
            at = next;
        }
    }

    private HttpRequest request(int headEnd, byte[] body, int end) throws IOException {
        int methodEnd = indexOf((byte) ' ', 0, headEnd);
        int targetEnd = indexOf((byte) ' ', methodEnd + 1, headEnd);
        if (methodEnd == headEnd || targetEnd == headEnd) {
            throw new IOException("not a request line: " + text(0, lineEnd(0, headEnd)));
        }
        HttpRequest request = new HttpRequest(
                text(0, methodEnd), text(methodEnd + 1, targetEnd), Arrays.copyOf(buffer, headEnd), body);
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        searched = 0;
        hasContinued = false;
        return request;
    }

    private int headEnd() {
        for (int i = searched; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        searched = Math.max(0, filled - 3);
        return -1;
    }

    private int lineEnd(int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return to;
    }

    private boolean isHeader(int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            int each = buffer[from + i];
            if ((each >= 'A' && each <= 'Z' ? each + 32 : each) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(byte each, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == each) {
                return i;
            }
        }
        return to;
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// Sends as much as goes; the rest when the client takes more.
    void write(byte[] bytes, boolean closes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        channel.write(all);
        closesAfterSending = closes;
        if (all.hasRemaining()) {
            unsent = all;
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            key.selector().wakeup();
        } else if (closes) {
            close();
        }
    }

    /// Sends on.
    void writeOn() throws IOException {
        ByteBuffer rest = unsent;
        if (rest == null) {
            return;
        }
        channel.write(rest);
        if (!rest.hasRemaining()) {
            unsent = null;
            key.interestOps(SelectionKey.OP_READ);
            if (closesAfterSending) {
                close();
            }
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
