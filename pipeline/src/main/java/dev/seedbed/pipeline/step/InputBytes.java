package dev.seedbed.pipeline.step;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file's bytes: unpacked if it ends in `.gz`, without a byte order mark.
final class InputBytes {
    private static final int BUFFER = 1 << 16;

    private InputBytes() {}

    /// @throws SeedbedException if the file cannot be read, or is in UTF-16
    static InputStream open(InputFile file) {
        try {
            InputStream in = Files.newInputStream(file.path());
            try {
                return withoutMark(isPacked(file.path()) ? new GZIPInputStream(in, BUFFER) : in, file);
            } catch (IOException | SeedbedException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(file.shown(), e);
        }
    }

    static boolean isPacked(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /// What to say when reading fails.
    ///
    /// @param where the file, and how far it was read
    static SeedbedException failure(String where, IOException cause) {
        String what =
                switch (cause) {
                    case EOFException _ -> "its gzip data ends in the middle; the file was cut off: copy it again";
                    case ZipException e -> "its gzip data is damaged (" + e.getMessage() + "): copy it again";
                    case NoSuchFileException _ -> "there is no such file";
                    default -> cause.getMessage() == null ? cause.toString() : cause.getMessage();
                };
        return new SeedbedException(ErrorKind.WRONG_INPUT, where + ": cannot be read: " + what, cause);
    }

    private static InputStream withoutMark(InputStream in, InputFile file) throws IOException {
        byte[] start = in.readNBytes(3);
        int first = start.length < 2 ? 0 : byteAt(start, 0) << 8 | byteAt(start, 1);
        if (first == 0xfffe || first == 0xfeff) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file.shown() + ": is in UTF-16, but must be in UTF-8; convert it, for example with"
                            + " iconv -f UTF-16 -t UTF-8");
        }
        boolean marked =
                start.length == 3 && byteAt(start, 0) == 0xef && byteAt(start, 1) == 0xbb && byteAt(start, 2) == 0xbf;
        PushbackInputStream whole = new PushbackInputStream(in, 3);
        if (!marked) {
            whole.unread(start);
        }
        return whole;
    }

    private static int byteAt(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }
}
