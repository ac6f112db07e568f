package dev.seedbed.pipeline.step;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a file, ended by LF or CR LF and by nothing else: U+2028, which JSON allows inside texts, ends
/// none.
final class Utf8Lines implements AutoCloseable {
    private static final int LONGEST = 1 << 28;

    private final InputFile file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number;

    Utf8Lines(InputFile file) {
        this.file = file;
        this.in = InputBytes.open(file);
    }

    /// Goes to the next line; false if there is none.
    boolean advance() {
        length = 0;
        boolean any = false;
        while (true) {
            if (at == end && !fill()) {
                break;
            }
            any = true;
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            append(newline);
            at = newline;
            if (newline < end) {
                at++;
                break;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    /// The number of the line, from 1.
    long number() {
        return number;
    }

    /// The line's text, without its end; what is not UTF-8 is replaced by U+FFFD.
    String text() {
        int textLength = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, textLength, StandardCharsets.UTF_8);
    }

    /// Whether the line is well-formed UTF-8.
    boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private boolean fill() {
        try {
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        } catch (IOException e) {
            end = 0;
            throw InputBytes.failure(file.shown() + ":" + (number + 1), e);
        }
    }

    private void append(int until) {
        int more = until - at;
        if (length + more > LONGEST) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file.shown() + ":" + (number + 1) + ": the line is longer than " + LONGEST / (1 << 20)
                            + " MB; if the file is one JSON array, say `format: json`");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
        }
        System.arraycopy(buffer, at, line, length, more);
        length += more;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw InputBytes.failure(file.shown(), e);
        }
    }
}
