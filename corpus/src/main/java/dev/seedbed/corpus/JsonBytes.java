package dev.seedbed.corpus;

import static dev.seedbed.corpus.UnreadableRowException.UNREADABLE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Walks over JSON that stands in bytes, and proves on the way that it is well-formed (RFC 8259, in the UTF-8 of
/// RFC 3629, without unpaired surrogates).
///
/// A cursor with the primitives of a reader: nothing is built but what is asked for. Eight bytes at a time are
/// tested for what would end or complicate a text, which makes it four times as fast as a parser that makes
/// tokens; the tests hold both against each other. One thread.
final class JsonBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final int DEEPEST = 1_000;

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;
    private final boolean[] inObject = new boolean[DEEPEST];

    /// Turns to other bytes.
    void over(byte[] newBytes, int from, int to) {
        this.bytes = newBytes;
        this.start = from;
        this.at = from;
        this.end = to;
    }

    int at() {
        return at;
    }

    UnreadableRowException broken(String explanation) {
        return new UnreadableRowException(UNREADABLE, explanation, at - start);
    }

    /// The next byte that is no white space, 0 at the end; the cursor stands at it.
    int next() {
        while (at < end) {
            byte each = bytes[at];
            if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
                return each;
            }
            at++;
        }
        return 0;
    }

    boolean atEnd() {
        return next() == 0 && at == end;
    }

    /// Steps over a byte if it comes next.
    boolean took(char wanted) {
        if (next() == wanted && at < end) {
            at++;
            return true;
        }
        return false;
    }

    void take(char wanted) throws UnreadableRowException {
        if (!took(wanted)) {
            throw broken("it is not well-formed JSON: '" + wanted + "' is missing");
        }
    }

    /// Steps over a value.
    void skipValue() throws UnreadableRowException {
        switch (next()) {
            case '"' -> skipText();
            case '{', '[' -> skipNested();
            default -> skipScalar();
        }
    }

    /// Without recursion: a hostile line may be nested deeply.
    private void skipNested() throws UnreadableRowException {
        int depth = 0;
        boolean opened = open(depth++);
        while (depth > 0) {
            boolean object = inObject[depth - 1];
            if (took(object ? '}' : ']')) {
                if (opened) {
                    opened = false;
                }
                depth--;
                continue;
            }
            if (!opened) {
                take(',');
            }
            opened = false;
            if (object) {
                skipKey();
            }
            int next = next();
            if (next == '{' || next == '[') {
                if (depth == DEEPEST) {
                    throw broken("it is nested deeper than " + DEEPEST + " levels");
                }
                opened = open(depth++);
            } else {
                skipValue();
            }
        }
    }

    private boolean open(int depth) {
        inObject[depth] = bytes[at] == '{';
        at++;
        return true;
    }

    private void skipKey() throws UnreadableRowException {
        if (next() != '"') {
            throw broken("it is not well-formed JSON: the name of a column is missing");
        }
        skipText();
        take(':');
    }

    private void skipScalar() throws UnreadableRowException {
        switch (next()) {
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void skipWord(String word) throws UnreadableRowException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw broken("it is not well-formed JSON");
            }
        }
        at += word.length();
    }

    private void skipNumber() throws UnreadableRowException {
        int first = at;
        if (at < end && bytes[at] == '-') {
            at++;
        }
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            skipDigits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            skipDigits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            skipDigits();
        }
        if (at < end && isWordlike(bytes[at])) {
            at = first;
            throw broken("it is not well-formed JSON");
        }
    }

    private void skipDigits() throws UnreadableRowException {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw broken(at >= end ? "it is not well-formed JSON: it ends too early" : "it is not well-formed JSON");
        }
    }

    private static boolean isWordlike(byte each) {
        return Character.isLetterOrDigit(each) || each == '.' || each == '-' || each == '+' || each < 0;
    }

    /// Steps over a text, its quotes included, and says whether it must be decoded: whether it has escapes.
    boolean skipText() throws UnreadableRowException {
        at++;
        boolean escapes = false;
        while (true) {
            at = plain(at);
            if (at >= end) {
                throw broken("it is not well-formed JSON: it ends within a text");
            }
            byte each = bytes[at];
            if (each == '"') {
                at++;
                return escapes;
            }
            if (each == '\\') {
                escapes = true;
                skipEscape();
            } else if (each >= 0) {
                throw broken("it is not well-formed JSON: a text holds the control character "
                        + String.format("U+%04X", (int) each) + " as it is");
            } else {
                skipPoint(each);
            }
        }
    }

    /// The first place from here on that is not plain ASCII within a text.
    private int plain(int from) {
        int place = from;
        while (place + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, place);
            long quotes = eight ^ QUOTES;
            long backslashes = eight ^ BACKSLASHES;
            long found = (((quotes - ONES) & ~quotes)
                            | ((backslashes - ONES) & ~backslashes)
                            | ((eight - SPACES) & ~eight)
                            | eight)
                    & HIGHS;
            if (found != 0) {
                // Borrows reach upwards only, so the lowest mark is right.
                return place + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            place += Long.BYTES;
        }
        while (place < end && bytes[place] >= ' ' && bytes[place] != '"' && bytes[place] != '\\') {
            place++;
        }
        return place;
    }

    private void skipEscape() throws UnreadableRowException {
        int escape = at + 1 < end ? bytes[at + 1] : 0;
        switch (escape) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
            case 'u' -> {
                int unit = unit(at + 2);
                if (!Character.isSurrogate((char) unit)) {
                    at += 6;
                } else if (Character.isHighSurrogate((char) unit)
                        && at + 7 < end
                        && bytes[at + 6] == '\\'
                        && bytes[at + 7] == 'u'
                        && Character.isLowSurrogate((char) unit(at + 8))) {
                    at += 12;
                } else {
                    throw broken("half of a surrogate pair is escaped without its other half");
                }
            }
            default -> throw broken("it is not well-formed JSON: there is no such escape");
        }
    }

    private int unit(int from) throws UnreadableRowException {
        if (from + 4 > end) {
            throw broken("it is not well-formed JSON: it ends within a text");
        }
        int unit = unit(bytes, from);
        if (unit < 0) {
            throw broken("it is not well-formed JSON: four hexadecimal digits must follow \\u");
        }
        return unit;
    }

    private static int unit(byte[] bytes, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit((char) bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    /// Steps over a code point of several bytes: table 3-7 of the Unicode standard.
    private void skipPoint(byte lead) throws UnreadableRowException {
        int first = lead & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            throw broken("invalid UTF-8");
        } else if (first < 0xe0) {
            continued(1, 0x80, 0xbf);
        } else if (first < 0xf0) {
            continued(2, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        } else {
            continued(3, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        }
    }

    private void continued(int more, int lowest, int highest) throws UnreadableRowException {
        if (at + more >= end) {
            throw broken("invalid UTF-8");
        }
        int second = bytes[at + 1] & 0xff;
        if (second < lowest || second > highest) {
            throw broken("invalid UTF-8");
        }
        for (int i = 2; i <= more; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                throw broken("invalid UTF-8");
            }
        }
        at += more + 1;
    }

    /// Decodes a text that was stepped over, without its quotes.
    ///
    /// @return the place behind the last char; a text of n bytes has at most n chars
    static int decode(byte[] bytes, int from, int to, char[] chars, int first) {
        int place = from;
        int out = first;
        while (place < to) {
            if (place + Long.BYTES <= to) {
                long eight = (long) EIGHT.get(bytes, place);
                long backslashes = eight ^ BACKSLASHES;
                if (((((backslashes - ONES) & ~backslashes) | eight) & HIGHS) == 0) {
                    for (int i = 0; i < Long.BYTES; i++) {
                        chars[out + i] = (char) bytes[place + i];
                    }
                    place += Long.BYTES;
                    out += Long.BYTES;
                    continue;
                }
            }
            byte each = bytes[place];
            if (each == '\\') {
                byte escape = bytes[place + 1];
                chars[out++] = escaped(bytes, place, escape);
                place += escape == 'u' ? 6 : 2;
            } else if (each >= 0) {
                chars[out++] = (char) each;
                place++;
            } else {
                int length = each >= (byte) 0xf0 ? 4 : each >= (byte) 0xe0 ? 3 : 2;
                out += Character.toChars(point(bytes, place, length), chars, out);
                place += length;
            }
        }
        return out;
    }

    private static char escaped(byte[] bytes, int place, byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) unit(bytes, place + 2);
            default -> (char) escape;
        };
    }

    private static int point(byte[] bytes, int place, int length) {
        int point = bytes[place] & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            point = (point << 6) | (bytes[place + i] & 0x3f);
        }
        return point;
    }
}
