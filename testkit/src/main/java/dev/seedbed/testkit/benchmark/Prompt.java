package dev.seedbed.testkit.benchmark;

import java.nio.charset.StandardCharsets;

/// What a request asks, found in its bytes without reading them as JSON: the row is the last text under
/// `content`, `text` or `prompt`, the system text the first under `content` if that is another. Both are kept as
/// they were written, escapes included.
///
/// The same row asked by two tools has the same [#row], whatever else they send.
// Compared by nobody; the bytes are never changed.
@SuppressWarnings("ArrayRecordComponent")
record Prompt(byte[] body, int systemStart, int systemEnd, int rowStart, int rowEnd) {
    private static final byte[][] NAMES = {bytes("\"content\""), bytes("\"text\""), bytes("\"prompt\"")};

    static Prompt of(byte[] body) {
        int[] last = {-1, -1};
        int[] first = {-1, -1};
        int at = 0;
        while (at < body.length) {
            if (body[at] != '"') {
                at++;
                continue;
            }
            int end = textEnd(body, at + 1);
            int value = isName(body, at, end) ? valueStart(body, end + 1) : -1;
            if (value < 0) {
                at = end + 1;
                continue;
            }
            int valueEnd = textEnd(body, value);
            if (first[0] < 0) {
                first = new int[] {value, valueEnd};
            }
            last = new int[] {value, valueEnd};
            at = valueEnd + 1;
        }
        if (last[0] < 0) {
            return new Prompt(body, 0, 0, 0, body.length);
        }
        boolean hasSystem = first[0] != last[0];
        return new Prompt(body, hasSystem ? first[0] : 0, hasSystem ? first[1] : 0, last[0], last[1]);
    }

    long row() {
        return Mix.hash(body, rowStart, rowEnd);
    }

    long system() {
        return Mix.hash(body, systemStart, systemEnd);
    }

    /// Roughly what a tokenizer makes of it: a token for every four bytes, at least one.
    int tokens() {
        return Math.max(1, (rowEnd - rowStart + systemEnd - systemStart) / 4);
    }

    private static boolean isName(byte[] body, int quote, int end) {
        for (byte[] name : NAMES) {
            if (end + 1 - quote == name.length && matches(body, quote, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] body, int from, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (from + i >= body.length || body[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the text after a colon begins; -1 if no colon and text follow.
    private static int valueStart(byte[] body, int from) {
        int at = skipSpace(body, from);
        if (at >= body.length || body[at] != ':') {
            return -1;
        }
        at = skipSpace(body, at + 1);
        return at < body.length && body[at] == '"' ? at + 1 : -1;
    }

    private static int skipSpace(byte[] body, int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return at;
    }

    /// The quote that ends a text, or the end of all.
    private static int textEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, body.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
