package dev.seedbed.curate.file;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The whole text of a file in UTF-8, also packed (`.gz`), or an error in plain words.
public final class FileText {
    private FileText() {}

    /// @param what is in the file, for messages: `The items`
    public static String read(Path file, String what) {
        mustBeThere(file, what);
        boolean packed =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = packed ? new GZIPInputStream(plain) : plain) {
            String text = decoded(file, what, in.readAllBytes());
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (AccessDeniedException e) {
            throw wrong(file, what, "there is no permission to read it", e);
        } catch (ZipException e) {
            throw wrong(file, what, "it ends in .gz, but is not packed by gzip, or is damaged: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw wrong(file, what, "it is cut off: what gzip packed has no end", e);
        } catch (IOException e) {
            throw wrong(file, what, String.valueOf(e.getMessage()), e);
        }
    }

    public static void mustBeThere(Path file, String what) {
        if (Files.isDirectory(file)) {
            throw wrong(file, what, "it is a folder; name its files");
        }
        if (!Files.exists(file)) {
            throw wrong(file, what, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw wrong(file, what, "it is a pipe or a device; name a file");
        }
    }

    private static String decoded(Path file, String what, byte[] bytes) {
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(read).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops before the bytes that it cannot read.
            long line = 1;
            for (int i = 0; i < read.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw wrong(file, what, "line " + line + ": that is not UTF-8", e);
        }
    }

    public static SeedbedException wrong(Path file, String what, String message) {
        return wrong(file, what, message, null);
    }

    private static SeedbedException wrong(Path file, String what, String message, @Nullable IOException cause) {
        String whole = what + " in " + file + " cannot be read: " + message + ".";
        return cause == null
                ? new SeedbedException(ErrorKind.WRONG_INPUT, whole)
                : new SeedbedException(ErrorKind.WRONG_INPUT, whole, cause);
    }
}
