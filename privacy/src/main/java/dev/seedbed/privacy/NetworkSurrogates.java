package dev.seedbed.privacy;

import dev.seedbed.privacy.KeyedHash.Draws;
import java.util.Arrays;
import java.util.Locale;

/// Addresses out of the ranges that are kept free for documentation (RFC 2606, RFC 5737, RFC 3849, RFC 7042), and
/// wallets of nobody.
final class NetworkSurrogates {
    private static final String[] FREE = {"192.0.2.", "198.51.100.", "203.0.113."};
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// What is shorter is what another find left over.
    private static final int SHORTEST_WALLET = 25;

    private NetworkSurrogates() {}

    static String ip(String original, String rule, Draws draws) {
        int slash = original.indexOf('/');
        String prefix = slash < 0 ? "" : original.substring(slash);
        if (rule.equals("ipv4")) {
            return FREE[draws.below(FREE.length)] + (1 + draws.below(254)) + prefix;
        }
        return "2001:db8::%x:%x:%x".formatted(1 + draws.below(0xFFFE), draws.below(0xFFFF), 1 + draws.below(0xFFFE))
                + prefix;
    }

    static String mac(String original, Draws draws) {
        StringBuilder other = new StringBuilder(original);
        String free = "00005e0053";
        int seen = 0;
        for (int at = 0; at < other.length(); at++) {
            if (Signs.isHex(other.charAt(at))) {
                char sign = seen < free.length() ? free.charAt(seen) : draws.of("0123456789abcdef");
                other.setCharAt(at, original.equals(original.toLowerCase(Locale.ROOT)) ? sign : Signs.upper(sign));
                seen++;
            }
        }
        return other.toString();
    }

    /// The scheme and whether there is a path stay; host, path and credentials do not.
    static String url(String original, Draws draws) {
        int slashes = original.indexOf("://");
        int host = slashes < 0 ? 0 : slashes + 3;
        int path = original.indexOf('/', host);
        String name = (draws.below(2) == 0 ? "www." : "site" + draws.below(1000) + ".") + "example."
                + new String[] {"com", "org", "net"}[draws.below(3)];
        String tail =
                path < 0 ? "" : path == original.length() - 1 ? "/" : "/" + Surrogates.sameSorts("aaaaaaa0", 0, draws);
        return original.substring(0, host) + name + tail;
    }

    static String crypto(String original, String rule, Draws draws) {
        if (original.length() < SHORTEST_WALLET) {
            return Surrogates.sameSorts(original, 0, draws);
        }
        return switch (rule) {
            case "bitcoin" -> bitcoin(original, draws);
            case "bitcoin-bech32" -> bech32(original, draws);
            default -> ethereum(original, draws);
        };
    }

    private static String bitcoin(String original, Draws draws) {
        byte[] bytes = new byte[25];
        bytes[0] = (byte) (original.charAt(0) == '1' ? 0 : 5);
        for (int at = 1; at < 21; at++) {
            bytes[at] = (byte) draws.below(256);
        }
        byte[] sum = CryptoAddresses.sha256(CryptoAddresses.sha256(Arrays.copyOf(bytes, 21)));
        System.arraycopy(sum, 0, bytes, 21, 4);
        java.math.BigInteger value = new java.math.BigInteger(1, bytes);
        StringBuilder other = new StringBuilder();
        while (value.signum() > 0) {
            java.math.BigInteger[] parts = value.divideAndRemainder(java.math.BigInteger.valueOf(58));
            other.append(BASE58.charAt(parts[1].intValue()));
            value = parts[0];
        }
        for (int at = 0; at < bytes.length && bytes[at] == 0; at++) {
            other.append('1');
        }
        return other.reverse().toString();
    }

    private static String bech32(String original, Draws draws) {
        StringBuilder other = new StringBuilder(original.substring(0, 4).toLowerCase(Locale.ROOT));
        while (other.length() < original.length() - 6) {
            // The last sign holds padding that must be zero.
            boolean padding = other.length() == original.length() - 7;
            other.append(padding ? draws.of("qs") == 'q' ? 'q' : 's' : draws.of(BECH32));
        }
        int check = 1;
        for (int value : new int[] {3, 3, 0, 2, 3}) {
            check = CryptoAddresses.step(check, value);
        }
        for (int at = 3; at < other.length(); at++) {
            check = CryptoAddresses.step(check, BECH32.indexOf(other.charAt(at)));
        }
        for (int at = 0; at < 6; at++) {
            check = CryptoAddresses.step(check, 0);
        }
        check ^= other.charAt(3) == 'q' ? 1 : 0x2bc830a3;
        for (int at = 0; at < 6; at++) {
            other.append(BECH32.charAt(check >>> (5 * (5 - at)) & 31));
        }
        return Signs.isUpper(original.charAt(0)) ? other.toString().toUpperCase(Locale.ROOT) : other.toString();
    }

    private static String ethereum(String original, Draws draws) {
        StringBuilder other = new StringBuilder("0x");
        while (other.length() < 42) {
            other.append(draws.of("0123456789abcdef"));
        }
        boolean checked = !original.equals(original.toLowerCase(Locale.ROOT));
        return checked ? Keccak.checksummed(other.toString()) : other.toString();
    }
}
