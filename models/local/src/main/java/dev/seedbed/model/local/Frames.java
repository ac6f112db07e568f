package dev.seedbed.model.local;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What parent and child say to each other: JSON objects in UTF-8, each after its length in four bytes.
///
/// | to the child | fields |
/// |---|---|
/// | `load` | path, library, scratch, context, slots, threads; once, first |
/// | `ask` | id, prompt and how to sample |
/// | `cancel` | id |
///
/// | to the parent | fields |
/// |---|---|
/// | `loaded` | |
/// | `refused` | message: the model cannot be loaded |
/// | `grammar` | id: a schema is about to be turned into a grammar, which may end the process |
/// | `generating` | id: the grammar is made |
/// | `done` | id, text, last (the last piece of it), stopped, input, output, guessed |
/// | `failed` | id, remedy, message |
final class Frames {
    private static final int LONGEST = 256 << 20;

    private Frames() {}

    /// Thread-safe for callers that share the stream as their lock.
    static void write(DataOutputStream out, Data frame) throws IOException {
        byte[] bytes = frame.toString().getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    /// The next frame, empty when the other side is gone.
    static Optional<Data> read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        if (length < 0 || length > LONGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return Optional.of(Json.parseObject(new String(bytes, StandardCharsets.UTF_8)));
    }
}
