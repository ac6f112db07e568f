package dev.seedbed.testkit.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A reply as it goes over the wire.
///
/// @param status counted as this
/// @param bytes head and body
/// @param closes whether the connection ends with it
/// @param isWhole whether a client that reads all of it has an answer
// Compared by nobody; the bytes are never changed.
@SuppressWarnings("ArrayRecordComponent")
record HttpReply(int status, byte[] bytes, boolean closes, boolean isWhole) {
    static final String JSON = "application/json";

    static HttpReply of(int status, String contentType, String headers, byte[] body) {
        return new HttpReply(
                status, join(head(status, contentType, headers, body.length), body, body.length), false, true);
    }

    static HttpReply json(int status, String headers, String body) {
        return of(status, JSON, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /// The same bytes, which hold no answer.
    HttpReply broken() {
        return new HttpReply(status, bytes, closes, false);
    }

    /// The body alone.
    byte[] body() {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return Arrays.copyOfRange(bytes, i + 4, bytes.length);
            }
        }
        return new byte[0];
    }

    /// Announces a whole body, sends half of it and ends the connection.
    static HttpReply cut(String headers, byte[] body) {
        byte[] head = head(200, JSON, headers, body.length);
        return new HttpReply(200, join(head, body, body.length / 2), true, false);
    }

    private static byte[] head(int status, String contentType, String headers, int length) {
        return ("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + contentType + "\r\n" + headers
                        + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[] head, byte[] body, int length) {
        byte[] bytes = Arrays.copyOf(head, head.length + length);
        System.arraycopy(body, 0, bytes, head.length, length);
        return bytes;
    }
}
