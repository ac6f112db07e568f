package dev.seedbed.model.http;

import dev.seedbed.model.http.Transport.Post;
import dev.seedbed.model.http.Transport.Response;
import dev.seedbed.model.http.WholeBody.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.http.HttpHeaders;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// One connection that speaks HTTP/1.1 (RFC 9112), one exchange after the other. Not thread-safe, but that
/// [#close] from another thread ends what is under way.
final class HttpConnection {
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int NO_BODY = 204;

    private final SocketChannel channel;
    private final Socket socket;
    private final InputStream in;

    private byte[] buffer = new byte[4 << 10];
    private int from;
    private int to;
    private long end;
    private boolean canGoOn;
    /// Whether the body goes on until the connection ends.
    private boolean isOpenEnded;
    private long usedAt;

    private HttpConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.socket = channel.socket();
        this.in = socket.getInputStream();
    }

    /// A connection to a server. Through a channel, since that can be interrupted on any thread.
    static HttpConnection to(InetSocketAddress address, Duration atMost) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, (int) Math.max(1, atMost.toMillis()));
            return new HttpConnection(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// When the last exchange ended, by [System#nanoTime].
    long usedAt() {
        return usedAt;
    }

    /// Whether another exchange may follow.
    boolean canGoOn() {
        return canGoOn;
    }

    /// Whether the server has not closed it, as far as that can be seen.
    boolean isAlive() {
        try {
            socket.setSoTimeout(1);
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void write(Post post, String authority) throws IOException {
        canGoOn = false;
        String path = post.address().getRawPath();
        String query = post.address().getRawQuery();
        StringBuilder head = new StringBuilder(256);
        head.append("POST ")
                .append(path.isEmpty() ? "/" : path)
                .append(query == null ? "" : "?" + query)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority)
                .append("\r\nContent-Length: ")
                .append(post.body().length)
                .append("\r\n");
        post.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + post.body().length);
        System.arraycopy(post.body(), 0, whole, start.length, post.body().length);
        socket.getOutputStream().write(whole);
    }

    /// @param until by [System#nanoTime]
    /// @throws SocketTimeoutException if it is not whole by then
    Response read(long until, long mostBytes) throws IOException {
        end = until;
        isOpenEnded = false;
        from = 0;
        to = 0;
        int status;
        HttpHeaders headers;
        do {
            status = statusOf(line());
            headers = headers();
        } while (status / 100 == 1);
        boolean staysOpen = !headers.firstValue("connection").orElse("").equalsIgnoreCase("close");
        Content content = status == NO_BODY ? new Content(new byte[0], Optional.empty()) : body(headers, mostBytes);
        canGoOn = staysOpen && !isOpenEnded && content.flaw().isEmpty() && from == to;
        usedAt = System.nanoTime();
        return new Response(status, headers, content);
    }

    private static int statusOf(String line) throws ProtocolException {
        boolean isStatus = line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ';
        if (isStatus) {
            int code = 0;
            for (int i = 9; i < 12; i++) {
                char digit = line.charAt(i);
                isStatus &= digit >= '0' && digit <= '9';
                code = code * 10 + digit - '0';
            }
            if (isStatus && code >= 100) {
                return code;
            }
        }
        throw new ProtocolException(
                "it does not answer in HTTP/1.1 but with '" + line.substring(0, Math.min(40, line.length())) + "'");
    }

    private HttpHeaders headers() throws IOException {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int size = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            size += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || size > LONGEST_HEAD) {
                throw new ProtocolException(colon < 1 ? "a header has no name" : "its headers are too long");
            }
            fields.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(fields, (_, _) -> true);
    }

    private Content body(HttpHeaders headers, long mostBytes) throws IOException {
        Body body = new Body(mostBytes);
        Optional<String> coding = headers.firstValue("transfer-encoding");
        Optional<String> length = headers.firstValue("content-length");
        try {
            if (coding.isPresent()) {
                if (!coding.get().equalsIgnoreCase("chunked")) {
                    throw new ProtocolException("it is sent as '" + coding.get() + "', which is not known");
                }
                chunks(body);
            } else if (length.isPresent()) {
                fixed(body, length.get());
            } else {
                isOpenEnded = true;
                do {
                    body.take(to - from);
                } while (body.hasRoom() && fill());
            }
            return body.hasRoom()
                    ? new Content(body.bytes(), Optional.empty())
                    : new Content(body.bytes(), Optional.of(body.tooLong()));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (!channel.isOpen()) {
                throw e;
            }
            return new Content(body.bytes(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private void fixed(Body body, String length) throws IOException {
        long left = number(length, 10);
        long all = left;
        while (left > 0 && body.hasRoom()) {
            if (from == to && !fill()) {
                throw new ProtocolException("it broke off, bytes received: " + (all - left) + " of " + all);
            }
            int piece = (int) Math.min(left, to - from);
            body.take(piece);
            left -= piece;
        }
    }

    private void chunks(Body body) throws IOException {
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            long left = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (left == 0) {
                for (String trailer = line(); !trailer.isEmpty(); ) {
                    trailer = line();
                }
                return;
            }
            while (left > 0) {
                if (!body.hasRoom()) {
                    return;
                }
                if (from == to && !fill()) {
                    throw new ProtocolException("it ended in the middle of a chunk");
                }
                int piece = (int) Math.min(left, to - from);
                body.take(piece);
                left -= piece;
            }
            line();
        }
    }

    private static long number(String text, int radix) throws ProtocolException {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ProtocolException("its length is '" + text + "'");
    }

    private String line() throws IOException {
        int at = from;
        while (true) {
            while (at < to) {
                if (buffer[at] == '\n') {
                    int stop = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
                    String line = new String(buffer, from, stop - from, StandardCharsets.ISO_8859_1);
                    from = at + 1;
                    return line;
                }
                at++;
            }
            if (to - from > LONGEST_HEAD) {
                throw new ProtocolException("a line of its head is too long");
            }
            int behind = at - from;
            if (!fill()) {
                throw new ProtocolException(to == 0 ? "it was closed without a response" : "its head broke off");
            }
            at = from + behind;
        }
    }

    /// Reads more behind what there is.
    ///
    /// @return false at the end
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length) {
            byte[] larger = from > buffer.length / 2 ? buffer : new byte[buffer.length * 2];
            System.arraycopy(buffer, from, larger, 0, to - from);
            buffer = larger;
            to -= from;
            from = 0;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }

    /// What has come of a body.
    private final class Body {
        private final long most;
        private byte[] bytes = new byte[0];
        private int size;

        private Body(long most) {
            this.most = most;
        }

        private boolean hasRoom() {
            return size <= most;
        }

        private String tooLong() {
            return "it is longer than " + most + " bytes";
        }

        private void take(int count) {
            if (size + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
            }
            System.arraycopy(buffer, from, bytes, size, count);
            size += count;
            from += count;
        }

        private byte[] bytes() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }
    }
}
