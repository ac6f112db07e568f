package dev.seedbed.privacy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Addresses of Bitcoin (base58check; BIP 173 bech32 and BIP 350 bech32m) and Ethereum (EIP-55, or all of one case in
/// context).
final class CryptoAddresses {
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;
    private static final int PAYLOAD = 25;

    private CryptoAddresses() {}

    static void at(Scan scan, int begin, int end) {
        if (!scan.wants(Kind.CRYPTO)) {
            return;
        }
        int length = end - begin;
        char first = scan.chars[begin];
        boolean zeroX = length == 42 && first == '0' && (scan.chars[begin + 1] | 0x20) == 'x';
        if (zeroX) {
            ethereum(scan, begin, end);
        } else if ((first == '1' || first == '3') && length <= 35 && isBase58Check(scan.chars, begin, end)) {
            add(scan, begin, end, "bitcoin", .95);
        } else if ((first | 0x20) == 'b' && length >= 14 && length <= 90 && isBech32(scan.chars, begin, end)) {
            add(scan, begin, end, "bitcoin-bech32", .98);
        }
    }

    private static void add(Scan scan, int begin, int end, String rule, double certainty) {
        scan.add(Kind.CRYPTO, begin, end, rule, certainty);
        scan.skipTo(end);
    }

    private static void ethereum(Scan scan, int begin, int end) {
        boolean lower = false;
        boolean upper = false;
        for (int at = begin + 2; at < end; at++) {
            char sign = scan.chars[at];
            if (!Signs.isHex(sign)) {
                return;
            }
            lower |= sign >= 'a';
            upper |= Signs.isUpper(sign);
        }
        if (lower && upper) {
            if (Keccak.isChecksummed(scan.chars, begin + 2)) {
                add(scan, begin, end, "ethereum", .98);
            }
        } else if (scan.around(begin, end).about(Topics.WALLET)) {
            add(scan, begin, end, "ethereum-unchecked", .6);
        } else {
            scan.add(Kind.CRYPTO, begin, end, "ethereum-unchecked", .3);
        }
    }

    static boolean isBase58Check(char[] chars, int begin, int end) {
        byte[] bytes = new byte[PAYLOAD];
        for (int at = begin; at < end; at++) {
            int carry = BASE58.indexOf(chars[at]);
            if (carry < 0) {
                return false;
            }
            for (int place = PAYLOAD - 1; place >= 0; place--) {
                carry += 58 * (bytes[place] & 0xFF);
                bytes[place] = (byte) carry;
                carry >>>= 8;
            }
            if (carry != 0) {
                return false;
            }
        }
        byte[] sum = sha256(sha256(Arrays.copyOf(bytes, PAYLOAD - 4)));
        return Arrays.equals(sum, 0, 4, bytes, PAYLOAD - 4, PAYLOAD) && (bytes[0] == 0 || bytes[0] == 5);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    static boolean isBech32(char[] chars, int begin, int end) {
        if ((chars[begin + 1] | 0x20) != 'c' || chars[begin + 2] != '1') {
            return false;
        }
        int check = 1;
        for (char part : new char[] {'b', 'c'}) {
            check = step(check, part >> 5);
        }
        check = step(check, 0);
        for (char part : new char[] {'b', 'c'}) {
            check = step(check, part & 31);
        }
        boolean upper = Signs.isUpper(chars[begin]);
        for (int at = begin + 3; at < end; at++) {
            boolean mixed = upper ? chars[at] >= 'a' : Signs.isUpper(chars[at]);
            int value = BECH32.indexOf(Signs.lower(chars[at]));
            if (mixed || value < 0) {
                return false;
            }
            check = step(check, value);
        }
        return check == 1 || check == BECH32M;
    }

    static int step(int before, int value) {
        int top = before >>> 25;
        int check = (before & 0x1ffffff) << 5 ^ value;
        for (int bit = 0; bit < 5; bit++) {
            check ^= (top >> bit & 1) == 1 ? GENERATOR[bit] : 0;
        }
        return check;
    }
}
