package dev.seedbed.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The first 128 bits of a SHA-256: what ids and keys are made of. Two different inputs give the same value
/// with a probability that is negligible below 2^60 of them.
///
/// Parts are hashed with their lengths, so that `("ab", "c")` and `("a", "bc")` differ.
public record Hash(long high, long low) implements Comparable<Hash> {
    private static final HexFormat HEX = HexFormat.of();

    /// The hash of a sequence of texts.
    public static Hash of(String... parts) {
        MessageDigest digest = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(length.clear().putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer result = ByteBuffer.wrap(digest.digest());
        return new Hash(result.getLong(), result.getLong());
    }

    /// The whole SHA-256 of a text in UTF-8, as 64 hexadecimal digits.
    public static String sha256Of(String text) {
        return HEX.formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// What [#toString] wrote.
    ///
    /// @throws IllegalArgumentException if it is not 32 hexadecimal digits
    public static Hash parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("'" + text + "' is not 32 hexadecimal digits");
        }
        return new Hash(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    /// A fresh SHA-256, which every Java platform has.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Hash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// 32 hexadecimal digits.
    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
