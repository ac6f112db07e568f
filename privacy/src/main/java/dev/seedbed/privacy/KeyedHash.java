package dev.seedbed.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 of personal data in its plainest form, so that `+1 415 555 0100` and `+1-415-555-0100` are one.
final class KeyedHash {
    static final int SHORTEST_KEY = 16;

    private static final int SHOWN_BYTES = 8;

    private final byte[] key;

    KeyedHash(byte[] key) {
        this.key = key.clone();
    }

    String shown(Kind kind, String text) {
        byte[] hash = hash(kind.code() + "\u0000" + plain(kind, text));
        return "[" + kind.name() + ":" + HexFormat.of().formatHex(hash, 0, SHOWN_BYTES) + "]";
    }

    /// Numbers that follow from the key and this text alone.
    Draws draws(String purpose, String text) {
        return new Draws(this, purpose + "\u0000" + text);
    }

    byte[] hash(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_16BE));
        } catch (InvalidKeyException wrong) {
            throw new IllegalArgumentException("The key cannot be used", wrong);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    /// Without what is only its layout.
    static String plain(Kind kind, String text) {
        return switch (kind) {
            case EMAIL, MAC -> text.toLowerCase(Locale.ROOT).replace('-', ':');
            case PHONE, CARD, SSN -> withoutLayout(text, false);
            case IBAN, NATIONAL_ID -> withoutLayout(text, true).toUpperCase(Locale.ROOT);
            case IP, URL, CRYPTO, SECRET, DATE_OF_BIRTH, ADDRESS, PERSON, CUSTOM -> text;
        };
    }

    private static String withoutLayout(String text, boolean letters) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (Signs.isDigit(sign) || (letters && Signs.isLetter(sign))) {
                plain.append(sign);
            }
        }
        return plain.toString();
    }

    /// A stream of numbers.
    static final class Draws {
        private final KeyedHash hash;
        private final String message;
        private ByteBuffer block = ByteBuffer.allocate(0);
        private int blocks;

        private Draws(KeyedHash hash, String message) {
            this.hash = hash;
            this.message = message;
        }

        /// From 0 to one less than the bound.
        int below(int bound) {
            if (block.remaining() < Integer.BYTES) {
                block = ByteBuffer.wrap(hash.hash(blocks++ + "\u0000" + message));
            }
            return (int) (((block.getInt() & 0xFFFFFFFFL) * bound) >>> 32);
        }

        char of(String signs) {
            return signs.charAt(below(signs.length()));
        }
    }
}
