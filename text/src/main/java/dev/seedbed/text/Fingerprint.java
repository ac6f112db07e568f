package dev.seedbed.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// 128 bits that stand for one or several texts: the beginning of their SHA-256, so that nobody can make two
/// texts that meet. Among a million million different texts, two have the same with a probability below 10^-14.
///
/// ```java
/// Fingerprint.of("a", "bc").equals(Fingerprint.of("ab", "c")); // false: the lengths count
/// ```
public record Fingerprint(long high, long low) {
    /// The fingerprint of a sequence of texts.
    public static Fingerprint of(String... texts) {
        MessageDigest digest = sha256();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(length.clear().putInt(bytes.length).flip());
            digest.update(bytes);
        }
        ByteBuffer result = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(result.getLong(), result.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
