package dev.seedbed.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// One client's connection: HTTP/1.1 with keep-alive, just as much as a loopback test needs. Hand-written
/// because the JDK's own server costs several times the processor time, which would be measured together with
/// what is tested. A response leaves in one write. Used by one thread at a time.
final class HttpConnection implements AutoCloseable {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int LARGEST_HEAD = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[8 * 1024];
    private int filled;

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// The next request, empty when the client has hung up.
    Optional<RecordedRequest> read() throws IOException {
        int headEnd = findHeadEnd(0);
        while (headEnd < 0) {
            int searched = Math.max(0, filled - HEAD_END.length);
            if (filled > LARGEST_HEAD) {
                throw new IOException("a request's headers are longer than " + LARGEST_HEAD + " bytes");
            }
            if (!fill()) {
                return Optional.empty();
            }
            headEnd = findHeadEnd(searched);
        }
        String head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
        int bodyStart = headEnd + HEAD_END.length;
        int bodyEnd = bodyStart + contentLength(head);
        while (filled < bodyEnd) {
            if (!fill()) {
                return Optional.empty();
            }
        }
        String body = new String(buffer, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
        System.arraycopy(buffer, bodyEnd, buffer, 0, filled - bodyEnd);
        filled -= bodyEnd;
        int methodEnd = head.indexOf(' ');
        int pathEnd = head.indexOf(' ', methodEnd + 1);
        if (methodEnd < 0 || pathEnd < 0) {
            throw new IOException(
                    "not a request line: " + head.lines().findFirst().orElse(""));
        }
        return Optional.of(
                new RecordedRequest(head.substring(0, methodEnd), head.substring(methodEnd + 1, pathEnd), head, body));
    }

    private int findHeadEnd(int from) {
        for (int i = from; i + HEAD_END.length <= filled; i++) {
            if (buffer[i] == '\r' && Arrays.equals(buffer, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }

    private static int contentLength(String head) throws IOException {
        String name = "\r\ncontent-length:";
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at, name, 0, name.length())) {
                int end = head.indexOf("\r\n", at + 2);
                return Integer.parseInt(head.substring(at + name.length(), end < 0 ? head.length() : end)
                        .trim());
            }
            if (head.regionMatches(true, at, "\r\ntransfer-encoding:", 0, 20)) {
                throw new IOException("chunked requests are not understood");
            }
        }
        return 0;
    }

    void write(int status, Map<String, String> headers, String body) throws IOException {
        out.write(response(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /// The response's beginning, which promises more than comes.
    void writeHalf(int status, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] whole = response(status, headers, bytes);
        out.write(whole, 0, whole.length - bytes.length / 2);
    }

    private static byte[] response(int status, Map<String, String> headers, byte[] body) {
        StringBuilder head =
                new StringBuilder(128).append("HTTP/1.1 ").append(status).append(" Scripted\r\n");
        if (!headers.containsKey("Content-Type")) {
            head.append("Content-Type: application/json\r\n");
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    /// Waits until the client hangs up.
    void awaitHangUp() throws IOException {
        while (fill()) {
            filled = 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
