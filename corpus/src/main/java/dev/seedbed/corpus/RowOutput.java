package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file of lines that appears whole or not at all: written beside its name, packed by its ending, renamed at
/// the end. It can be left at a checkpoint and taken up there in another process: packed files end a member or
/// frame at each, so that the bytes are those of a run that nothing disturbed. One thread.
final class RowOutput implements AutoCloseable {
    private static final int BUFFER = 1 << 17;
    private static final int MOST_LINKS = 40;

    private final Path target;
    private final Path unfinished;
    private final FileFormat format;
    private final FileChannel channel;
    private @Nullable OutputStream packer;
    private final byte[] buffer = new byte[BUFFER];
    private int used;

    /// Nobody else may write it from now on.
    RowOutput(Path target, FileFormat format) {
        this.target = followed(target);
        this.format = format;
        this.unfinished = unfinished(target);
        try {
            this.channel = locked();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Between opening and locking a file, whoever had it may have given it its name, and it would be written
    /// over; so it must be the same file before and after.
    private FileChannel locked() throws IOException {
        while (true) {
            try {
                Files.createFile(unfinished);
            } catch (FileAlreadyExistsException e) {
                // Somebody writes it, or has left it.
            }
            Object before = key();
            FileChannel opened = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(opened);
            if (Objects.equals(before, key())) {
                return opened;
            }
            opened.close();
        }
    }

    /// What tells files apart that have the same name one after the other; null where nothing does.
    private @Nullable Object key() throws IOException {
        try {
            return Files.readAttributes(unfinished, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return this;
        }
    }

    /// How much another process has left.
    long left() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// @param length how much of what another process left is to stay
    void begin(long length) {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static Path unfinished(Path target) {
        Path file = followed(target);
        return file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    /// The file that a link leads to, which may not be there yet: the link is to stay a link.
    static Path followed(Path target) {
        Path file = target;
        for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(file); i++) {
            try {
                file = file.resolveSibling(Files.readSymbolicLink(file));
            } catch (IOException e) {
                throw failure(target, e);
            }
        }
        return file;
    }

    /// A pipe or a folder would be replaced by a file, or be in its way in the end.
    static void mustBeAFile(Path target) {
        Path file = followed(target);
        if (Files.isSymbolicLink(file)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "'" + target + "' is a link that leads to itself. Name a file.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "'" + target + "' is " + (Files.isDirectory(file) ? "a folder" : "a pipe or a device")
                            + ", and an output is a file. Name one, or - for the standard output.");
        }
    }

    private void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody in this process: the same message.
        }
        channel.close();
        throw new SeedbedException(
                ErrorKind.UNUSABLE,
                "'" + target + "' is being written by another process. Wait for it, or name another" + " output.");
    }

    void write(byte[] bytes, int from, int to) {
        try {
            int place = from;
            while (place < to) {
                int count = Math.min(to - place, BUFFER - used);
                System.arraycopy(bytes, place, buffer, used, count);
                used += count;
                place += count;
                if (used == BUFFER) {
                    drain();
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /// Always whole buffers, so that a packer sees the same pieces however the rows came.
    private void drain() throws IOException {
        OutputStream out = packer;
        if (out == null) {
            out = format.packed(new Unclosed(Channels.newOutputStream(channel)));
            packer = out;
        }
        out.write(buffer, 0, used);
        used = 0;
    }

    /// Everything written so far is in the file, and on the disk.
    ///
    /// @return the length of the file
    long checkpoint() {
        try {
            if (used > 0) {
                drain();
            }
            if (packer != null) {
                packer.close();
                packer = null;
            }
            channel.force(false);
            return channel.position();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Everything is on the disk, and waits for its name.
    ///
    /// @return where it waits
    Path complete() {
        try {
            if (channel.position() == 0 && packer == null) {
                // An empty packed file is one with an empty member.
                drain();
            }
            checkpoint();
            return unfinished;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Puts the file in its place. It is locked until then, so that nobody else begins to write it.
    void appear() {
        try {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Gives it up: something else was made of it.
    void vanish() {
        forget(target);
        close();
    }

    private SeedbedException failure(IOException e) {
        return failure(target, e);
    }

    static SeedbedException failure(Path target, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "'" + target + "' cannot be written: there is no such folder. Make it, or name another output.",
                    e);
        }
        if (e instanceof AccessDeniedException) {
            return new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "'" + target + "' cannot be written: there is no permission to write to '" + e.getMessage()
                            + "'. Have it given, or name another output.",
                    e);
        }
        String message = words(e);
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "'" + target + "' cannot be written: " + message
                        + ". Nothing was put under that name; make room or name another output, and give the same"
                        + " command again.",
                e);
    }

    /// What happened, without the names of classes.
    static String words(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "there is no permission to do so";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case IOException e -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Gives up what was written.
    static void forget(Path target) {
        try {
            Files.deleteIfExists(unfinished(target));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /// Outlives the packers that write to it.
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
