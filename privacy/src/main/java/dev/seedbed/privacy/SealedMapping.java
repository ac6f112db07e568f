package dev.seedbed.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What stands for what, encrypted: the only form in which it is ever written.
///
/// ```java
/// byte[] sealed = SealedMapping.seal(scrubbed.mapping(original), passphrase);
/// Map<String, String> mapping = SealedMapping.open(sealed, passphrase);
/// ```
///
/// AES-256 in GCM with a key from the passphrase by PBKDF2-HMAC-SHA-256 (600,000 rounds, as OWASP's Password Storage
/// Cheat Sheet
/// asks, 2026), with a salt and nonce of its own each time. Format: `SBM1`, salt (16), nonce (12), the encrypted pairs
/// with their tag.
public final class SealedMapping {
    private static final byte[] MAGIC = {'S', 'B', 'M', '1'};
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int ROUNDS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 8;

    /// What stands for what. Over many texts neither tells the other: a family name may become two others, and two
    /// names may become one.
    public record Pair(String surrogate, String original) {
        /// Without the texts, which are private.
        @Override
        public String toString() {
            return "Pair[" + surrogate.length() + " characters for " + original.length() + "]";
        }
    }

    private SealedMapping() {}

    /// @param passphrase of eight characters or more
    public static byte[] seal(Map<String, String> mapping, char[] passphrase) {
        List<Pair> pairs = new ArrayList<>();
        mapping.forEach((surrogate, original) -> pairs.add(new Pair(surrogate, original)));
        return seal(pairs, passphrase);
    }

    /// Refuses a passphrase that is too short, for whoever has much to do before sealing.
    public static void check(char[] passphrase) {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException("The passphrase has " + passphrase.length
                    + " characters, but needs at least " + SHORTEST_PASSPHRASE);
        }
    }

    /// The pairs of many texts, in this order.
    ///
    /// @param passphrase of eight characters or more
    public static byte[] seal(Collection<Pair> pairs, char[] passphrase) {
        check(passphrase);
        SecureRandom random = new SecureRandom();
        byte[] head = new byte[MAGIC.length + SALT + NONCE];
        random.nextBytes(head);
        System.arraycopy(MAGIC, 0, head, 0, MAGIC.length);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, head, passphrase).doFinal(written(pairs));
            byte[] sealed = Arrays.copyOf(head, head.length + encrypted.length);
            System.arraycopy(encrypted, 0, sealed, head.length, encrypted.length);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    /// @throws IllegalArgumentException if the passphrase is another, or the bytes were changed or are no mapping
    public static Map<String, String> open(byte[] sealed, char[] passphrase) {
        Map<String, String> mapping = new LinkedHashMap<>();
        pairs(sealed, passphrase).forEach(pair -> mapping.putIfAbsent(pair.surrogate(), pair.original()));
        return mapping;
    }

    /// All pairs, in the order in which they were sealed.
    ///
    /// @throws IllegalArgumentException if the passphrase is another, or the bytes were changed or are no mapping
    public static List<Pair> pairs(byte[] sealed, char[] passphrase) {
        int head = MAGIC.length + SALT + NONCE;
        if (sealed.length < head || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("This is no mapping of surrogates");
        }
        try {
            return read(cipher(Cipher.DECRYPT_MODE, sealed, passphrase).doFinal(sealed, head, sealed.length - head));
        } catch (AEADBadTagException wrong) {
            throw new IllegalArgumentException("The passphrase is another, or the mapping was changed", wrong);
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("The mapping cannot be decrypted", broken);
        }
    }

    private static Cipher cipher(int mode, byte[] head, char[] passphrase) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOfRange(head, MAGIC.length, MAGIC.length + SALT);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(passphrase, salt, ROUNDS, 256))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, head, MAGIC.length + SALT, NONCE));
        return cipher;
    }

    private static byte[] written(Collection<Pair> pairs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(pairs.size());
            for (Pair pair : pairs) {
                for (String text : List.of(pair.surrogate(), pair.original())) {
                    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(encoded.length);
                    out.write(encoded);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<Pair> read(byte[] bytes) {
        List<Pair> pairs = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                String surrogate = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                pairs.add(new Pair(surrogate, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8)));
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("The mapping is cut off", broken);
        }
        return pairs;
    }
}
