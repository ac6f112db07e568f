package dev.seedbed.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// A vector as the text of a reply, so that a journal keeps it as it keeps any reply: base64 of its numbers, each
/// four bytes of IEEE 754, the lowest first. Bit for bit the same on the way back; 384 numbers are 2,048
/// characters.
final class VectorText {
    private VectorText() {}

    static String of(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static float[] read(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        return vector;
    }
}
